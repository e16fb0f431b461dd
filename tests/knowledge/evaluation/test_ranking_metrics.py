from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.ranking_metrics import (
    average_precision,
    bootstrap_interval,
    precision_at_1,
    recall,
    reciprocal_rank,
)

RANKED = ("a", "b", "c", "d", "e", "f")

rankings = st.lists(st.sampled_from("abcdefgh"), unique=True)
some_golds = st.sets(st.sampled_from("abcdefgh"), min_size=1)


def test_one_gold_counts_by_its_place() -> None:
    assert average_precision(RANKED, {"a"}) == 1
    assert average_precision(RANKED, {"c"}) == pytest.approx(1 / 3)
    assert average_precision(RANKED, {"missing"}) == 0


def test_what_stands_below_the_cut_counts_for_nothing() -> None:
    assert average_precision(RANKED, {"e"}) == pytest.approx(1 / 5)
    assert average_precision(RANKED, {"f"}) == 0


def test_the_precision_at_each_gold_is_averaged_over_all_golds() -> None:
    # Places 1 and 3: (1/1 + 2/3) / 2; with a third gold that was not found: / 3.
    assert average_precision(RANKED, {"a", "c"}) == pytest.approx(5 / 6)
    assert average_precision(RANKED, {"a", "c", "missing"}) == pytest.approx(5 / 9)


def test_more_golds_than_places_cannot_all_be_found() -> None:
    assert average_precision(RANKED, set("abcdef")) == pytest.approx(5 / 6)


def test_the_first_gold_alone_makes_the_reciprocal_rank() -> None:
    assert reciprocal_rank(RANKED, {"b", "c"}) == 0.5
    assert reciprocal_rank(RANKED, {"missing"}) == 0


def test_the_first_claim_alone_makes_the_precision_at_1() -> None:
    assert precision_at_1(RANKED, {"a", "b"}) == 1
    assert precision_at_1(RANKED, {"b"}) == 0
    assert precision_at_1((), {"a"}) == 0


def test_recall_is_the_share_of_the_golds_above_the_cut() -> None:
    assert recall(RANKED, {"a", "d"}, cut=3) == 0.5
    assert recall([f"c{n}" for n in range(30)], {"c19", "c20"}) == 0.5


@given(rankings, some_golds)
def test_every_measure_is_between_0_and_1_and_orders_with_the_others(
    ranked: list[str], golds: set[str]
) -> None:
    first = precision_at_1(ranked, golds)
    assert 0 <= first <= reciprocal_rank(ranked, golds) <= 1
    assert 0 <= average_precision(ranked, golds) <= recall(ranked, golds, cut=5) <= 1


@given(rankings, some_golds)
def test_a_claim_that_is_not_meant_put_first_never_helps(
    ranked: list[str], golds: set[str]
) -> None:
    worse = ["stranger", *ranked]
    assert average_precision(worse, golds) <= average_precision(ranked, golds)
    assert reciprocal_rank(worse, golds) <= reciprocal_rank(ranked, golds)


def test_an_interval_holds_the_mean_and_is_the_same_with_the_same_seed() -> None:
    values = [0.0, 1.0, 1.0, 1.0] * 25
    low, high = bootstrap_interval(values, seed=7)
    # The standard error of the mean is sqrt(0.75 * 0.25 / 100) = 0.043; 1.96 of them are 0.085.
    assert low == pytest.approx(0.75 - 0.085, abs=0.02)
    assert high == pytest.approx(0.75 + 0.085, abs=0.02)
    assert bootstrap_interval(values, seed=7) == (low, high)
    assert bootstrap_interval(values, seed=8) != (low, high)


def test_values_that_are_all_the_same_leave_no_doubt() -> None:
    assert bootstrap_interval([0.5] * 9, seed=1) == (0.5, 0.5)


def test_nothing_has_no_interval() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([], seed=1)
