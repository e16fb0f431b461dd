from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Outcome
from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.evaluation.fitting import (
    FEWEST_EXAMPLES,
    Example,
    examples,
    expected_calibration_error,
    fit,
    fit_kinds,
    judged,
    judged_of_set,
)
from knowledge.evaluation.question_sets import Expected, Question
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Kind
from knowledge.matching.scores import FEATURES
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import some_records

TRUE_INTERCEPT, TRUE_WEIGHTS = -2.0, (4.0, -3.0, 0.0)
confidences = st.floats(0, 1)
verdicts = st.lists(st.tuples(confidences, st.booleans()))


def drawn(of: int, *, seed: int = 7, kind: Kind = Kind.QUESTION) -> list[Example]:
    """Return examples for which the true weights are known."""
    random = np.random.default_rng(seed)
    features = random.random((of, len(TRUE_WEIGHTS)))
    chance = 1 / (1 + np.exp(-(TRUE_INTERCEPT + features @ np.array(TRUE_WEIGHTS))))
    meant = random.random(of) < chance
    return [
        Example(tuple(float(f) for f in row), bool(m), kind)
        for row, m in zip(features, meant, strict=True)
    ]


# --- fit ---


def test_known_weights_are_found_again() -> None:
    weights = fit(drawn(20_000))
    assert weights.intercept == pytest.approx(TRUE_INTERCEPT, abs=0.2)
    assert weights.by_feature == pytest.approx(TRUE_WEIGHTS, abs=0.2)


def test_the_same_examples_give_the_same_weights() -> None:
    assert fit(drawn(500)) == fit(drawn(500))


def test_the_order_of_examples_does_not_matter() -> None:
    forwards, backwards = fit(drawn(500)), fit(drawn(500)[::-1])
    assert forwards.by_feature == pytest.approx(backwards.by_feature)
    assert forwards.intercept == pytest.approx(backwards.intercept)


def test_a_confidence_that_was_fitted_is_honest() -> None:
    weights, others = fit(drawn(20_000)), drawn(5_000, seed=8)
    stated = [weights.probability(example.features) for example in others]
    assert expected_calibration_error(stated, [example.meant for example in others]) < 0.03


def test_a_stronger_ridge_draws_the_weights_nearer_to_0() -> None:
    free, held = fit(drawn(500), ridge=0.01), fit(drawn(500), ridge=100.0)
    assert sum(map(abs, held.by_feature)) < sum(map(abs, free.by_feature))


@pytest.mark.parametrize("ridge", [0.5, 20.0])
def test_what_the_examples_still_pull_is_what_the_ridge_holds(ridge: float) -> None:
    found = drawn(500)
    weights = fit(found, ridge=ridge)
    missed = [example.meant - weights.probability(example.features) for example in found]
    pull = np.array(missed) @ np.array([example.features for example in found])
    assert pull == pytest.approx(ridge * np.array(weights.by_feature), abs=1e-4)


@pytest.mark.parametrize("meant", [True, False])
def test_examples_that_all_agree_or_are_parted_cleanly_give_finite_weights(meant: bool) -> None:
    clean = [Example((float(n % 2),), bool(n % 2) == meant, Kind.QUESTION) for n in range(40)]
    alike = [Example((0.5,), meant, Kind.QUESTION)] * 40
    for found in (fit(clean), fit(alike)):
        assert np.isfinite([found.intercept, *found.by_feature]).all()
    assert (fit(clean).probability((1.0,)) > 0.5) is meant


# --- examples ---


def asked(tmp_path: Path, *, claims: Sequence[str], any_of: bool = False) -> list[Example]:
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    store.add(some_records())
    expected = Expected(
        frozenset([Outcome.ANSWER]), frozenset(claims), frozenset(), any_of, frozenset()
    )
    question = Question("q1", "who_said", "Who said the roof cost 9 million?", (), True, expected)
    found = examples(judged([question], Matcher(store, None, None)))
    store.close()
    return found


def test_a_considered_claim_is_an_example_with_all_its_features(tmp_path: Path) -> None:
    (example,) = asked(tmp_path, claims=["roof-cost"])
    assert example.meant
    assert len(example.features) == len(FEATURES)


def test_a_claim_that_was_not_meant_is_an_example_too(tmp_path: Path) -> None:
    (example,) = asked(tmp_path, claims=["another"])
    assert not example.meant


def test_where_any_of_several_is_right_nothing_is_learnt_from_those(tmp_path: Path) -> None:
    assert asked(tmp_path, claims=["roof-cost", "another"], any_of=True) == []


def test_a_question_of_a_set_is_asked_with_its_claims_and_with_them_ruled_out(
    tmp_path: Path,
) -> None:
    store = open_sqlite_store(tmp_path / "gainsay.sqlite")
    store.add(some_records())
    question = SetQuestion("q1", "Who said the roof cost 9 million?", frozenset(["roof-cost"]))
    done: list[int] = []
    found = list(judged_of_set([question], Matcher(store, None, None), done.append))
    store.close()
    meant = [each.candidate.claim_id for each in found if each.meant]
    assert meant == ["roof-cost"]
    assert [each.candidate.claim_id for each in found].count("roof-cost") == 1
    assert {each.kind for each in found} == {Kind.QUESTION}
    assert done == [1]


# --- kinds of text ---


def test_each_kind_of_text_has_the_weights_of_its_own_examples() -> None:
    questions, posts = drawn(500), drawn(300, seed=8, kind=Kind.POST)
    mixed = [*posts[:100], *questions, *posts[100:]]
    assert fit_kinds(mixed) == {Kind.QUESTION: fit(questions), Kind.POST: fit(posts)}


def test_a_kind_with_few_examples_is_not_fitted() -> None:
    few = drawn(FEWEST_EXAMPLES - 1, kind=Kind.POST)
    assert list(fit_kinds([*few, *drawn(FEWEST_EXAMPLES)])) == [Kind.QUESTION]


# --- calibration error ---


@given(verdicts, st.integers(1, 20))
def test_the_calibration_error_is_between_0_and_1(
    outcomes: list[tuple[float, bool]], bins: int
) -> None:
    stated, right = [c for c, _ in outcomes], [r for _, r in outcomes]
    assert 0 <= expected_calibration_error(stated, right, bins) <= 1 + 1e-9


@given(verdicts)
def test_the_order_of_answers_does_not_matter_to_it(outcomes: list[tuple[float, bool]]) -> None:
    stated, right = [c for c, _ in outcomes], [r for _, r in outcomes]
    error = expected_calibration_error(stated, right)
    assert expected_calibration_error(stated[::-1], right[::-1]) == pytest.approx(error)


@given(st.lists(st.booleans(), min_size=1))
def test_whoever_is_sure_and_right_has_no_error_and_sure_and_wrong_has_all(
    right: list[bool],
) -> None:
    assert expected_calibration_error([float(r) for r in right], right) == 0
    assert expected_calibration_error([float(not r) for r in right], right) == 1


@pytest.mark.parametrize(
    ("stated", "right", "error"),
    [
        ([], [], 0.0),
        ([0.5, 0.5], [True, False], 0.0),
        ([0.75, 0.75, 0.75, 0.75], [True, True, True, False], 0.0),
        ([1.0, 1.0], [True, False], 0.5),
        ([0.95, 1.0], [True, False], 0.475),
        ([0.2, 0.9, 0.9, 0.9], [False, True, True, True], 0.2 * 0.25 + 0.1 * 0.75),
    ],
)
def test_known_gaps_are_found(stated: list[float], right: list[bool], error: float) -> None:
    assert expected_calibration_error(stated, right) == pytest.approx(error)
