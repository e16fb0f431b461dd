"""Fitting the survey: with which weights do the right claims come first?

A listwise softmax (Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
2007): the weights under which the right claims of all questions are likeliest among the
candidates, by Newton's method, drawn to 0 by a ridge. The function is convex: the same
examples give the same weights.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.matcher import Matcher
from knowledge.matching.survey.weights import FARTHEST, MEANING, SurveyWeights

RIDGE = 3e-3
STEPS = 30
_ENOUGH = 1e-13
"""When a step promises to gain less (half of it, in the loss of one question), it is the last."""
# Without meaning only shares and comparisons are used: how much the rarest shared word tells
# grows with the number of claims, and nothing else would then keep it in its place.
_LEFT_OUT = (MEANING, "aligned", "rarest", "second_rarest", "covered_sum", "pairs", "length")
_SMALLEST_SHARE = 1e-7
_LEAST_SPREAD = 1e-6

Numbers = NDArray[np.float64]
Progress = Callable[[int], None]
"""Called with how many questions are done."""
Asked = tuple[str, Collection[str]]
"""A question and the ids of the claims that it means."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The candidates of one question: features of shape (n, features), and which were meant.

    `meant` is of shape (n,) and sums to 1: each right claim has the same part of it.
    """

    features: Numbers
    meant: Numbers


def listed(
    questions: Iterable[Asked],
    matcher: Matcher,
    names: Sequence[str] = (),
    progress: Progress = lambda _done: None,
) -> tuple[tuple[str, ...], list[Listed]]:
    """Return the features' names, and the candidates of the questions that found a right one.

    The features are those called `names`, in that order; without any all of the survey's, sorted.
    """
    found: list[Listed] = []
    for done, (question, golds) in enumerate(questions, 1):
        surveyed = matcher.survey(question)
        is_gold = np.array([claim in golds for claim in surveyed.claims], dtype=np.float64)
        if is_gold.any():
            names = names or sorted(surveyed.features)
            table = np.column_stack([surveyed.features[name] for name in names])
            found.append(Listed(table, is_gold / is_gold.sum()))
        progress(done)
    return tuple(names), found


def fit_survey(
    names: Sequence[str],
    groups: Sequence[Sequence[Listed]],
    fitted_on: str,
    *,
    ridge: float = RIDGE,
) -> SurveyWeights:
    """Return the weights for features called `names`. Each group counts as much as the others.

    Groups may be empty, but not all of them: `ValueError`.
    """
    if not any(groups):
        raise ValueError("no question has a right claim among its candidates")
    fitted = _fit(names, groups, fitted_on, ridge)
    of_words = [at for at, name in enumerate(names) if not name.startswith(_LEFT_OUT)]
    if len(of_words) in (0, len(names)):
        return fitted
    cut = [[Listed(each.features[:, of_words], each.meant) for each in group] for group in groups]
    without = _fit([names[at] for at in of_words], cut, fitted_on, ridge)
    return replace(fitted, without_meaning=without)


def _fit(
    names: Sequence[str], groups: Sequence[Sequence[Listed]], fitted_on: str, ridge: float
) -> SurveyWeights:
    table = np.concatenate([each.features for group in groups for each in group])
    means, spreads = table.mean(0), table.std(0)
    # What is the same for all candidates tells nothing: its weight stays 0.
    spreads[spreads < _LEAST_SPREAD] = 1.0
    lists = _Lists.of(np.clip((table - means) / spreads, -FARTHEST, FARTHEST), groups)
    weights = np.zeros(len(names))
    loss = lists.loss(weights, ridge)
    for _ in range(STEPS):
        slope, curvature = lists.slope_and_curvature(weights, ridge)
        step = np.linalg.solve(curvature, slope)
        share = 1.0
        while (after := lists.loss(weights + share * step, ridge)) > loss:
            share /= 2
            if share < _SMALLEST_SHARE:
                break
        weights, loss = weights + share * step, after
        if slope @ step < _ENOUGH:
            break
    return SurveyWeights(tuple(names), means, spreads, weights, fitted_on)


def right_first(lists: Iterable[Listed], weights: SurveyWeights) -> int:
    """Return for how many questions a right claim comes first under `weights`.

    The columns of the lists are the features of `weights`, in that order.
    """
    count = 0
    for each in lists:
        scores = weights.scores(dict(zip(weights.names, each.features.T, strict=True)))
        count += bool(each.meant[scores.argmax()])
    return count


@dataclass(frozen=True, slots=True)
class _Lists:
    """All candidates of all questions, one list behind the other.

    `table` is of shape (candidates, features), `meant` of (candidates,); `starts`, `lengths` and
    `counts` (how much a question counts, 1 in all) are of shape (questions,).
    """

    table: Numbers
    meant: Numbers
    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]
    counts: Numbers

    @classmethod
    def of(cls, table: Numbers, groups: Sequence[Sequence[Listed]]) -> _Lists:
        """Return the lists of `groups`, whose scaled features are `table`."""
        lists = [each for group in groups for each in group]
        lengths = np.array([len(each.meant) for each in lists], dtype=np.intp)
        counts = np.array([1 / len(group) for group in groups for _ in group])
        return cls(
            table,
            np.concatenate([each.meant for each in lists]),
            np.cumsum(lengths) - lengths,
            lengths,
            counts / counts.sum(),
        )

    def loss(self, weights: Numbers, ridge: float) -> float:
        """Return how unlikely the right claims are: a mean of minus logarithms, and the ridge."""
        scores = self.table @ weights
        highest = np.maximum.reduceat(scores, self.starts)
        spread = np.add.reduceat(np.exp(scores - self._to_each(highest)), self.starts)
        likely = np.add.reduceat(self.meant * scores, self.starts)
        lost = highest + np.log(spread) - likely
        return float(self.counts @ lost) + ridge * float(weights @ weights) / 2

    def slope_and_curvature(self, weights: Numbers, ridge: float) -> tuple[Numbers, Numbers]:
        """Return in which direction the loss falls, and how fast that changes."""
        scores = self.table @ weights
        shares = np.exp(scores - self._to_each(np.maximum.reduceat(scores, self.starts)))
        shares /= self._to_each(np.add.reduceat(shares, self.starts))
        count = self._to_each(self.counts)
        slope = self.table.T @ (count * (self.meant - shares)) - ridge * weights
        weighed = self.table * shares[:, None]
        middles = np.add.reduceat(weighed, self.starts)
        weighed *= count[:, None]
        curvature = weighed.T @ self.table - (middles.T * self.counts) @ middles
        return slope, curvature + ridge * np.eye(len(weights))

    def _to_each(self, values: Numbers) -> Numbers:
        """Return `values`, one a question, for each of its candidates."""
        return np.repeat(values, self.lengths)


def as_toml(weights: SurveyWeights) -> str:
    """Return the text of survey/weights.toml for `weights`."""
    lines = [
        "# The weights of the survey, written by `gainsay calibrate` (docs/measuring.md).",
        "# Each feature: its mean and spread where it was fitted, and its weight.",
        # What JSON escapes in a string TOML escapes alike.
        f"fitted_on = {json.dumps(weights.fitted_on, ensure_ascii=False)}",
        "",
        "[features]",
        *_rows(weights),
        "",
        "[features_without_meaning]   # where there is no encoder",
        *_rows(weights.without_meaning or weights),
    ]
    return "\n".join(lines) + "\n"


def _rows(weights: SurveyWeights) -> Iterable[str]:
    columns = zip(weights.names, weights.means, weights.spreads, weights.weights, strict=True)
    # Not to four places: a small spread would be written as 0.
    return (f"{name} = [{m:.6f}, {s:.6g}, {w:.3f}]" for name, m, s, w in columns)
