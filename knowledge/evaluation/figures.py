"""What the trials of one method add up to: the figures of DESIGN.md, section 8."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Outcome
from knowledge.evaluation.fitting import expected_calibration_error
from knowledge.evaluation.honesty_metrics import auroc, false_answers
from knowledge.evaluation.peers import Ranked
from knowledge.evaluation.ranking_metrics import (
    average_precision,
    bootstrap_interval,
    precision_at_1,
    recall,
    reciprocal_rank,
)
from knowledge.evaluation.trials import Trial

HALVES = 50
SEED = 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """How high the right claims stand, each a mean over the questions, 0 to 1.

    `low` and `high` bound MAP@5 in 95 % of bootstrap resamples.
    """

    map_at_5: float
    low: float
    high: float
    mrr: float
    precision_at_1: float
    recall_at_20: float


@dataclass(frozen=True, slots=True)
class Deciding:
    """What the product does with questions half of which have no claim recorded; all 0 to 1.

    `answered`, `offered` and `quiet` are shares of the questions, together 1. `wrong_answers` is
    the share of its answers that show a claim which is not meant, 0 if there are no answers.
    `calibration_error` is that of the confidence that the first claim is right.
    """

    answered: float
    offered: float
    quiet: float
    wrong_answers: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Honesty:
    """Whether what is stated of the first claim tells apart what can be answered; 0 to 1.

    Each figure is a mean over several drawings of the half of the questions that lose their
    golds. `deciding` is None for a method that states no probability and decides nothing.
    """

    auroc: float
    false_answers: float
    deciding: Deciding | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Milliseconds that somebody who asks has to wait."""

    median_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one method; `honesty` needs two questions, `waiting` trials with a time."""

    questions: int
    ranking: Ranking
    honesty: Honesty | None
    waiting: Waiting | None


def figures_of(trials: Sequence[Trial], *, halves: int = HALVES, seed: int = SEED) -> Figures:
    """Return the figures of `trials`: at least one, else `ValueError`.

    The same trials, halves and seed give the same figures.
    """
    if not trials:
        raise ValueError("no questions to measure with")
    return Figures(
        len(trials),
        _ranking(trials, seed),
        _honesty(trials, halves, seed) if len(trials) > 1 else None,
        _waiting([t.milliseconds for t in trials if t.milliseconds is not None]),
    )


def _ranking(trials: Sequence[Trial], seed: int) -> Ranking:
    found = [(trial.answerable.ids, trial.golds) for trial in trials]
    precisions = [average_precision(*each) for each in found]
    low, high = bootstrap_interval(precisions, seed=seed)
    return Ranking(
        statistics.fmean(precisions),
        low,
        high,
        statistics.fmean(reciprocal_rank(*each) for each in found),
        statistics.fmean(precision_at_1(*each) for each in found),
        statistics.fmean(recall(*each) for each in found),
    )


def _honesty(trials: Sequence[Trial], halves: int, seed: int) -> Honesty:
    drawn = np.random.default_rng(seed)
    measured = [_one_half(trials, drawn.permutation(len(trials))) for _ in range(halves)]
    decided = [half.deciding for half in measured if half.deciding]
    return Honesty(
        statistics.fmean(half.auroc for half in measured),
        statistics.fmean(half.false_answers for half in measured),
        _mean(decided) if decided else None,
    )


def _mean(decided: Sequence[Deciding]) -> Deciding:
    return Deciding(
        statistics.fmean(half.answered for half in decided),
        statistics.fmean(half.offered for half in decided),
        statistics.fmean(half.quiet for half in decided),
        statistics.fmean(half.wrong_answers for half in decided),
        statistics.fmean(half.calibration_error for half in decided),
    )


def _one_half(trials: Sequence[Trial], order: NDArray[np.int64]) -> Honesty:
    """Return how it goes where the first half of the questions, in `order`, lose their golds."""
    shuffled = [trials[place] for place in order]
    lost, kept = shuffled[: len(shuffled) // 2], shuffled[len(shuffled) // 2 :]
    stated = [trial.answerable.stated for trial in kept]
    stated_falsely = [trial.unanswerable.stated for trial in lost]
    asked = [(trial.answerable, trial.golds | trial.twins) for trial in kept]
    asked += [(trial.unanswerable, frozenset()) for trial in lost]
    return Honesty(
        auroc(stated, stated_falsely),
        false_answers(stated, stated_falsely),
        _deciding(asked) if shuffled[0].answerable.outcome else None,
    )


def _deciding(asked: Sequence[tuple[Ranked, frozenset[str]]]) -> Deciding:
    answers = [(set(r.shown), golds) for r, golds in asked if r.outcome is Outcome.ANSWER]
    wrong = sum(not shown <= golds for shown, golds in answers)
    offered = sum(ranked.outcome is Outcome.CHOICES for ranked, _ in asked)
    error = expected_calibration_error(
        [ranked.stated for ranked, _ in asked],
        [bool(precision_at_1(ranked.ids, golds)) for ranked, golds in asked],
    )
    return Deciding(
        len(answers) / len(asked),
        offered / len(asked),
        (len(asked) - len(answers) - offered) / len(asked),
        wrong / len(answers) if answers else 0.0,
        error,
    )


def _waiting(milliseconds: Sequence[float]) -> Waiting | None:
    if not milliseconds:
        return None
    last = sorted(milliseconds)[min(len(milliseconds) - 1, int(len(milliseconds) * 0.99))]
    return Waiting(statistics.median(milliseconds), last)
