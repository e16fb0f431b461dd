"""What every `DeskStore` promises about changing records: all or nothing, and a revision of each.

A store is held to it by a test class that inherits this one and has the fixtures `store` and
`desk`: two ports to one place with the records of `some_records()` in it.
"""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from knowledge.codec import as_plain
from knowledge.errors import ForbiddenError, NotFoundError, RecordError, StaleError
from knowledge.model import Quote, Review
from knowledge.store.desk_port import Change, DeskStore, Revision
from knowledge.store.port import RecordStore
from knowledge.vocabulary import State
from tests.builders import a_claim, a_quote, a_response, a_source, a_speaker
from tests.contracts.conversation_records import ELSEWHERE, HERE, NOW
from tests.contracts.desk_builders import (
    EDITOR,
    EVERYBODY,
    OPERATOR,
    a_phrasing,
    a_private_claim,
    add,
    expected_of,
    make,
    replace_kept,
)


class DeskChanges:
    def test_a_record_of_the_desk_is_found_there_at_once(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        version, number = store.knowledge_version(), store.change_number()
        add(desk, a_private_claim())
        assert store.get_claims(["here-roof"], space=HERE) == (a_private_claim(),)
        assert "here-roof" in dict(store.search(("dome",), limit=9, space=HERE))
        assert "here-roof" in store.claims_by(["jane-roe"], space=HERE)
        assert store.knowledge_version() != version
        assert store.change_number() > number

    def test_what_belongs_together_is_recorded_in_one_go(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        source = a_source("here-post", "The dome leaks, said Ann Poe.", space=HERE)
        speaker = a_speaker("ann-poe", space=HERE)
        quotes = (a_quote("The dome leaks", source),)
        claim = a_private_claim(quotes=quotes, said_by=("ann-poe",))
        denial = a_response("here-denial", ["here-roof", "roof-cost"], space=HERE)
        review = Review("here-review", "The Example", ("here-roof",), rating="So", space=HERE)
        together = (review, denial, claim, speaker, source)
        number = add(desk, *together)
        assert store.responses_to(["here-roof"], space=HERE)["here-roof"] == (denial,)
        for record in together:
            kind = type(record).__name__.lower()
            assert desk.get_record(kind, record.id, space=HERE) == record
            (revision,) = desk.history(record.id, space=HERE)
            assert (revision.change, revision.before) == (number, None)
            assert revision.after == as_plain(record)

    def test_a_revision_says_who_changed_what_when_and_why(self, desk: DeskStore) -> None:
        claim = a_claim(via=("radio-example",))
        changed = replace(claim, text="The roof cost 9 million euros.")
        wanted = Change([changed], expected_of(desk, claim))
        number = desk.change(wanted, space=EVERYBODY, who=OPERATOR, at=NOW, why="shorter")
        (revision,) = desk.history("roof-cost", space=EVERYBODY)
        assert revision == Revision(
            number=revision.number,
            change=number,
            space=EVERYBODY,
            kind="claim",
            subject="roof-cost",
            who=OPERATOR,
            at=NOW,
            why="shorter",
            before=as_plain(claim),
            after=as_plain(changed),
        )

    def test_what_a_desk_changed_is_known_to_imports_whatever_its_space(
        self, desk: DeskStore, store: RecordStore
    ) -> None:
        add(desk, a_private_claim())
        replace_kept(desk, replace(a_claim(via=("radio-example",)), text="Nine."), space=EVERYBODY)
        asked = ("here-roof", "roof-cost", "roof-denial", "nobody-said")
        assert store.changed_at_desk(asked) == {"here-roof", "roof-cost"}
        assert store.changed_at_desk(()) == frozenset()

    def test_changes_are_numbered_upwards_and_told_latest_first(self, desk: DeskStore) -> None:
        texts = ("One.", "Two.", "Three.")
        claim = a_private_claim(text=texts[0])
        numbers = [add(desk, claim)]
        numbers += [replace_kept(desk, replace(claim, text=text)) for text in texts[1:]]
        assert sorted(set(numbers)) == numbers
        history = desk.history("here-roof", space=HERE)
        assert [revision.change for revision in history] == numbers[::-1]
        assert [(each.after or {})["text"] for each in history] == [*texts[::-1]]
        assert desk.history("here-roof", space=HERE, limit=1) == history[:1]
        assert desk.changes_by(space=HERE, limit=2) == history[:2]

    def test_a_record_changed_meanwhile_is_not_overwritten(self, desk: DeskStore) -> None:
        claim = a_private_claim()
        add(desk, claim)
        seen = expected_of(desk, claim)
        replace_kept(desk, replace(claim, text="The dome is dry."))
        for expected in (seen, {}):
            with pytest.raises(StaleError, match="meanwhile"):
                make(desk, Change([replace(claim, text="The dome drips.")], expected))
        assert desk.get_record("claim", "here-roof", space=HERE) != claim
        assert len(desk.history("here-roof", space=HERE)) == 2

    def test_a_digest_differs_whenever_the_record_does(self, desk: DeskStore) -> None:
        claim = a_private_claim()
        add(desk, claim)
        digest = desk.digest_of("claim", "here-roof", space=HERE)
        replace_kept(desk, replace(claim, state=State.WITHDRAWN))
        assert desk.digest_of("claim", "here-roof", space=HERE) != digest
        replace_kept(desk, claim)
        assert desk.digest_of("claim", "here-roof", space=HERE) == digest

    def test_a_withdrawn_record_answers_nothing_and_is_still_read_at_the_desk(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        claim, denial = a_private_claim(), a_response("d", ["here-roof"], space=HERE)
        add(desk, claim, denial)
        replace_kept(desk, replace(denial, state=State.WITHDRAWN))
        assert store.responses_to(["here-roof"], space=HERE) == {"here-roof": ()}
        assert "here-roof" in store.unanswered(space=HERE)
        withdrawn = replace(claim, state=State.WITHDRAWN)
        replace_kept(desk, withdrawn)
        with pytest.raises(NotFoundError):
            store.get_claims(["here-roof"], space=HERE)
        assert store.search(("dome",), limit=9, space=HERE) == ()
        assert desk.get_record("claim", "here-roof", space=HERE) == withdrawn

    def test_saying_again_what_is_kept_is_no_change(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        # So a draft may bring along the public source and speaker that it was made with.
        whole = (a_source(), a_speaker("jane-roe"), a_private_claim())
        add(desk, *whole)
        version = store.knowledge_version()
        add(desk, *whole)
        assert store.knowledge_version() == version
        assert len(desk.changes_by(space=HERE, limit=9)) == 1

    def test_of_a_change_that_is_refused_nothing_is_left(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        before = (store.knowledge_version(), store.counts(), store.change_number())
        good, bad = a_private_claim(), a_private_claim("here-bad", said_by=("nobody",))
        for wanted in (
            Change([good, bad]),
            Change([good], link=[a_phrasing(claim="nothing")]),
            Change([good], unlink=[a_phrasing()]),
            Change([good], closes="no draft"),
            Change([good, good]),
            Change([good, a_claim(text="It cost less.")]),
        ):
            with pytest.raises((RecordError, StaleError, ForbiddenError)):
                make(desk, wanted)
            assert (store.knowledge_version(), store.counts(), store.change_number()) == before
            assert desk.changes_by(space=HERE, limit=9) == ()

    def test_a_quote_out_of_another_text_than_the_source_s_is_refused(
        self, desk: DeskStore
    ) -> None:
        other = a_source(text="The roof is free.")
        quote = Quote(other, "The roof is free", 0, 16)
        with pytest.raises(RecordError, match="another text"):
            add(desk, a_private_claim(quotes=(quote,)))

    def test_only_the_operator_changes_what_is_public(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        public = a_claim(via=("radio-example",), text="The roof cost nothing.")
        for record in (public, replace(public, space=HERE)):
            with pytest.raises(ForbiddenError, match="everybody"):
                make(desk, Change([record], expected_of(desk, public)))
        with pytest.raises(ForbiddenError, match="everybody"):
            add(desk, a_claim("new"))
        replace_kept(desk, public, space=EVERYBODY)
        assert store.get_claims(["roof-cost"]) == (public,)

    def test_the_operator_makes_public_what_a_space_has(
        self, store: RecordStore, desk: DeskStore
    ) -> None:
        claim = a_private_claim(text="The dome of T1 leaks.")
        add(desk, claim)
        public = replace(claim, space=EVERYBODY, text="The dome leaks.")
        make(desk, Change([public], expected_of(desk, claim)), space=EVERYBODY)
        assert store.get_claims(["here-roof"]) == (public,)
        # Whose it was, and how they put it, is theirs.
        assert [each.before for each in desk.history("here-roof", space=ELSEWHERE)] == [None]
        assert [each.before for each in desk.history("here-roof", space=HERE)] == [
            as_plain(claim),
            None,
        ]
        with pytest.raises(ForbiddenError):
            replace_kept(desk, claim)

    def test_of_editors_who_change_one_record_at_once_one_is_first_and_the_others_stale(
        self, desk: DeskStore
    ) -> None:
        claim = a_private_claim()
        add(desk, claim)
        seen, together, done = expected_of(desk, claim), Barrier(6), list[str]()

        def edit(n: int) -> None:
            together.wait()
            try:
                make(desk, Change([replace(claim, text=f"Text {n}.")], seen))
                done.append("changed")
            except StaleError:
                done.append("stale")

        threads = [Thread(target=edit, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(done) == ["changed", *["stale"] * 5]
        assert len(desk.history("here-roof", space=HERE)) == 2

    def test_what_is_not_kept_is_not_found(self, desk: DeskStore) -> None:
        for kind in ("source", "speaker", "claim", "response", "review", "thing; DROP TABLE claim"):
            with pytest.raises(NotFoundError):
                desk.get_record(kind, "none", space=HERE)
            with pytest.raises(NotFoundError):
                desk.digest_of(kind, "none", space=HERE)
        assert desk.history("none", space=HERE) == ()

    def test_what_a_person_typed_as_reason_is_kept_to_the_letter(self, desk: DeskStore) -> None:
        why = "half a \ud83d, ‘quote’; and\nline"
        desk.change(Change([a_private_claim()]), space=HERE, who=EDITOR, at=NOW, why=why)
        assert desk.history("here-roof", space=HERE)[0].why == why
