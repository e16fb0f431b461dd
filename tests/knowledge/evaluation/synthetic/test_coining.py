from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.synthetic import coining
from knowledge.evaluation.synthetic.drawing import Growth

COINED = (
    coining.surname,
    coining.place,
    coining.firm,
    coining.product,
    coining.noun,
    coining.designation,
)


@pytest.mark.parametrize("coin", COINED)
def test_no_two_numbers_of_a_kind_are_spelt_alike(coin: Callable[[int, int], str]) -> None:
    assert len({coin(number, 1) for number in range(60_000)}) == 60_000


@pytest.mark.parametrize("coin", COINED)
def test_another_seed_begins_with_other_names(coin: Callable[[int, int], str]) -> None:
    assert coin(0, 1) == coin(0, 1) != coin(0, 2)


@given(st.integers(0, 1_000_000), st.floats(1, 30), st.floats(0.4, 0.9), st.integers(0, 99))
def test_what_is_drawn_is_among_those_known(
    claim: int, scale: float, power: float, seed: int
) -> None:
    growth = Growth(scale, power)
    assert 0 <= growth.draw(Random(seed), claim) < growth.known(claim + 1)


def test_the_first_come_often_and_the_last_have_all_come() -> None:
    growth = Growth(10, 0.6)
    drawn = [growth.draw(Random(claim), claim) for claim in range(5_000)]
    assert drawn.count(0) > 20 * drawn.count(1_000)
    assert max(drawn) == growth.known(5_000) - 1
