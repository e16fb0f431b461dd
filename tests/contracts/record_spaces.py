"""What every `RecordStore` promises about spaces: each sees what is public and its own, no more.

Held to a store in the same way as record_keeping.py. Every way into a store has to be named
here: one that only tells what is public and of the space asked for is tried from everywhere; one
that tells of all spaces is for indexing, or for the operator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from knowledge.errors import NotFoundError, RecordError
from knowledge.model import Answers
from knowledge.records import Records
from knowledge.store.port import PUBLIC, RecordStore
from knowledge.vocabulary import Stance, State
from tests.builders import a_claim, a_response, a_review, a_speaker, some_records
from tests.contracts.space_records import (
    COST,
    HERE,
    OPEN,
    PUBLIC_RECORDS,
    THERE,
    WORD,
    as_public,
    records_of,
    together_of,
)

EVERYTHING = [PUBLIC_RECORDS, records_of(HERE), records_of(THERE)]
SOURCES = sorted({source.id for records in EVERYTHING for source in records.sources})
SPEAKERS = sorted({speaker.id for records in EVERYTHING for speaker in records.speakers})
CLAIMS = sorted({claim.id for records in EVERYTHING for claim in records.claims})
WORDS = ("roof", "cost", "figur", "fals", *WORD.values())

Way = Callable[[RecordStore, str], object]


def sources_got(store: RecordStore, space: str) -> object:
    found = []
    for id_ in SOURCES:
        with suppress(NotFoundError):
            found.append(store.get_source(id_, space=space))
    return found


def claims_got(store: RecordStore, space: str) -> object:
    found = []
    for id_ in CLAIMS:
        with suppress(NotFoundError):
            found.append(store.get_claims((id_,), space=space))
    return found


WAYS: Mapping[str, Way] = {
    "get_source": sources_got,
    "list_sources": lambda store, space: store.list_sources(space=space),
    "get_speakers": lambda store, space: store.get_speakers(SPEAKERS, space=space),
    "list_speakers": lambda store, space: store.list_speakers(space=space),
    "get_claims": claims_got,
    "find_claims": lambda store, space: store.find_claims(CLAIMS, space=space),
    "list_claims": lambda store, space: store.list_claims(space=space),
    "claims_by": lambda store, space: store.claims_by(SPEAKERS, space=space),
    "claims_answered_by": lambda store, space: store.claims_answered_by(SPEAKERS, space=space),
    "claims_denied": lambda store, space: store.claims_denied(tuple(Stance), space=space),
    "claims_answered_alone": lambda store, space: sorted(store.claims_answered_alone(space)),
    "claims_quoting": lambda store, space: [
        store.claims_quoting(source, space=space) for source in SOURCES
    ],
    "responses_to": lambda store, space: {
        claim: responses
        for claim, responses in store.responses_to(CLAIMS, space=space).items()
        if responses
    },
    "reviews_of": lambda store, space: {
        claim: reviews
        for claim, reviews in store.reviews_of(CLAIMS, space=space).items()
        if reviews
    },
    "iter_records": lambda store, space: list(store.iter_records(space=space)),
    "unanswered": lambda store, space: [
        store.unanswered(speakers, space=space) for speakers in ((), SPEAKERS)
    ],
    # How relevant a word is depends on all that is indexed; which claims have it does not.
    "search": lambda store, space: [
        sorted(id_ for id_, _ in store.search((word,), limit=99, space=space)) for word in WORDS
    ],
    "count_sources": lambda store, space: store.count_sources(space=space),
    "count_speakers": lambda store, space: store.count_speakers(space=space),
    "count_claims": lambda store, space: store.count_claims(space=space),
}
FOR_INDEXING = {
    "list_speakers_changed", "change_number", "had_change", "index_rows", "count_changed",
    "vectors", "vectors_of", "iter_vectors", "claims_without_vectors", "add_vectors",
}  # fmt: skip
FOR_THE_OPERATOR = {"add", "changed_at_desk", "counts", "knowledge_version", "close"}
NO_IDS = {"count_sources", "count_speakers", "count_claims", "claims_answered_alone"}


def seen(store: RecordStore, space: str) -> Mapping[str, object]:
    """Return all that can be had from `space`, by the way in."""
    return {name: way(store, space) for name, way in WAYS.items()}


def fill(store: RecordStore, *spaces: str) -> None:
    store.add(PUBLIC_RECORDS)
    for space in spaces:
        store.add(records_of(space))


class RecordSpaces:
    def test_every_way_into_a_store_is_tried_here(self) -> None:
        ways = {name for name in vars(RecordStore) if not name.startswith("_")}
        assert ways == WAYS.keys() | FOR_INDEXING | FOR_THE_OPERATOR

    @pytest.mark.parametrize("space", [PUBLIC, HERE, "slack:t3"])
    def test_what_another_space_records_changes_nothing_that_is_seen(
        self, store: RecordStore, space: str
    ) -> None:
        fill(store, HERE)
        before = seen(store, space)
        store.add(records_of(THERE))
        assert seen(store, space) == before

    @pytest.mark.parametrize("way", WAYS)
    def test_no_way_leads_to_another_space_s_records(self, store: RecordStore, way: str) -> None:
        fill(store, HERE, THERE)
        for space, others in ((PUBLIC, (HERE, THERE)), (HERE, (THERE,)), (THERE, (HERE,))):
            found = repr(WAYS[way](store, space)).casefold()
            assert not [word for word in (WORD[other] for other in others) if word in found]

    @pytest.mark.parametrize("way", sorted(WAYS.keys() - NO_IDS))
    def test_each_way_leads_to_a_space_s_own_records(self, store: RecordStore, way: str) -> None:
        fill(store, HERE, THERE)
        for space in (HERE, THERE):
            assert WORD[space] in repr(WAYS[way](store, space))

    def test_what_is_counted_is_what_is_seen(self, store: RecordStore) -> None:
        fill(store, HERE, THERE)
        for space in (PUBLIC, HERE, THERE):
            assert store.count_sources(space=space) == len(store.list_sources(space=space))
            assert store.count_speakers(space=space) == len(store.list_speakers(space=space))
            assert store.count_claims(space=space) == len(store.list_claims(space=space))

    def test_a_claim_that_one_space_sees_answered_is_open_for_all_others(
        self, store: RecordStore
    ) -> None:
        fill(store, HERE)
        for space in (PUBLIC, THERE):
            assert store.unanswered(space=space) == (OPEN,)
            assert store.unanswered(("jane-roe",), space=space) == (OPEN,)
            assert store.responses_to((OPEN,), space=space) == {OPEN: ()}
        assert store.unanswered(space=HERE) == ("quokka-open",)
        assert store.claims_answered_by(("quokka-roe",), space=HERE) == (
            *(COST.id, OPEN, "quokka-cost"),
        )
        assert store.claims_answered_alone(HERE) == {COST.id, OPEN}

    def test_a_private_response_is_gone_with_its_publication(self, store: RecordStore) -> None:
        fill(store, HERE)
        records = records_of(HERE)
        withdrawn = tuple(replace(r, state=State.WITHDRAWN) for r in records.responses)
        store.add(replace(records, responses=withdrawn))
        assert store.unanswered(space=HERE) == (OPEN, "quokka-cost", "quokka-open")
        assert store.responses_to((OPEN,), space=HERE) == {OPEN: ()}

    def test_a_private_response_s_words_do_not_find_a_public_claim(
        self, store: RecordStore
    ) -> None:
        fill(store, HERE)
        for row in store.index_rows():
            assert (WORD[HERE] in repr(row)) is (row.space == HERE)
        found = [id_ for id_, _ in store.search((WORD[HERE],), limit=9, space=HERE)]
        assert found == ["quokka-cost", "quokka-open"]

    def test_a_private_response_leaves_the_vectors_of_a_public_claim(
        self, store: RecordStore
    ) -> None:
        store.add(PUBLIC_RECORDS)
        store.add_vectors("mini", {OPEN: np.ones((1, 2), dtype=np.float32)})
        store.add(records_of(HERE))
        assert set(store.vectors_of("mini", (OPEN,))) == {OPEN}

    def test_a_response_or_a_review_tells_whoever_follows_that_its_claim_changed(
        self, store: RecordStore
    ) -> None:
        store.add(PUBLIC_RECORDS)
        number = store.change_number()
        store.add(replace(PUBLIC_RECORDS, reviews=(a_review(rating="False"),)))
        assert [row.id for row in store.index_rows(number)] == [COST.id]

    def test_a_review_that_is_withdrawn_is_not_shown(self, store: RecordStore) -> None:
        store.add(PUBLIC_RECORDS)
        store.add(replace(PUBLIC_RECORDS, reviews=(a_review(state=State.WITHDRAWN),)))
        assert store.reviews_of((COST.id,)) == {COST.id: ()}
        assert store.counts().reviews == 1

    def test_the_latest_review_comes_first_and_one_without_a_day_last(
        self, store: RecordStore
    ) -> None:
        old = a_review("old", reviewed_on=date(2020, 1, 1))
        undated = a_review("undated", reviewed_on=None)
        store.add(replace(PUBLIC_RECORDS, reviews=(undated, old, a_review())))
        found = store.reviews_of((COST.id, OPEN))
        assert [review.id for review in found[COST.id]] == ["roof-review", "old", "undated"]
        assert found[OPEN] == ()

    # What is walked through hangs together

    @pytest.mark.parametrize("space", [PUBLIC, HERE])
    def test_what_is_walked_through_can_be_added_to_another_store(
        self, store: RecordStore, space: str
    ) -> None:
        fill(store, HERE, THERE)
        withdrawn = replace(COST, state=State.WITHDRAWN)
        store.add(some_records(claims=(withdrawn,)))
        walked = list(store.iter_records(space=space))
        together = together_of(walked)
        assert tuple(together) == tuple(walked)
        assert COST.id not in {claim.id for claim in together.claims}
        assert "roof-denial" not in {response.id for response in together.responses}

    # What may be kept

    def test_a_record_never_changes_its_space_but_to_become_public(
        self, store: RecordStore
    ) -> None:
        fill(store, HERE)
        for id_, space in (("quokka-roe", THERE), ("jane-roe", HERE)):
            with pytest.raises(RecordError, match=f"speaker {id_}, field 'space'") as raised:
                store.add(Records(speakers=(a_speaker(id_, space=space),)))
            assert HERE not in str(raised.value)
        published = a_speaker("quokka-roe", name="Jane Roe")
        store.add(Records(speakers=(published,)))
        assert published in store.list_speakers()
        assert published in store.list_speakers(space=THERE)

    def test_a_claim_that_becomes_public_is_found_by_everybody(self, store: RecordStore) -> None:
        fill(store, HERE)
        store.add(as_public(records_of(HERE)))
        for space in (PUBLIC, THERE):
            assert "quokka-cost" in store.list_claims(space=space)
            assert "quokka-cost" in store.unanswered(space=space)
            assert "quokka-cost" in store.claims_by(("quokka-roe",), space=space)
            assert store.responses_to(("quokka-cost",), space=space) == {"quokka-cost": ()}
        assert [r.id for r in store.responses_to(("quokka-cost",), space=HERE)["quokka-cost"]] == [
            "quokka-denial"
        ]

    def test_a_record_mentions_only_what_is_seen_where_it_is(self, store: RecordStore) -> None:
        fill(store, HERE, THERE)
        ours = records_of(HERE)
        for space in (PUBLIC, THERE):
            claim = a_claim("new", said_by=("quokka-roe",), space=space)
            with pytest.raises(RecordError, match="quokka-roe' is not seen where this record is"):
                store.add(replace(ours, claims=(*ours.claims, claim)))
        response = a_response("new", answers=(Answers("quokka-cost"),))
        with pytest.raises(RecordError, match="quokka-cost' is not seen where this record is"):
            store.add(replace(ours, responses=(response,)))
        review = a_review("new", ("numbat-cost",), space=HERE)
        theirs = records_of(THERE)
        with pytest.raises(RecordError, match="numbat-cost' is not seen where this record is"):
            store.add(replace(theirs, reviews=(review,)))
        assert store.counts().claims == len(CLAIMS)

    def test_records_of_a_space_may_mention_what_is_public(self, store: RecordStore) -> None:
        claim = a_claim("ours", space=HERE)
        store.add(some_records(claims=[claim], responses=[a_response("r", ("ours",), space=HERE)]))
        assert store.responses_to(("ours",), space=HERE)["ours"]
