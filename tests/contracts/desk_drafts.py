"""What every `DeskStore` promises about drafts and about who edits.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_changes.py.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from knowledge.codec import as_plain, from_plain
from knowledge.errors import StaleError
from knowledge.store.desk_port import Change, DeskStore, DraftKind, DraftState
from knowledge.store.port import RecordStore
from tests.contracts.conversation_records import ELSEWHERE, HERE, NOW
from tests.contracts.desk_builders import (
    EDITOR,
    EVERYBODY,
    a_draft,
    a_private_claim,
    add,
    make,
    take_back,
)


class DeskDrafts:
    def test_a_draft_comes_back_as_it_was_kept(self, store: RecordStore, desk: DeskStore) -> None:
        records = (MappingProxyType(as_plain(a_private_claim())),)
        claims = ("roof-cost", "here-roof")
        draft = a_draft(title="A “dome” \ud83d", claims=claims, records=records)
        assert desk.keep_draft(draft)
        assert desk.find_draft("draft-1", space=HERE) == draft
        found = desk.list_drafts(space=HERE)[0].records[0]
        source = store.get_source("courier-roof")
        assert from_plain(found, lambda _: source) == a_private_claim()

    def test_a_draft_is_no_record(self, store: RecordStore, desk: DeskStore) -> None:
        before = (store.knowledge_version(), store.counts(), store.change_number())
        desk.keep_draft(a_draft())
        assert (store.knowledge_version(), store.counts(), store.change_number()) == before
        assert store.search(("dome",), limit=9, space=HERE) == ()
        assert desk.changes_by(space=HERE, limit=9) == ()

    def test_the_same_proposal_is_kept_once_also_after_it_was_decided(
        self, desk: DeskStore
    ) -> None:
        for id_ in ("draft-1", "draft-2"):
            assert desk.keep_draft(a_draft(id_, key="k")) == (id_ == "draft-1")
        desk.reject_draft("draft-1", space=HERE, who=EDITOR, at=NOW, why="no")
        assert not desk.keep_draft(a_draft("draft-3", key="k"))
        assert desk.keep_draft(a_draft("draft-3", key="k", space=ELSEWHERE))
        assert desk.list_drafts(space=HERE) == ()

    def test_drafts_wait_oldest_first(self, desk: DeskStore) -> None:
        for id_, at in (("late", 9.0), ("early", 1.0), ("middle", 5.0)):
            desk.keep_draft(a_draft(id_, proposed_at=NOW + at))
        desk.keep_draft(a_draft("other", space=ELSEWHERE))
        desk.keep_draft(a_draft("same", proposed_at=NOW + 7, kind=DraftKind.SAME_CLAIM))
        order = ["early", "middle", "same", "late"]
        assert [draft.id for draft in desk.list_drafts(space=HERE)] == order
        assert [draft.id for draft in desk.list_drafts(space=HERE, limit=2)] == order[:2]
        for kind, ids in (
            (DraftKind.SAME_CLAIM, ["same"]),
            (DraftKind.RECORDS, ["early", "middle", "late"]),
        ):
            found = desk.list_drafts(space=HERE, kinds=[kind])
            assert [draft.id for draft in found] == ids
        assert desk.list_drafts(space=HERE, kinds=[]) == ()

    def test_what_a_draft_proposes_can_be_edited_while_it_waits(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        edited = a_draft(
            title="The dome drips", notes=(), records=(as_plain(a_private_claim("x")),)
        )
        desk.edit_draft(edited)
        assert desk.list_drafts(space=HERE) == (edited,)

    def test_who_proposed_a_draft_and_its_key_outlast_edits(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        other = replace(EDITOR, person="U2")
        desk.edit_draft(a_draft(key="another", proposed_by=other, proposed_at=0.0))
        assert desk.list_drafts(space=HERE) == (a_draft(),)
        assert not desk.keep_draft(a_draft("draft-2", key=a_draft().key))

    def test_publishing_closes_the_draft_in_the_same_go(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        number = make(desk, Change([a_private_claim()], closes="draft-1"))
        assert desk.list_drafts(space=HERE) == ()
        found = desk.find_draft("draft-1", space=HERE)
        assert found == a_draft(state=DraftState.PUBLISHED)
        (revision,) = desk.history("draft-1", space=HERE)
        assert (revision.change, revision.kind) == (number, "draft")
        assert (revision.before, revision.after) == ({"state": "waiting"}, {"state": "published"})

    def test_a_rejection_says_who_and_why(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        desk.reject_draft("draft-1", space=HERE, who=EDITOR, at=NOW + 3, why="nobody said it")
        found = desk.find_draft("draft-1", space=HERE)
        assert found == a_draft(state=DraftState.REJECTED)
        (revision,) = desk.history("draft-1", space=HERE)
        said = (revision.who, revision.at, revision.why, revision.after)
        assert said == (EDITOR, NOW + 3, "nobody said it", {"state": "rejected"})

    @pytest.mark.parametrize("decided", ["published", "rejected", "never kept", "elsewhere"])
    def test_a_draft_that_does_not_wait_is_left_alone(self, desk: DeskStore, decided: str) -> None:
        space = ELSEWHERE if decided == "elsewhere" else HERE
        if decided != "never kept":
            desk.keep_draft(a_draft(space=space))
        if decided == "published":
            make(desk, Change(closes="draft-1"))
        if decided == "rejected":
            desk.reject_draft("draft-1", space=HERE, who=EDITOR, at=NOW, why="no")
        before = desk.find_draft("draft-1", space=space)
        with pytest.raises(StaleError):
            desk.edit_draft(a_draft(title="Another"))
        with pytest.raises(StaleError):
            desk.reject_draft("draft-1", space=HERE, who=EDITOR, at=NOW, why="no")
        with pytest.raises(StaleError):
            make(desk, Change([a_private_claim()], closes="draft-1"))
        assert desk.find_draft("draft-1", space=space) == before

    def test_editors_are_those_named_last(self, desk: DeskStore) -> None:
        assert desk.editors(HERE) == ()
        desk.set_editors(HERE, ["U1", "U9"])
        desk.set_editors(HERE, ["U3", "S2", "U3"])
        desk.set_editors(ELSEWHERE, ["@moderators"])
        assert desk.editors(HERE) == ("S2", "U3")
        assert desk.editors(ELSEWHERE) == ("@moderators",)
        desk.set_editors(HERE, [])
        assert desk.editors(HERE) == ()

    def test_drafts_of_two_spaces_may_have_the_same_id(self, desk: DeskStore) -> None:
        for space in (HERE, ELSEWHERE):
            assert desk.keep_draft(a_draft(space=space, records=()))
        undone = make(desk, Change(closes="draft-1"))
        found = desk.find_draft("draft-1", space=ELSEWHERE)
        assert found == a_draft(space=ELSEWHERE, records=())
        take_back(desk, undone)
        add(desk, a_private_claim("new", space=EVERYBODY), space=EVERYBODY)
        assert desk.list_drafts(space=EVERYBODY) == ()
