from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.evaluation.survey_fitting import (
    RIDGE,
    Listed,
    as_toml,
    fit_survey,
    listed,
    right_first,
)
from knowledge.matching.matcher import Matcher
from knowledge.matching.survey.weights import FARTHEST, SurveyWeights, read_survey_weights
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import some_records

NAMES = ("decides", "idle")


def pair(*, right: int, idle: float = 0.0) -> Listed:
    """Return two candidates that differ in the first feature; `right` is meant."""
    meant = np.eye(2)[right]
    return Listed(np.array([[1.0, idle], [-1.0, idle]]), meant)


def random_lists(count: int, *, seed: int = 3, features: int = 4) -> list[Listed]:
    """Return lists of three to eight candidates, in which the first features tell something."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        table = random.normal(size=(random.integers(3, 9), features))
        likely = table @ np.array([2.0, -1.0, *[0.0] * (features - 2)])
        best = np.argmax(likely + random.gumbel(size=len(table)))
        found.append(Listed(table, np.eye(len(table))[best]))
    return found


def names_of(features: int) -> tuple[str, ...]:
    return tuple(f"feature_{number}" for number in range(features))


def slope(
    groups: Sequence[Sequence[Listed]], fitted: SurveyWeights, ridge: float
) -> NDArray[np.float64]:
    """Return the gradient of the loss, written down list by list."""
    total = ridge * fitted.weights
    filled = sum(bool(group) for group in groups)
    for group in groups:
        for each in group:
            scaled = (each.features - fitted.means) / fitted.spreads
            scaled = np.clip(scaled, -FARTHEST, FARTHEST)
            shares = np.exp(scaled @ fitted.weights)
            shares /= shares.sum()
            total = total + scaled.T @ (shares - each.meant) / len(group) / filled
    return total


# --- fit_survey ---


def test_two_candidates_and_one_telling_feature_have_the_weight_that_can_be_written_down() -> None:
    lists = [pair(right=0, idle=float(n % 2)) for n in range(30)]
    lists += [pair(right=1, idle=float(n % 2)) for n in range(10)]
    weight, idle = fit_survey(NAMES, [lists], "here", ridge=1e-9).weights
    # The scores of the two are `weight` and `-weight`: 3/4 are right where 2 weight = log 3.
    assert weight == pytest.approx(np.log(3) / 2, abs=1e-6)
    assert idle == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("ridge", [RIDGE, 0.5])
def test_in_the_end_nothing_pulls_at_the_weights(ridge: float) -> None:
    groups = [random_lists(60), random_lists(7, seed=4)]
    fitted = fit_survey(names_of(4), groups, "here", ridge=ridge)
    assert slope(groups, fitted, ridge) == pytest.approx(np.zeros(4), abs=1e-8)
    assert abs(fitted.weights).max() > 0.1


def test_a_group_counts_as_much_as_another_however_many_questions_it_has() -> None:
    one, many = [pair(right=0)], [pair(right=1)] * 50
    assert fit_survey(NAMES, [one, many], "").weights == pytest.approx(np.zeros(2), abs=1e-9)
    assert fit_survey(NAMES, [one + many], "").weights[0] < -0.5


def test_a_group_without_questions_changes_nothing() -> None:
    lists = random_lists(20)
    alone, beside = (fit_survey(names_of(4), groups, "") for groups in ([lists], [[], lists]))
    assert (alone.weights == beside.weights).all()


def test_the_same_lists_give_the_same_weights() -> None:
    one, other = (fit_survey(names_of(4), [random_lists(40)], "") for _ in range(2))
    assert (one.weights == other.weights).all()
    assert (one.means == other.means).all()


def test_right_claims_far_apart_from_all_others_give_finite_weights() -> None:
    fitted = fit_survey(NAMES, [[pair(right=0)] * 20], "")
    assert np.isfinite(fitted.weights).all()
    assert fitted.weights[0] > 1


@settings(max_examples=30, deadline=None)
@given(st.floats(1e-3, 1e3), st.floats(-10, 10), st.integers(0, 3))
def test_in_which_unit_a_feature_is_given_does_not_change_the_order(
    unit: float, zero: float, number: int
) -> None:
    lists = random_lists(30)
    units, zeros = np.ones(4), np.zeros(4)
    units[number], zeros[number] = unit, zero
    others = [Listed(each.features * units + zeros, each.meant) for each in lists]
    names = names_of(4)
    fitted, refitted = fit_survey(names, [lists], ""), fit_survey(names, [others], "")
    for one, other in zip(lists, others, strict=True):
        scores, rescored = (
            weights.scores(dict(zip(names, each.features.T, strict=True)))
            for weights, each in ((fitted, one), (refitted, other))
        )
        assert rescored == pytest.approx(scores, abs=1e-5)


def test_no_lists_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="no question"):
        fit_survey(NAMES, [[], []], "")


def test_how_often_the_right_claim_comes_first_is_counted() -> None:
    lists = [pair(right=0), pair(right=0), pair(right=1)]
    assert right_first(lists, fit_survey(NAMES, [lists], "")) == 2


# --- as_toml ---


def test_what_is_written_reads_back_even_if_a_feature_hardly_differs_or_not_at_all() -> None:
    lists = [
        Listed(each.features * np.array([1.0, 1e-5, 0.0, 1e6]), each.meant)
        for each in random_lists(20)
    ]
    fitted = fit_survey(names_of(4), [lists], 'a "quoted" set')
    read = read_survey_weights(tomllib.loads(as_toml(fitted)), "written")
    assert (read.names, read.fitted_on) == (fitted.names, fitted.fitted_on)
    assert read.spreads == pytest.approx(fitted.spreads, rel=1e-5)
    assert read.means == pytest.approx(fitted.means, rel=1e-5, abs=1e-6)
    assert read.weights == pytest.approx(fitted.weights, abs=1e-3)
    assert read.weights[2] == 0


# --- listed ---


@pytest.fixture
def matcher(tmp_path: Path) -> Iterator[Matcher]:
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    store.add(some_records())
    yield Matcher(store, None, None)
    store.close()


def test_a_question_whose_claims_are_not_among_the_candidates_is_left_out(
    matcher: Matcher,
) -> None:
    asked = "Who said the roof cost 9 million?"
    done: list[int] = []
    names, found = listed(
        [(asked, {"roof-cost"}), (asked, {"of-nobody"})], matcher, progress=done.append
    )
    (only,) = found
    assert list(names) == sorted(matcher.survey(asked).features)
    assert only.features.shape == (len(only.meant), len(names))
    assert only.meant.sum() == 1
    assert done == [1, 2]


def test_the_columns_are_those_that_are_named(matcher: Matcher) -> None:
    asked = [("Who said the roof cost 9 million?", {"roof-cost"})]
    names, (only,) = listed(asked, matcher, ("words", "covered"))
    features = matcher.survey(asked[0][0]).features
    assert names == ("words", "covered")
    assert np.array_equal(only.features.T, [features["words"], features["covered"]])
