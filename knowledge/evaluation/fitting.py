"""Fitting: which weights make the confidence a probability that holds?

Logistic regression with a ridge, by Newton's method (Hastie, Tibshirani & Friedman, The
Elements of Statistical Learning, 2nd ed., section 4.4.1), over the features of every claim
that was considered for a question whose right claims are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Outcome
from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.evaluation.question_sets import Question
from knowledge.matching.confidence import Weights
from knowledge.matching.deciding import Decided
from knowledge.matching.matcher import Matcher
from knowledge.matching.question import Kind
from knowledge.matching.ranking import Candidate

RIDGE = 0.5
STEPS = 50
BINS = 10
FEWEST_EXAMPLES = 200
"""A kind of text with fewer is not fitted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim considered for a text of this kind, and whether it was meant."""

    candidate: Candidate
    meant: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Example:
    """A claim considered for a text of this kind: its features, and whether it was meant."""

    features: tuple[float, ...]
    meant: bool
    kind: Kind


def judged(questions: Iterable[Question], matcher: Matcher) -> Iterator[Judged]:
    """Yield the considered claims of `questions` that are clearly meant or clearly not."""
    for question in questions:
        expected = question.expected
        meant = expected.claims if Outcome.ANSWER in expected.outcomes else frozenset[str]()
        unclear = expected.also_ok | (meant if expected.any_of else frozenset())
        decided = matcher.match(question.question, context=question.context)
        yield from _judged(decided, meant, unclear)


def judged_of_set(
    questions: Iterable[SetQuestion],
    matcher: Matcher,
    progress: Callable[[int], None] = lambda _done: None,
) -> Iterator[Judged]:
    """Yield the considered claims of each question, and those with its right claims ruled out."""
    for done, question in enumerate(questions, 1):
        for without in (frozenset[str](), question.meant):
            yield from _judged(matcher.match(question.text, without=without), question.meant)
        progress(done)


def _judged(
    decided: Decided, meant: AbstractSet[str], unclear: AbstractSet[str] = frozenset()
) -> Iterator[Judged]:
    for candidate in decided.considered:
        if candidate.veto is None and candidate.claim_id not in unclear:
            yield Judged(candidate, candidate.claim_id in meant, decided.reading.kind)


def examples(found: Iterable[Judged]) -> list[Example]:
    """Return what is fitted on of the claims in `found`."""
    return [Example(each.candidate.score.features, each.meant, each.kind) for each in found]


def fit_kinds(found: Sequence[Example], *, ridge: float = RIDGE) -> dict[Kind, Weights]:
    """Return the weights for each kind of text that has enough examples."""
    by_kind = {kind: [example for example in found if example.kind is kind] for kind in Kind}
    return {
        kind: fit(some, ridge=ridge)
        for kind, some in by_kind.items()
        if len(some) >= FEWEST_EXAMPLES
    }


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
