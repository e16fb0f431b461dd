"""What every `DeskStore` promises about people and spaces that are forgotten.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_questions.py.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import Change, DeskStore, Who
from knowledge.store.port import RecordStore
from tests.contracts.conversation_records import ASKER, ELSEWHERE, HERE, NOW, OTHER_ASKER
from tests.contracts.desk_builders import (
    EDITOR,
    NOBODY,
    a_draft,
    a_phrasing,
    a_private_claim,
    a_relation,
    add,
    make,
    replace_kept,
    take_back,
)

OTHER = Who("U2", OTHER_ASKER)


class DeskForgetting:
    def test_what_a_forgotten_person_did_stays_without_them(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        add(desk, a_private_claim())
        link = Change(link=[a_phrasing()])
        desk.change(link, space=HERE, who=OTHER, at=NOW, why="so")
        desk.keep_draft(a_draft())
        desk.keep_draft(a_draft("draft-2", proposed_by=OTHER))
        before = desk.changes_by(space=HERE, limit=9)
        # A revision and a draft.
        assert kept.forget_person(HERE, ASKER) == 2
        assert kept.forget_person(HERE, ASKER) == 0
        theirs, own = desk.changes_by(space=HERE, limit=9)
        assert (theirs, own) == (before[0], replace(before[1], who=NOBODY))
        assert {draft.proposed_by for draft in desk.list_drafts(space=HERE)} == {NOBODY, OTHER}

    def test_a_person_is_forgotten_in_one_space_only(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        for space in (HERE, ELSEWHERE):
            add(desk, a_private_claim(f"roof-of-{space}".lower(), space=space), space=space)
            desk.keep_draft(a_draft(space=space))
        kept.forget_person(HERE, ASKER)
        assert desk.changes_by(space=ELSEWHERE, limit=9)[0].who == EDITOR
        assert desk.list_drafts(space=ELSEWHERE)[0].proposed_by == EDITOR

    def test_of_a_forgotten_space_only_its_records_and_what_became_of_them_stay(
        self, store: RecordStore, kept: ConversationStore, desk: DeskStore
    ) -> None:
        claim = a_private_claim()
        add(desk, claim)
        version, number = store.knowledge_version(), desk.phrasings_version()
        relation = a_relation(other="here-roof")
        desk.keep_draft(a_draft())
        desk.keep_draft(a_draft("draft-2"))
        desk.reject_draft("draft-2", space=HERE, who=EDITOR, at=NOW, why="no")
        make(desk, Change(link=[a_phrasing()], relate=[relation]))
        linked = desk.phrasings_version()
        edited = replace(claim, topics=("dome",))
        undone = take_back(desk, replace_kept(desk, edited))
        desk.set_editors(HERE, ["U1"])
        # Two drafts, a phrasing, a relation, an editor.
        assert kept.forget_space(HERE) == 5
        assert kept.forget_space(HERE) == 0
        assert desk.list_drafts(space=HERE) == ()
        assert desk.phrasings(space=HERE) == ()
        for subject in ("draft-2", "roof-cost"):
            assert desk.history(subject, space=HERE) == ()
        assert desk.relations(["here-roof"], space=HERE) == ()
        assert desk.editors(HERE) == ()
        assert number < linked < desk.phrasings_version()
        # As if nothing had been linked: the same records are the same knowledge.
        assert store.knowledge_version() == version
        assert store.get_claims(["here-roof"], space=HERE) == (claim,)
        history = desk.history("here-roof", space=HERE)
        assert [(each.change, each.who) for each in history] == [
            (undone, NOBODY),
            (undone - 1, NOBODY),
            (1, NOBODY),
        ]
        take_back(desk, undone)
        assert desk.get_record("claim", "here-roof", space=HERE) == edited

    def test_what_was_proposed_before_a_space_was_forgotten_can_be_proposed_again(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        desk.keep_draft(a_draft())
        kept.forget_space(HERE)
        assert desk.keep_draft(a_draft())

    def test_a_change_after_all_was_forgotten_has_a_number_of_its_own(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        number = make(desk, Change(link=[a_phrasing()]))
        kept.forget_space(HERE)
        assert make(desk, Change(link=[a_phrasing()])) > number

    def test_forgetting_a_space_leaves_others_and_what_is_public_alone(
        self, kept: ConversationStore, desk: DeskStore
    ) -> None:
        public = a_phrasing(space="")
        make(desk, Change(link=[public]), space="")
        other = a_phrasing(space=ELSEWHERE)
        make(desk, Change(link=[other]), space=ELSEWHERE)
        desk.keep_draft(a_draft(space=ELSEWHERE))
        desk.set_editors(ELSEWHERE, ["U1"])
        kept.forget_space(HERE)
        assert desk.phrasings(space=ELSEWHERE) == (public, other)
        assert len(desk.history("roof-cost", space=ELSEWHERE)) == 2
        assert desk.list_drafts(space=ELSEWHERE) == (a_draft(space=ELSEWHERE),)
        assert desk.editors(ELSEWHERE) == ("U1",)
