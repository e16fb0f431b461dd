"""Features beside the other candidates: does a claim stand out, or is it one of many?"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.survey.overlap import Features, Numbers

COMPARED = (
    "words",
    "covered",
    "cosine",
    "cosine_text",
    "aligned",
    "cosine_mean",
    "claimed_with_author_statement",
)
"""The features in which candidates are set beside each other."""

_TINY = 1e-6
_DAYS_NEAR = 20
_NO_DAYS = 6.0
_DAYS_BEFORE = 3


def beside_the_others(features: Features) -> Features:
    """Return for each of `COMPARED` how far a claim is above the mean of all candidates, in
    standard deviations, and by how much it beats the best other one.

    Not its rank: claims that are alike would be told apart by where they stand in the store.
    """
    found: Features = {}
    for name in COMPARED:
        if name not in features:
            continue
        values = features[name]
        found[f"{name}_above"] = (values - values.mean()) / (values.std() + _TINY)
        found[f"{name}_margin"] = values - _best_other(values)
    return found


def days_between(days: NDArray[np.int64], posted_on: date | None) -> Features:
    """Return how near the day a claim was said is to that of the post; `days` are ordinals."""
    known = days > 0 if posted_on else np.zeros(len(days), np.bool_)
    gap = days - (posted_on.toordinal() if posted_on else 0)
    return {
        "has_day": known.astype(np.float64),
        "days_apart": np.where(known, np.log1p(np.abs(gap)), _NO_DAYS),
        "days_near": np.where(known, np.exp(-np.abs(gap) / _DAYS_NEAR), 0.0),
        "day_after": (known & (gap >= -_DAYS_BEFORE)).astype(np.float64),
    }


def _best_other(values: Numbers) -> Numbers:
    if len(values) < 2:
        return np.zeros(len(values))
    second, first = np.partition(values, -2)[-2:].tolist()
    best: Numbers = np.where(values >= first, second, first)
    return best
