"""Does the matcher know when it does not know? Measures over answerable and unanswerable questions.

A stated number is the confidence, or a peer's score, of the first claim that was ranked for a
question; more is surer. How far confidence and accuracy part is
`fitting.expected_calibration_error`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

ANSWERED = 0.9
"""The share of answerable questions at which false answers are counted."""


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """Return how often an answerable question is stated surer than an unanswerable one, 0 to 1.

    Ties count half; 0.5 tells nothing. Raises `ValueError` if either is empty. Source: the area
    under the ROC curve as Mann and Whitney's statistic, Hanley & McNeil, Radiology 1982.
    """
    _check(answerable, unanswerable)
    low = np.sort(_numbers(unanswerable))
    below = np.searchsorted(low, answerable, side="left")
    not_above = np.searchsorted(low, answerable, side="right")
    return float((below + not_above).mean() / 2 / len(low))


def false_answers(
    answerable: Sequence[float], unanswerable: Sequence[float], *, answered: float = ANSWERED
) -> float:
    """Return the share of unanswerable questions answered where `answered` of the others are.

    The threshold is the highest number from which on at least that share, above 0 and up to 1,
    of the answerable ones is answered; what ties with it is answered too. Raises `ValueError` if
    either is empty. Source: the false positive rate at a fixed true positive rate (Fawcett,
    Pattern Recognition Letters 2006).
    """
    _check(answerable, unanswerable)
    surest = np.sort(_numbers(answerable))[::-1]
    # Less a whisker: 0.7 * 10 comes out a little above 7, which would be rounded up to 8.
    least = surest[math.ceil(answered * len(surest) - 1e-9) - 1]
    return float((_numbers(unanswerable) >= least).mean())


def _check(answerable: Sequence[float], unanswerable: Sequence[float]) -> None:
    if not len(answerable) or not len(unanswerable):
        raise ValueError("needs answerable and unanswerable questions")


def _numbers(stated: ArrayLike) -> NDArray[np.float64]:
    return np.array(stated, dtype=np.float64)
