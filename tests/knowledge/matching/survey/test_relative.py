from __future__ import annotations

from datetime import date, timedelta
from math import exp, log
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.survey.relative import COMPARED, beside_the_others, days_between

POSTED = date(2020, 6, 15)
few_numbers = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=8)
numbers = st.lists(st.floats(-30, 30), min_size=1, max_size=8)


def beside(values: list[float], name: str = "covered") -> dict[str, list[float]]:
    found = beside_the_others({name: np.array(values)})
    return {key.removeprefix(f"{name}_"): each.tolist() for key, each in found.items()}


def test_each_claim_is_set_beside_the_others() -> None:
    found = beside([1.0, 3.0, 2.0])
    spread = (2 / 3) ** 0.5
    assert found["above"] == pytest.approx([-1 / spread, 1 / spread, 0], abs=1e-5)
    assert found["margin"] == [-2.0, 1.0, -1.0]


def test_one_claim_alone_stands_beside_nothing() -> None:
    assert beside([0.7]) == {"above": [0.0], "margin": [0.7]}


def test_of_two_that_are_equal_neither_is_ahead() -> None:
    found = beside([2.0, 2.0, 1.0])
    assert found["margin"] == [0.0, 0.0, -1.0]
    assert found["above"][0] == found["above"][1] > found["above"][2]


def test_only_what_was_made_is_compared() -> None:
    assert beside_the_others({"rarest": np.ones(2)}) == {}
    every = beside_the_others({name: np.ones(2) for name in COMPARED})
    assert len(every) == 2 * len(COMPARED)


@given(few_numbers, st.randoms())
def test_the_order_of_candidates_does_not_matter(values: list[float], random: Random) -> None:
    order = list(range(len(values)))
    random.shuffle(order)
    found, shuffled = beside(values), beside([values[at] for at in order])
    for name in found:
        assert shuffled[name] == pytest.approx([found[name][at] for at in order], abs=1e-6)


@given(numbers)
def test_whatever_the_numbers_one_beside_the_others_is_a_number(values: list[float]) -> None:
    found = beside(values)
    assert np.isfinite(list(found.values())).all()
    assert max(found["margin"]) >= 0 or len(values) == 1


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, {"has_day": 1, "days_apart": 0, "days_near": 1, "day_after": 1}),
        (20, {"has_day": 1, "days_apart": log(21), "days_near": exp(-1), "day_after": 1}),
        (-3, {"has_day": 1, "days_apart": log(4), "days_near": exp(-0.15), "day_after": 1}),
        (-4, {"has_day": 1, "days_apart": log(5), "days_near": exp(-0.2), "day_after": 0}),
        (None, {"has_day": 0, "days_apart": 6, "days_near": 0, "day_after": 0}),
    ],
)
def test_a_claim_is_near_a_post_in_time(days: int | None, expected: dict[str, float]) -> None:
    said = 0 if days is None else (POSTED + timedelta(days)).toordinal()
    found = days_between(np.array([said]), POSTED)
    assert {name: each.tolist()[0] for name, each in found.items()} == pytest.approx(expected)


def test_of_a_question_no_day_is_known() -> None:
    found = days_between(np.array([POSTED.toordinal(), 0]), None)
    assert {name: each.tolist() for name, each in found.items()} == {
        "has_day": [0, 0],
        "days_apart": [6, 6],
        "days_near": [0, 0],
        "day_after": [0, 0],
    }


@given(st.lists(st.integers(0, date.max.toordinal()), max_size=5), st.none() | st.dates())
def test_any_days_give_numbers(days: list[int], posted_on: date | None) -> None:
    for values in days_between(np.array(days, dtype=np.int64), posted_on).values():
        assert values.shape == (len(days),)
        assert np.isfinite(values).all()
