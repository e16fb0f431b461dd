"""How high does the right claim stand? Measures of one ranking, and how sure their mean is.

A ranking is claim ids, likeliest first; `golds` are those that the question means, at least one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

RESAMPLES = 1_000
_OUTSIDE = 0.025


def average_precision(ranked: Sequence[str], golds: Collection[str], cut: int = 5) -> float:
    """Return the precision at each gold among the first `cut`, summed, per gold; 0 to 1.

    Divided by the number of all golds, also where they are more than `cut`: so does
    `TrecEval.get_map(depth=cut)` of trectools, with which the CheckThat! labs are scored
    (Buckley & Voorhees, SIGIR 2000; Shaar et al., CLEF 2020 to 2022). The mean over questions
    is MAP@5.
    """
    found, total = 0, 0.0
    for place, claim in enumerate(ranked[:cut], 1):
        if claim in golds:
            found += 1
            total += found / place
    return total / len(golds)


def reciprocal_rank(ranked: Sequence[str], golds: Collection[str]) -> float:
    """Return 1 / the place of the first gold; 0 where there is none.

    The mean over questions is MRR. Source: Voorhees, TREC-8, 1999.
    """
    return next((1 / place for place, claim in enumerate(ranked, 1) if claim in golds), 0.0)


def precision_at_1(ranked: Sequence[str], golds: Collection[str]) -> float:
    """Return 1 if the first claim is a gold, else 0."""
    return float(bool(ranked) and ranked[0] in golds)


def recall(ranked: Sequence[str], golds: Collection[str], cut: int = 20) -> float:
    """Return the share of the golds that are among the first `cut`, 0 to 1.

    Source: Manning, Raghavan & Schütze, Introduction to Information Retrieval, section 8.4.
    """
    return len(set(ranked[:cut]) & set(golds)) / len(golds)


def bootstrap_interval(
    values: Sequence[float], *, seed: int, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """Return between which bounds the mean of `values` lies in 95 % of resamples.

    The questions are drawn anew with replacement; the bounds are percentiles. Raises
    `ValueError` if `values` is empty. Source: Efron & Tibshirani, An Introduction to the
    Bootstrap, 1993, chapter 13; for retrieval Sakai, SIGIR 2006.
    """
    if not len(values):
        raise ValueError("no values to draw from")
    drawn = np.random.default_rng(seed)
    given = np.asarray(values, dtype=np.float64)
    # One resample at a time: all at once would hold a thousand copies of a long set.
    means = [given[drawn.integers(0, len(given), len(given))].mean() for _ in range(resamples)]
    low, high = np.quantile(means, (_OUTSIDE, 1 - _OUTSIDE))
    return float(low), float(high)
