"""The four kinds of text of a claim, and what a word in each of them weighs.

BM25F (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009): a claim's
frequency of a word is the sum over its fields, each weighed and set against the field's
length. Lengths are compared with the fixed ones below instead of the collection's averages,
so that what a word weighs in a claim never changes when other claims come and go.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Field(IntEnum):
    """Where in the record of a claim a word stands."""

    STATEMENT = 0
    TITLES = 1
    NAMES = 2
    RESPONSES = 3


FIELDS = len(Field)

# Each in the order of `Field`.
FIELD_WEIGHTS = np.array([1.0, 0.7, 0.8, 0.3])
LENGTH_SHARES = np.array([0.6, 0.4, 0.3, 0.6])
USUAL_LENGTHS = np.array([25.0, 12.0, 4.0, 30.0])
SATURATION = 1.2


def token_weights(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what one word adds to its weighted frequency, for `lengths` of shape (n, 4)."""
    norms = 1.0 - LENGTH_SHARES + LENGTH_SHARES * lengths / USUAL_LENGTHS
    weights: NDArray[np.float64] = FIELD_WEIGHTS / norms
    return weights


def inverse_frequency(counts: NDArray[np.int64], claims: int) -> NDArray[np.float32]:
    """Return how much words tell that stand in `counts` of `claims` claims; 0 or more.

    Source: Robertson & Zaragoza 2009, with the 1 added that keeps it from being negative.
    """
    counts = np.minimum(counts, claims)
    rarity = np.log1p((claims - counts + 0.5) / (counts + 0.5))
    return rarity.astype(np.float32)
