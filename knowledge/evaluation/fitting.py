"""Fitting: which weights make the confidence a probability that holds?

Logistic regression with a ridge, by Newton's method (Hastie, Tibshirani & Friedman, The
Elements of Statistical Learning, 2nd ed., section 4.4.1), over the features of every claim
that was considered for a question whose right claims are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Outcome
from knowledge.evaluation.question_sets import Question
from knowledge.matching.confidence import Weights
from knowledge.matching.matcher import Matcher

RIDGE = 0.5
STEPS = 50
BINS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A claim considered for a question: its features, and whether it was meant."""

    features: tuple[float, ...]
    meant: bool


def examples(questions: Iterable[Question], matcher: Matcher) -> list[Example]:
    """Return the considered claims of `questions` that are clearly meant or clearly not."""
    found = []
    for question in questions:
        expected = question.expected
        meant = expected.claims if Outcome.ANSWER in expected.outcomes else frozenset[str]()
        decided = matcher.match(question.question, context=question.context)
        for candidate in decided.considered:
            unclear = candidate.claim_id in expected.also_ok or (
                candidate.claim_id in meant and expected.any_of
            )
            if candidate.veto is None and not unclear:
                found.append(Example(candidate.score.features, candidate.claim_id in meant))
    return found


def fit(found: Sequence[Example], *, ridge: float = RIDGE) -> Weights:
    """Return the weights under which `found` is likeliest, drawn to 0 by `ridge`."""
    features = np.array([(1.0, *example.features) for example in found], dtype=np.float64)
    meant = np.array([example.meant for example in found], dtype=np.float64)
    penalty = np.diag([1e-6, *([ridge] * (features.shape[1] - 1))])
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        guessed = _sigmoid(features @ weights)
        gradient = features.T @ (meant - guessed) - penalty @ weights
        curvature = (features * (guessed * (1 - guessed))[:, None]).T @ features + penalty
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return Weights(float(weights[0]), tuple(float(weight) for weight in weights[1:]))


def expected_calibration_error(
    confidences: Sequence[float], right: Sequence[bool], bins: int = BINS
) -> float:
    """Return the gap between stated confidence and observed accuracy, 0 (honest) to 1.

    The range 0..1 is cut into `bins` equal parts; each counts by its share of the answers.
    No answers give 0. Source: Naeini, Cooper & Hauskrecht, AAAI 2015.
    """
    if not confidences:
        return 0.0
    stated, truth = np.array(confidences), np.array(right, dtype=np.float64)
    part = np.minimum((stated * bins).astype(int), bins - 1)
    gaps = [
        (part == number).mean() * abs(stated[part == number].mean() - truth[part == number].mean())
        for number in np.unique(part)
    ]
    return float(sum(gaps))


def _sigmoid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))
