"""Every claim gets its vectors once, whatever happens on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.matching import indexing
from knowledge.matching.indexing import index_meaning, texts_of
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.store.port import RecordStore
from tests.builders import a_claim, a_quote, a_source, some_records
from tests.knowledge.matching.buoys import a_buoy, buoys
from tests.knowledge.matching.harbour import harbour_records


def test_every_claim_is_encoded_once_whoever_may_see_it(
    store: RecordStore, encoder: Encoder
) -> None:
    store.add(harbour_records())
    waiting = len(store.claims_without_vectors(ENCODER_NAME))
    done: list[tuple[int, int]] = []
    assert index_meaning(store, encoder, lambda now, of: done.append((now, of))) == waiting
    assert done == [(waiting, waiting)]
    assert store.claims_without_vectors(ENCODER_NAME) == ()
    assert index_meaning(store, encoder) == 0


def test_very_many_claims_are_encoded_a_part_at_a_time(
    store: RecordStore, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_READ_AT_ONCE", 4)
    monkeypatch.setattr(indexing, "_ENCODED_AT_ONCE", 2)
    store.add(buoys(0, 10))
    done: list[tuple[int, int]] = []
    assert index_meaning(store, encoder, lambda now, of: done.append((now, of))) == 10
    assert [now for now, _ in done] == [2, 4, 6, 8, 10]
    assert all(now <= of <= 10 for now, of in done)
    assert done[-1] == (10, 10)
    assert store.claims_without_vectors(ENCODER_NAME) == ()


def test_what_was_encoded_stays_so_when_the_work_is_broken_off(
    store: RecordStore, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_ENCODED_AT_ONCE", 2)
    store.add(buoys(0, 5))

    def break_off(done: int, _of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_meaning(store, encoder, break_off)
    assert len(store.claims_without_vectors(ENCODER_NAME)) == 1


def test_a_claim_has_a_vector_for_its_text_and_each_different_quote(
    store: RecordStore, encoder: Encoder
) -> None:
    claim = a_claim()
    other = a_quote("It leaks")
    store.add(some_records(claims=[replace(claim, quotes=(*claim.quotes, *claim.quotes, other))]))
    index_meaning(store, encoder)
    assert store.vectors(ENCODER_NAME)[0] == ("roof-cost",) * 3


def test_a_title_is_a_text_of_the_only_claim_that_its_source_makes() -> None:
    alone = a_source("note", "The roof leaks.", title="Roof row")
    beside = a_source("paper", "The roof leaks. The bells ring.", title="Council diary")
    untitled = a_source("scrap", "The roof leaks.")
    quotes = [a_quote("The roof leaks.", source) for source in (alone, beside, untitled)]
    claim = a_claim(text="A roof is leaking.", quotes=tuple(quotes))
    assert texts_of(claim) == ["A roof is leaking.", "The roof leaks.", "Roof row"]


def test_a_claim_that_says_what_it_quotes_has_one_text() -> None:
    assert texts_of(a_buoy(1)) == ["Buoy 1 sank."]
