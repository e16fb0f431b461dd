"""Rows of several segments under one number, and what a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Handles = NDArray[np.int64]
"""The segment's place among those of a view, and the row in it. Only that view reads them."""

_ROW_BITS = 40
_ROW = (1 << _ROW_BITS) - 1
_BINS = 4_096
_TINY = 1e-12


def handles_of(segment: int, rows: NDArray[np.int64] | NDArray[np.uint32]) -> Handles:
    """Return the handles of `rows` of a segment."""
    return rows.astype(np.int64) | (segment << _ROW_BITS)


def handle_of(segment: int, row: int) -> int:
    """Return the handle of one row."""
    return segment << _ROW_BITS | row


def segments_of(handles: Handles) -> NDArray[np.int64]:
    """Return the segment of each handle."""
    return handles >> _ROW_BITS


def rows_of(handles: Handles) -> NDArray[np.int64]:
    """Return the row of each handle."""
    return handles & _ROW


@dataclass(frozen=True, slots=True)
class Found:
    """What one way of searching found, best first; of equal ones, the claim added first."""

    rows: Handles
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)


def best(rows: Handles, scores: NDArray[np.float32], numbers: NDArray[np.int64], k: int) -> Found:
    """Return the `k` best; `numbers` are the claims' numbers."""
    order = np.lexsort((numbers, -scores))[:k]
    return Found(rows[order], scores[order])


def highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the places of the `count` highest of `scores` (0 or more), ascending.

    Those that equal the last of them are given too.
    """
    if len(scores) <= count:
        return np.arange(len(scores))
    # Into bins first: finding the last of 400 among 60,000 by comparing takes a millisecond.
    bins = (scores * (_BINS / max(float(scores.max()), _TINY))).astype(np.int64)
    above = np.cumsum(np.bincount(bins, minlength=_BINS + 1)[::-1])
    some = np.flatnonzero(bins >= _BINS - int(np.searchsorted(above, count)))
    last = np.partition(scores[some], len(some) - count)[len(some) - count]
    kept: NDArray[np.int64] = some[scores[some] >= last]
    return kept
