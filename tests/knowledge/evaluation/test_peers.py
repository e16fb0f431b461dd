from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bot.assembly import Parts, no_progress
from knowledge.answer import Outcome
from knowledge.evaluation import peers
from knowledge.evaluation.ablation import guard_names, without_each_guard
from knowledge.evaluation.bm25 import index_words
from knowledge.evaluation.claim_sets import ClaimSet, read_claim_set
from knowledge.evaluation.peers import Method
from knowledge.evaluation.set_records import bundles
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import open_encoder
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.knowledge.evaluation.invented_set import write_set

DAM = "Is the Oberwald dam leaking water?"


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> ClaimSet:
    folder = write_set(tmp_path_factory.mktemp("set"))
    return read_claim_set(folder, "dev", read_on=date(2024, 5, 2))


@pytest.fixture(scope="module")
def store(valley: ClaimSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    store = open_sqlite_store(tmp_path_factory.mktemp("store") / "gainsay.sqlite")
    for records in bundles(valley.claims, valley.speakers):
        store.add(records)
    yield store
    store.close()


@pytest.fixture(scope="module")
def matcher(store: SqliteStore) -> Matcher:
    return Parts(store, no_progress).matcher


@pytest.fixture(scope="module")
def methods(valley: ClaimSet, store: SqliteStore, matcher: Matcher) -> dict[str, Method]:
    assert matcher.encoder
    made = (
        peers.ours(matcher),
        peers.bm25(valley.claims),
        peers.fts(store),
        peers.fuzzy(valley.claims),
        peers.meaning(store, matcher.encoder),
    )
    return {method.name: method for method in made}


every_method = pytest.mark.parametrize("name", ["ours", "bm25", "fts", "rapidfuzz", "meaning"])


@every_method
def test_the_claim_that_is_meant_ranks_first(name: str, methods: dict[str, Method]) -> None:
    ranked = methods[name].rank(DAM, ())
    assert ranked.ids[0] == "valley-0"
    assert ranked.stated == max(stated for _, stated in ranked.claims)


@every_method
def test_a_claim_that_is_ruled_out_is_not_ranked(name: str, methods: dict[str, Method]) -> None:
    ranked = methods[name].rank(DAM, {"valley-0", "not-there"})
    assert "valley-0" not in ranked.ids
    assert ranked.stated < methods[name].rank(DAM, ()).stated


@every_method
def test_no_method_ranks_more_than_its_share_or_one_twice(
    name: str, methods: dict[str, Method]
) -> None:
    ids = methods[name].rank("the dam, the bear, the mayor and the cows of the valley", ()).ids
    assert 1 <= len(set(ids)) == len(ids) <= peers.RANKED


@every_method
def test_no_question_is_trouble(name: str, methods: dict[str, Method]) -> None:
    for asked in (
        "",
        "?!",
        "half a \ud800 character",
        "a\x00 dam",
        '"dam" OR NEAR(',
        "dam " * 5_000,
    ):
        methods[name].ask(asked)
        assert len(methods[name].rank(asked, ()).ids) <= peers.RANKED


def test_the_product_says_what_it_shows(methods: dict[str, Method]) -> None:
    ranked = methods["ours"].rank(DAM, ())
    assert (ranked.outcome, ranked.shown) == (Outcome.ANSWER, ("valley-0",))
    without = methods["ours"].rank(DAM, {"valley-0"})
    assert without.outcome is not Outcome.ANSWER


def test_a_refused_claim_keeps_its_place_but_does_not_answer(matcher: Matcher) -> None:
    # The claim's roundabout cost nine million; the guard for figures refuses it.
    asked = "Did the new roundabout cost 7 million crowns?"
    refused = peers.ours(matcher).rank(asked, ())
    unguarded = {method.name: method for method in without_each_guard(matcher)}
    ranked = unguarded["ours without any guard"].rank(asked, ())
    assert dict(ranked.claims)["valley-16"] > 0
    assert refused.claims == ranked.claims
    assert "valley-16" in ranked.shown
    assert "valley-16" not in refused.shown


def test_each_guard_is_taken_out_once_and_last_all_of_them(matcher: Matcher) -> None:
    methods = without_each_guard(matcher)
    assert "figure_differs" in guard_names()
    assert "veto" not in guard_names()
    assert [method.name for method in methods] == [
        *(f"ours without {guard}" for guard in guard_names()),
        "ours without any guard",
    ]


def test_bm25_is_robertsons_formula() -> None:
    index = index_words(["goat goat cheese", "cheese", "bread"])
    # idf of "goat", in 1 of 3 texts; it stands twice in a text of 3 words where the mean is 5/3.
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    worth = idf * 2 * 2.5 / (2 + 1.5 * (0.25 + 0.75 * 3 / (5 / 3)))
    assert index.scores("goats") == pytest.approx(np.array([worth, 0, 0]))
    assert index.scores("goat goat")[0] == pytest.approx(2 * worth)
    assert not index.scores("trains").any()


@pytest.mark.parametrize("name", ["bm25", "fts", "rapidfuzz"])
def test_what_has_no_word_in_common_is_not_found(name: str, methods: dict[str, Method]) -> None:
    assert methods[name].rank("?!", ()).claims == ()


def test_of_claims_that_tie_the_earlier_ones_rank_first(tmp_path: Path) -> None:
    many = [{"id": f"c{n}", "text": "The weir is broken."} for n in range(30)]
    folder = write_set(tmp_path, claims=many, questions=[("q", "Weir?", "c0")])
    kept = read_claim_set(folder, "dev", read_on=date(2024, 5, 2))
    for method in (peers.bm25(kept.claims), peers.fuzzy(kept.claims)):
        assert method.rank("weir", {"c3"}).ids == tuple(f"c{n}" for n in range(21) if n != 3)


def test_nothing_can_be_searched(tmp_path: Path) -> None:
    empty = open_sqlite_store(tmp_path / "gainsay.sqlite")
    encoder = open_encoder()
    assert encoder
    for method in (
        peers.bm25([]),
        peers.fuzzy([]),
        peers.fts(empty),
        peers.meaning(empty, encoder),
    ):
        assert method.rank(DAM, ()).claims == ()
    empty.close()
