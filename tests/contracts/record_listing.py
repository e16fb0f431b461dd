"""What every `RecordStore` promises about listing: who sees which claims, and in what order.

Held to a store in the same way as record_keeping.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.errors import NotFoundError
from knowledge.model import Answers
from knowledge.store.port import RecordStore
from knowledge.vocabulary import Stance, State
from tests.builders import a_claim, a_quote, a_response, a_source, some_records


class RecordListing:
    def test_claims_are_listed_in_the_order_of_first_addition(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim("zebra"), a_claim("ant")]))
        store.add(some_records(claims=[a_claim("middle"), a_claim("zebra", hedge="may")]))
        assert store.list_claims() == ("zebra", "ant", "middle")

    @pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
    def test_what_is_not_published_is_kept_but_not_seen(
        self, store: RecordStore, state: State
    ) -> None:
        store.add(some_records())
        store.add(some_records(claims=[a_claim(state=state)]))
        assert store.counts().claims == 1
        assert seen(store, "") == set()
        assert store.search(("roof",), limit=9) == ()

    def test_a_claim_of_a_space_is_seen_from_there_only(self, store: RecordStore) -> None:
        ours, public = a_claim("ours", space="slack:t1"), a_claim("public")
        responses = [a_response("r", ("ours",), space="slack:t1"), a_response("s", ("public",))]
        store.add(some_records(claims=[ours, public], responses=responses))
        everywhere = {(how, "public") for how in ("got", "listed", "by", "answered", "quoting")}
        everywhere.add(("searched", "public"))
        assert seen(store, "") == seen(store, "slack:t2") == everywhere
        assert seen(store, "slack:t1") == everywhere | {(how, "ours") for how, _ in everywhere}

    def test_unanswered_claims_of_another_space_are_not_seen(self, store: RecordStore) -> None:
        store.add(some_records(claims=[a_claim(space="slack:t1")]))
        assert store.unanswered() == store.unanswered(("jane-roe",), space="slack:t2") == ()
        assert store.unanswered(("jane-roe",), space="slack:t1") == ("roof-cost",)

    def test_a_speaker_has_the_claims_said_and_the_claims_carried(self, store: RecordStore) -> None:
        said = a_claim("said", said_by=("john-doe", "jane-roe"))
        carried = a_claim("carried", via=("radio-example", "jane-roe"))
        store.add(some_records(claims=[a_claim("other", said_by=("john-doe",)), carried, said]))
        assert store.claims_by(("jane-roe",)) == ("carried", "said")
        assert store.claims_by(("radio-example", "john-doe")) == ("other", "carried", "said")
        assert store.claims_by(()) == store.claims_by(("nobody",)) == ()

    def test_a_party_has_the_claims_that_it_answered_or_was_silent_about(
        self, store: RecordStore
    ) -> None:
        claims = [a_claim("spoken"), a_claim("silent"), a_claim("open")]
        spoken = a_response("r1", answers=("spoken",), on_behalf_of=("exampletown",))
        silence = a_response("r2", answers=("silent",), stance=Stance.NOT_CONFIRMED)
        store.add(some_records(claims=claims, responses=[spoken, silence]))
        assert store.claims_answered_by(("john-doe",)) == ("spoken",)
        assert store.claims_answered_by(("exampletown", "builders-ltd")) == ("spoken", "silent")
        assert store.claims_answered_by(("jane-roe",)) == store.claims_answered_by(()) == ()

    def test_claims_are_found_by_the_source_that_they_quote(self, store: RecordStore) -> None:
        letter = a_source("letter", "Dear all: it leaks, and it leaks.")
        twice = a_claim("twice", quotes=(a_quote("leaks", letter), a_quote("it leaks", letter)))
        store.add(some_records(claims=[a_claim(), twice]))
        assert store.claims_quoting("letter") == ("twice",)
        assert store.claims_quoting("nowhere") == ()

    def test_a_denial_stands_only_under_the_claim_that_it_answers(self, store: RecordStore) -> None:
        claims = [a_claim("asked"), a_claim("same-words")]
        store.add(some_records(claims=claims, responses=[a_response(answers=("asked",))]))
        found = store.responses_to(("same-words", "asked", "unknown"))
        assert {claim: len(responses) for claim, responses in found.items()} == {
            "same-words": 0,
            "asked": 1,
            "unknown": 0,
        }
        assert store.responses_to(()) == {}

    def test_a_claim_is_unanswered_until_something_answers_it(self, store: RecordStore) -> None:
        claims = [a_claim("a"), a_claim("b", said_by=("john-doe",), via=("jane-roe",))]
        store.add(some_records(claims=claims))
        assert store.unanswered() == ("a", "b")
        assert store.unanswered(("jane-roe",)) == ("a",)
        silence = a_response(answers=("a",), stance=Stance.DECLINES_TO_COMMENT)
        store.add(some_records(claims=claims, responses=[silence]))
        assert store.unanswered() == ("b",)
        store.add(
            some_records(claims=claims, responses=[replace(silence, answers=(Answers("b"),))])
        )
        assert store.unanswered() == ("a",)

    def test_claims_are_listed_by_the_stance_of_a_response(self, store: RecordStore) -> None:
        claims = [a_claim("a"), a_claim("b"), a_claim("c"), a_claim("ours", space="slack:t1")]
        responses = [
            a_response("r1", answers=("b",)),
            a_response("r0", answers=("ours",), space="slack:t1"),
            a_response("r2", answers=("b", "a"), stance=Stance.DISPUTES),
            a_response("r3", answers=("c",), stance=Stance.DECLINES_TO_COMMENT),
        ]
        store.add(some_records(claims=claims, responses=responses))
        assert store.claims_denied((Stance.DENIES,)) == ("b",)
        assert store.claims_denied((Stance.DENIES, Stance.DISPUTES)) == ("a", "b")
        assert store.claims_denied((Stance.DENIES,), space="slack:t1") == ("b", "ours")
        assert store.claims_denied(()) == store.claims_denied((Stance.CONFIRMS,)) == ()

    def test_claims_are_counted_as_they_are_listed(self, store: RecordStore) -> None:
        assert store.count_claims() == 0
        claims = [a_claim("a"), a_claim("b", state=State.DRAFT), a_claim("c", space="slack:t1")]
        store.add(some_records(claims=claims))
        assert (store.count_claims(), store.count_claims(space="slack:t1")) == (1, 2)

    @pytest.mark.parametrize("limit", [0, 1, 2, 3, 2**70, None])
    def test_every_listing_is_cut_to_its_first(self, store: RecordStore, limit: int | None) -> None:
        answered = [a_claim(id_) for id_ in ("c", "a", "b")]
        open_ones = [a_claim(f"open-{id_}", said_by=("john-doe",)) for id_ in ("c", "a", "b")]
        responses = [a_response("r", answers=("b", "a", "c"))]
        store.add(some_records(claims=[*answered, *open_ones], responses=responses))
        first, first_open = ("c", "a", "b")[:limit], ("open-c", "open-a", "open-b")[:limit]
        assert store.claims_by(("jane-roe",), limit=limit) == first
        assert store.claims_answered_by(("john-doe",), limit=limit) == first
        assert store.claims_denied((Stance.DENIES,), limit=limit) == first
        assert store.unanswered(limit=limit) == first_open
        assert store.unanswered(("john-doe",), limit=limit) == first_open
        everything = ("c", "a", "b", "open-c", "open-a", "open-b")[:limit]
        assert store.list_claims(limit=limit) == everything
        assert store.claims_by(("john-doe", "jane-roe"), limit=limit) == everything
        assert store.claims_quoting("courier-roof", limit=limit) == everything


def seen(store: RecordStore, space: str) -> set[tuple[str, str]]:
    """Return each way in which each claim shows itself to `space`."""
    ways = {
        "listed": store.list_claims(space=space),
        "by": store.claims_by(("jane-roe", "radio-example"), space=space),
        "answered": store.claims_answered_by(("john-doe",), space=space),
        "quoting": store.claims_quoting("courier-roof", space=space),
        "searched": [id_ for id_, _ in store.search(("roof",), limit=9, space=space)],
        "got": [id_ for id_ in ("ours", "public", "roof-cost") if is_got(store, id_, space)],
    }
    return {(how, id_) for how, ids in ways.items() for id_ in ids}


def is_got(store: RecordStore, id_: str, space: str) -> bool:
    try:
        return bool(store.get_claims((id_,), space=space))
    except NotFoundError:
        return False
