from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.honesty_metrics import auroc, false_answers

stated = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=20)


def test_the_area_counts_pairs_in_the_right_order_and_ties_half() -> None:
    # Of six pairs four are in order, one is tied, one is turned round.
    assert auroc([0.9, 0.5], [0.1, 0.5, 0.6]) == pytest.approx(4.5 / 6)


def test_what_is_told_apart_wholly_has_an_area_of_1() -> None:
    assert auroc([0.8, 0.9], [0.1, 0.7]) == 1
    assert auroc([0.1, 0.7], [0.8, 0.9]) == 0


@given(stated, stated)
def test_the_area_turns_round_with_the_sides(ours: list[float], theirs: list[float]) -> None:
    assert auroc(ours, theirs) == pytest.approx(1 - auroc(theirs, ours))


@given(stated, stated)
def test_only_the_order_of_what_is_stated_counts(ours: list[float], theirs: list[float]) -> None:
    def scored(values: list[float]) -> list[float]:
        return [value**3 * 40 - 7 for value in values]

    assert auroc(scored(ours), scored(theirs)) == pytest.approx(auroc(ours, theirs))
    assert false_answers(scored(ours), scored(theirs)) == false_answers(ours, theirs)


def test_false_answers_are_counted_where_nine_in_ten_are_answered() -> None:
    answerable = [n / 10 for n in range(1, 11)]  # nine of these are at least 0.2
    assert false_answers(answerable, [0.1, 0.15, 0.2, 0.9]) == 0.5
    assert false_answers(answerable, [0.1, 0.15, 0.2, 0.9], answered=1.0) == 1
    assert false_answers(answerable, [0.1, 0.15, 0.2, 0.9], answered=0.5) == 0.25


def test_seven_in_ten_are_seven_of_ten() -> None:
    assert false_answers([n / 10 for n in range(1, 11)], [0.35, 0.4], answered=0.7) == 0.5


def test_what_ties_with_the_threshold_is_answered_too() -> None:
    assert false_answers([0.0] * 10, [0.0, 0.0]) == 1


@given(stated, stated)
def test_asking_for_more_answers_never_lessens_the_false_ones(
    ours: list[float], theirs: list[float]
) -> None:
    shares = [false_answers(ours, theirs, answered=share) for share in (0.1, 0.5, 0.9, 1.0)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("measure", [auroc, false_answers])
def test_both_sides_are_needed(measure: Callable[[list[float], list[float]], float]) -> None:
    with pytest.raises(ValueError, match="unanswerable"):
        measure([], [0.5])
    with pytest.raises(ValueError, match="unanswerable"):
        measure([0.5], [])
