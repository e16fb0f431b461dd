"""What every `DeskStore` promises one space about all others: they see and change nothing of it.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_questions.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.errors import ForbiddenError, NotFoundError, RecordError, StaleError, StoreError
from knowledge.model import Review
from knowledge.records import KINDS, Record
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import Change, DeskStore
from tests.builders import a_quote, a_response, a_source, a_speaker
from tests.contracts.conversation_records import (
    ELSEWHERE,
    HERE,
    NOW,
    a_question,
    a_suggestion,
)
from tests.contracts.desk_builders import (
    EDITOR,
    EVERYBODY,
    QUESTION,
    a_draft,
    a_phrasing,
    a_private_claim,
    a_relation,
    expected_of,
    make,
    take_back,
)

SOURCE = a_source("here-post", "The dome leaks, said Ann Poe.", space=HERE)
CLAIM = a_private_claim(quotes=(a_quote("The dome leaks", SOURCE),), said_by=("ann-poe",))
RECORDS: tuple[Record, ...] = (
    SOURCE,
    a_speaker("ann-poe", space=HERE),
    CLAIM,
    a_response("here-denial", ["here-roof", "roof-cost"], space=HERE),
    Review("here-review", "The Example", ("here-roof",), rating="So", space=HERE),
)
OTHERS = pytest.mark.parametrize("other", [ELSEWHERE, EVERYBODY])


def fill(desk: DeskStore, kept: ConversationStore) -> int:
    """Keep one of everything in one space; return the number of the change."""
    desk.keep_draft(a_draft())
    desk.set_editors(HERE, ["U1"])
    kept.keep_question(a_question(outcome="none"))
    kept.suggest(a_suggestion())
    link, relation = a_phrasing(), a_relation(other="here-roof")
    return make(desk, Change(RECORDS, link=[link], relate=[relation]))


class DeskSpaces:
    @OTHERS
    def test_nothing_of_a_space_is_seen_from_another(
        self, desk: DeskStore, kept: ConversationStore, other: str
    ) -> None:
        fill(desk, kept)
        for record in RECORDS:
            kind = KINDS[type(record)]
            assert desk.get_record(kind, record.id, space=HERE) == record
            for read in (desk.get_record, desk.digest_of):
                with pytest.raises(NotFoundError):
                    read(kind, record.id, space=other)
            assert desk.history(record.id, space=HERE)
            assert desk.history(record.id, space=other) == ()
        assert desk.history("roof-cost", space=HERE)
        assert desk.history("roof-cost", space=other) == ()
        assert desk.changes_by(space=other, limit=9) == ()
        assert desk.find_draft("draft-1", space=other) is None
        assert desk.list_drafts(space=other) == ()
        assert desk.unanswered_questions(space=other, now=NOW) == ()
        assert desk.wrong_matches(space=other) == ()
        assert desk.phrasings(space=other) == ()
        assert desk.relations(["roof-cost", "here-roof"], space=other) == ()
        assert desk.editors(other) == ()

    @OTHERS
    def test_nothing_of_a_space_is_changed_from_another(
        self, desk: DeskStore, kept: ConversationStore, other: str
    ) -> None:
        number = fill(desk, kept)
        expected = expected_of(desk, *RECORDS)

        def changes(change: Change) -> Callable[[], object]:
            return lambda: make(desk, change, space=other)

        tries: list[Callable[[], object]] = [
            changes(Change([replace(CLAIM, text="No.")], expected)),
            changes(Change(closes="draft-1")),
            changes(Change(link=[a_phrasing(is_anti=True)])),
            changes(Change(unlink=[a_phrasing()])),
            changes(Change(unlink=[a_phrasing(space=other)])),
            changes(Change(unrelate=[a_relation(other="here-roof")])),
            changes(Change(relate=[a_relation(other="here-roof", space=other)])),
            changes(Change([a_private_claim("x", space=other, quotes=CLAIM.quotes)])),
            changes(Change([a_private_claim("x", space=other, said_by=("ann-poe",))])),
            changes(Change([a_response("x", ["here-roof"], space=other)])),
            lambda: take_back(desk, number, space=other),
            lambda: desk.edit_draft(a_draft(title="No", space=other)),
            lambda: desk.reject_draft("draft-1", space=other, who=EDITOR, at=NOW, why="no"),
        ]
        if other != EVERYBODY:
            taken = replace(CLAIM, space=other, quotes=a_private_claim().quotes)
            for seen in ({}, expected):
                tries.append(changes(Change([replace(taken, said_by=("jane-roe",))], seen)))
        for a_try in tries:
            with pytest.raises((RecordError, StoreError)) as refused:
                a_try()
            for word in (HERE, "Ann Poe", "leaks", EDITOR.person):
                assert word not in str(refused.value)
        desk.set_editors(other, ["U2"])
        assert desk.close_questions(["question-1"], space=other) == 0
        desk.close_wrong_match(a_suggestion().text, "roof-cost", space=other)
        check_all_is_there(desk)

    def test_the_id_of_another_space_s_record_is_no_way_to_it(
        self, desk: DeskStore, kept: ConversationStore
    ) -> None:
        fill(desk, kept)
        mine = a_private_claim("here-roof", space=ELSEWHERE, text="Mine.")
        with pytest.raises(ForbiddenError, match="another id"):
            make(desk, Change([mine]), space=ELSEWHERE)
        check_all_is_there(desk)

    def test_what_two_spaces_add_to_a_public_claim_stays_apart(self, desk: DeskStore) -> None:
        for space in (HERE, ELSEWHERE):
            link = a_phrasing(f"{QUESTION} {space}", space=space)
            make(desk, Change(link=[link]), space=space)
            assert desk.phrasings(space=space) == (link,)
            assert [each.space for each in desk.history("roof-cost", space=space)] == [space]
        with pytest.raises((StaleError, NotFoundError)):
            take_back(desk, desk.history("roof-cost", space=HERE)[0].change, space=ELSEWHERE)


def check_all_is_there(desk: DeskStore) -> None:
    assert desk.list_drafts(space=HERE) == (a_draft(),)
    assert desk.phrasings(space=HERE) == (a_phrasing(),)
    relation = a_relation(other="here-roof")
    assert desk.relations(["here-roof"], space=HERE) == (relation,)
    assert desk.editors(HERE) == ("U1",)
    assert len(desk.unanswered_questions(space=HERE, now=NOW)) == 1
    assert len(desk.wrong_matches(space=HERE)) == 1
    for record in RECORDS:
        assert desk.get_record(KINDS[type(record)], record.id, space=HERE) == record
