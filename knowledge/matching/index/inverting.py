"""From "this claim has these words" to "this word stands in these claims"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.fields import FIELDS, SATURATION, Field, token_weights

# A mark is one byte: seven bits say how much the word weighs in the claim, the lowest
# whether it stands among the claim's names.
LEVELS = 127


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of some claims, sorted by stem, then row; and their words, sorted alike."""

    stems: NDArray[np.uint32]
    rows: NDArray[np.uint32]
    marks: NDArray[np.uint8]
    in_statement: NDArray[np.bool_]
    """Whether the stem stands in the claim's statement or titles."""
    words: NDArray[np.uint32]
    """Each word once for every claim in which it stands."""


def invert(
    words: NDArray[np.uint32],
    stems: NDArray[np.uint32],
    lengths: NDArray[np.int64],
    *,
    first_row: int,
) -> Inverted:
    """Return the postings of claims whose fields have `lengths`, shape (n, 4).

    `words` are theirs, field by field and claim by claim; `stems` are the stems of `words`.
    The first claim stands in `first_row`.
    """
    claims = len(lengths)
    cells = np.repeat(np.arange(claims * FIELDS), lengths.ravel())
    rows, fields = np.divmod(cells, FIELDS)
    weights = token_weights(lengths).ravel()[cells]
    order, firsts, keys = _grouped(stems, rows, claims)
    if not len(keys):
        empty = np.zeros(0, np.uint32)
        return Inverted(empty, empty, empty.astype(np.uint8), empty.astype(np.bool_), empty)
    frequency = np.add.reduceat(weights[order], firsts)
    level = np.rint(frequency / (frequency + SATURATION) * LEVELS).clip(1, LEVELS)
    named = np.maximum.reduceat((fields == Field.NAMES)[order], firsts)
    stated = np.maximum.reduceat((fields <= Field.TITLES)[order], firsts)
    _, _, word_keys = _grouped(words, rows, claims)
    return Inverted(
        stems=(keys // claims).astype(np.uint32),
        rows=(keys % claims + first_row).astype(np.uint32),
        marks=(level * 2 + named).astype(np.uint8),
        in_statement=stated,
        words=(word_keys // claims).astype(np.uint32),
    )


def _grouped(
    terms: NDArray[np.uint32], rows: NDArray[np.int64], claims: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return (order, where each (term, row) begins in that order, its key)."""
    keys = terms.astype(np.int64) * claims + rows
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return order, firsts, ordered[firsts]


def weights_of(marks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how much a word weighs in claims, 0 to 1."""
    weights: NDArray[np.float32] = (marks >> 1).astype(np.float32) * np.float32(1 / LEVELS)
    return weights
