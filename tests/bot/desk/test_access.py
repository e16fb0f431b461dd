from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.conversation.place import Filled, Place, Pointed, Press
from bot.desk.editing import Desk
from bot.form import Form
from bot.reply import OF_THE_DESK, Act, Reply
from tests.bot.desk.working import EDITOR, MEMBER, OWNER, SPACE, STRANGER, Work
from tests.builders import a_claim


@pytest.mark.parametrize(
    ("place", "may"),
    [
        (MEMBER, False),
        (replace(MEMBER, may_manage=True), False),
        (EDITOR, True),
        (OWNER, True),
        (replace(MEMBER, belongs_to=("group:S2", "role:1")), False),
        (replace(EDITOR, space="slack:T2"), False),
    ],
)
def test_editors_and_owners_of_a_space_may_edit_and_nobody_else(
    work: Work, place: Place, may: bool
) -> None:
    assert work.desk.may_edit(place) == may


def test_a_person_may_be_an_editor_by_name(work: Work) -> None:
    work.desk.set_editors(["user:U1"], OWNER)
    assert work.desk.may_edit(MEMBER)
    assert not work.desk.may_edit(EDITOR)


def test_a_member_is_refused_whatever_they_try(work: Work) -> None:
    page = work.typed("leak")
    work.draft(a_claim("new", space=SPACE))
    form = work.form(page, Act.WITHDRAW)
    tries = [
        work.typed("", MEMBER),
        work.typed("leak", MEMBER),
        work.message(place=MEMBER),
        work.fill(form, MEMBER, why="because"),
        work.desk.reopen(form.id, MEMBER),
        work.desk.editors(MEMBER),
        work.desk.set_editors(["user:U1"], MEMBER),
        *(_press(work, act, page) for act in OF_THE_DESK),
    ]
    for reply in tries:
        assert isinstance(reply, Reply)
        assert "editors" in reply.headline
        assert "Nothing was changed." in reply.notes
        assert reply.is_private
    assert work.store.get_claims(["leak"], space=SPACE)
    assert work.store.desk.editors(SPACE) == ("group:S1",)


def _press(work: Work, act: Act, page: Reply, place: Place = MEMBER) -> Reply | Form:
    return work.desk.press(Press(act, page.id, 0, place, work.key()))


@pytest.mark.parametrize("act", sorted(OF_THE_DESK - {Act.DESK}))
def test_no_button_of_one_space_works_from_another(work: Work, act: Act) -> None:
    work.draft(a_claim("new", space=SPACE))
    work.asked("Does the roof leak?")
    queue = work.typed()
    for page in (work.typed("leak"), queue, work.shown(queue, Act.OPEN), work.message()):
        reply = _press(work, act, page, STRANGER)
        assert isinstance(reply, Reply)
        assert "no longer at the desk" in reply.headline
    assert not work.store.desk.changes_by(space=SPACE, limit=9)
    assert not work.store.desk.changes_by(space=STRANGER.space, limit=9)


@pytest.mark.parametrize("act", sorted(OF_THE_DESK))
def test_a_button_that_does_not_fit_its_page_does_no_harm(work: Work, act: Act) -> None:
    work.said_wrong("Does it leak?", "roof-cost")
    for page in (work.typed(), work.message(), work.typed("roof-cost"), work.typed("jane-roe")):
        assert isinstance(_press(work, act, page, EDITOR), Reply | Form)
    assert work.store.list_claims() == ("roof-cost",)


def test_who_is_no_editor_any_more_cannot_send_a_form_back(work: Work) -> None:
    form = work.form(work.typed("leak"), Act.WITHDRAW)
    work.desk.set_editors([], OWNER)
    assert "not one of them" in work.filled(form, EDITOR, why="because").headline
    assert work.store.get_claims(["leak"], space=SPACE)


def test_a_refusal_is_logged_without_saying_who(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        work.typed("the secret words", MEMBER)
    assert caplog.messages == ["Refused at the desk of a slack space: desk"]


def test_what_one_space_sees_no_other_space_can_open(work: Work) -> None:
    page = work.typed("leak")
    form = work.form(page, Act.EDIT)
    work.message("Something secret")
    assert "No record has the id" in work.typed("leak", STRANGER).headline
    assert "no longer at the desk" in work.shown(page, Act.HISTORY, STRANGER).headline
    assert "no longer at the desk" in work.filled(form, STRANGER).headline
    assert work.typed("", STRANGER).headline == "Nothing waits at the desk."


def test_a_form_that_nobody_opened_does_nothing(work: Work) -> None:
    for id_ in ("", "edit", "edit:x:0:", "edit:x:²:", "share:x:0:", "publish:x:0:", "x" * 500):
        reply = work.desk.submit(Filled(id_, {}, EDITOR, work.key()))
        assert isinstance(reply, Reply)
        assert "no longer at the desk" in reply.headline


def test_owners_say_who_edits(work: Work) -> None:
    assert work.desk.editors(OWNER).headline == "Editors here: 1 user group."
    told = work.desk.set_editors(["role:42", "user:U5"], OWNER)
    assert told.headline == "Done. Editors here from now on: 1 role and 1 person."
    assert [(line.text, line.person) for line in told.sections[0].lines] == [
        ("42", ""),
        ("U5", "U5"),
    ]
    assert [line.group for line in told.sections[0].lines] == ["42", ""]
    assert work.store.desk.editors(SPACE) == ("role:42", "user:U5")
    assert "only whoever looks after" in work.desk.set_editors([], OWNER).headline


def test_forgetting_a_space_forgets_what_was_begun_there(work: Work) -> None:
    page = work.message()
    work.desk.forget_space(SPACE)
    assert not work.store.conversations.find_values(f"desk {SPACE} ")
    assert isinstance(work.press(page, Act.RECORD_CLAIM), Reply)


def test_a_message_without_words_cannot_be_recorded(work: Work) -> None:
    pointed = Pointed(" \n", "Ann", "", None, "1", EDITOR, work.key())
    assert "no words" in Desk.record(work.desk, pointed).headline
