"""What every `DeskStore` promises about taking a change back.

A store is held to it by a test class that inherits this one and has the fixtures of
desk_changes.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.errors import ForbiddenError, NotFoundError, StaleError
from knowledge.store.desk_port import Change, DeskStore, DraftState
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker
from tests.contracts.conversation_records import ELSEWHERE, HERE, NOW
from tests.contracts.desk_builders import (
    EDITOR,
    EVERYBODY,
    NOBODY,
    OPERATOR,
    a_draft,
    a_phrasing,
    a_private_claim,
    a_relation,
    add,
    expected_of,
    make,
    replace_kept,
    take_back,
)


class DeskUndoing:
    def test_an_edit_is_undone_and_done_again(self, store: RecordStore, desk: DeskStore) -> None:
        claim = a_private_claim()
        add(desk, claim)
        version = store.knowledge_version()
        edited = replace(claim, text="The dome drips.", topics=("dome",))
        number = replace_kept(desk, edited)
        undone = take_back(desk, number)
        assert desk.get_record("claim", "here-roof", space=HERE) == claim
        assert store.knowledge_version() == version
        take_back(desk, undone)
        assert desk.get_record("claim", "here-roof", space=HERE) == edited
        history = desk.history("here-roof", space=HERE)
        assert [revision.undoes for revision in history] == [undone, number, None, None]
        assert [revision.why for revision in history[:2]] == ["it was wrong"] * 2

    def test_what_was_new_is_withdrawn_but_sources_and_speakers_stay(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        source = a_source("here-post", "The dome leaks, said Ann Poe.", space=HERE)
        claim = a_private_claim(quotes=(a_quote("The dome leaks", source),), said_by=("ann-poe",))
        denial = a_response("here-denial", ["here-roof"], space=HERE)
        number = add(desk, source, a_speaker("ann-poe", space=HERE), claim, denial)
        undone = take_back(desk, number)
        for kind, record in (("claim", claim), ("response", denial)):
            withdrawn = replace(record, state=State.WITHDRAWN)
            assert desk.get_record(kind, record.id, space=HERE) == withdrawn
        assert store.get_source("here-post", space=HERE) == source
        assert len(store.get_speakers(["ann-poe"], space=HERE)) == 1
        take_back(desk, undone)
        assert store.responses_to(["here-roof"], space=HERE) == {"here-roof": (denial,)}

    def test_a_changed_source_gets_its_title_back(self, desk: DeskStore) -> None:
        source = a_source("here-post", "A post.", space=HERE, boilerplate=((0, 1),))
        add(desk, source)
        number = replace_kept(desk, replace(source, title="A title"))
        take_back(desk, number)
        assert desk.get_record("source", "here-post", space=HERE) == source

    def test_links_are_undone_and_done_again(self, store: RecordStore, desk: DeskStore) -> None:
        add(desk, a_private_claim("roof-late"))
        make(desk, Change(link=[a_phrasing(is_anti=True)]))
        version = store.knowledge_version()
        number = make(desk, Change(link=[a_phrasing()], relate=[a_relation()]))
        undone = take_back(desk, number)
        assert desk.phrasings(space=HERE) == (a_phrasing(is_anti=True),)
        assert desk.relations(["roof-late"], space=HERE) == ()
        assert store.knowledge_version() == version
        take_back(desk, undone)
        assert desk.phrasings(space=HERE) == (a_phrasing(),)
        assert desk.relations(["roof-late"], space=HERE) == (a_relation(),)

    def test_what_was_unlinked_and_linked_in_one_go_is_one_revision_and_undone_as_one(
        self, desk: DeskStore
    ) -> None:
        make(desk, Change(link=[a_phrasing(is_anti=True)]))
        number = make(desk, Change(unlink=[a_phrasing(is_anti=True)], link=[a_phrasing()]))
        assert len(desk.history("roof-cost", space=HERE)) == 2
        take_back(desk, number)
        assert desk.phrasings(space=HERE) == (a_phrasing(is_anti=True),)

    def test_a_draft_whose_publication_is_undone_waits_again(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        undone = take_back(desk, make(desk, Change([a_private_claim()], closes="draft-1")))
        assert desk.list_drafts(space=HERE) == (a_draft(),)
        take_back(desk, undone)
        found = desk.find_draft("draft-1", space=HERE)
        assert found == a_draft(state=DraftState.PUBLISHED)

    def test_a_rejection_can_be_undone(self, desk: DeskStore) -> None:
        desk.keep_draft(a_draft())
        desk.reject_draft("draft-1", space=HERE, who=EDITOR, at=NOW, why="no")
        take_back(desk, desk.history("draft-1", space=HERE)[0].change)
        assert desk.list_drafts(space=HERE) == (a_draft(),)

    def test_what_was_changed_again_since_is_not_undone(self, desk: DeskStore) -> None:
        claim = a_private_claim()
        add(desk, claim)
        number = replace_kept(desk, replace(claim, text="The dome drips."))
        latest = replace_kept(desk, replace(claim, text="The dome is dry."))
        with pytest.raises(StaleError, match="since"):
            take_back(desk, number)
        take_back(desk, latest)
        take_back(desk, number)
        assert desk.get_record("claim", "here-roof", space=HERE) == claim

    def test_a_change_is_undone_once(self, desk: DeskStore) -> None:
        number = add(desk, a_private_claim())
        linked = make(desk, Change(link=[a_phrasing()]))
        for change in (number, linked):
            take_back(desk, change)
            with pytest.raises(StaleError):
                take_back(desk, change)

    def test_if_a_part_was_changed_since_nothing_is_undone(self, desk: DeskStore) -> None:
        claims = [a_private_claim(id_) for id_ in ("one", "two")]
        number = make(desk, Change(claims, link=[a_phrasing()]))
        replace_kept(desk, replace(claims[1], text="The dome drips."))
        with pytest.raises(StaleError):
            take_back(desk, number)
        assert desk.get_record("claim", "one", space=HERE) == claims[0]
        assert desk.phrasings(space=HERE) == (a_phrasing(),)

    def test_only_who_changed_it_undoes_it(self, desk: DeskStore) -> None:
        here = add(desk, a_private_claim())
        for space in (ELSEWHERE, EVERYBODY):
            with pytest.raises(NotFoundError):
                take_back(desk, here, space=space)
        public = Change(link=[a_phrasing(space=EVERYBODY)])
        for wanted in (Change([a_claim("new")]), public):
            everybody = make(desk, wanted, space=EVERYBODY)
            with pytest.raises(ForbiddenError, match="everybody"):
                take_back(desk, everybody)
        assert len(desk.phrasings(space=HERE)) == 1
        with pytest.raises(NotFoundError):
            take_back(desk, 999)

    def test_what_was_made_public_cannot_be_made_private_again(self, desk: DeskStore) -> None:
        claim = a_private_claim()
        add(desk, claim)
        public = Change([replace(claim, space=EVERYBODY)], expected_of(desk, claim))
        number = make(desk, public, space=EVERYBODY)
        with pytest.raises(ForbiddenError, match="public"):
            take_back(desk, number, space=EVERYBODY)

    def test_an_undone_change_of_a_public_record_is_seen_by_all(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        public = a_claim(via=("radio-example",))
        number = replace_kept(desk, replace(public, text="It cost less."), space=EVERYBODY)
        take_back(desk, number, space=EVERYBODY)
        assert store.get_claims(["roof-cost"], space=ELSEWHERE) == (public,)
        seen, own = (desk.history("roof-cost", space=space) for space in (ELSEWHERE, EVERYBODY))
        assert seen == tuple(replace(revision, who=NOBODY) for revision in own)
        assert [revision.who for revision in own] == [EDITOR, OPERATOR]
