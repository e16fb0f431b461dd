"""What is kept of each claim, row by row, on disk and in memory alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import spans
from knowledge.matching.index.fields import FIELDS
from knowledge.matching.index.inverting import Inverted, invert
from knowledge.matching.index.terms import Terms
from knowledge.store.index_rows import IndexRow

RowNumbers = NDArray[np.int64]

NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """The arrays of one segment; nothing in them moves while this is held."""

    words: NDArray[Any]
    """The numbers of all words, claim by claim, field by field, in text order."""
    field_starts: NDArray[Any]
    """Where each field of each claim begins in `words`; 4 a claim, and the end."""
    numbers: NDArray[Any]
    """The claims' numbers in the store."""
    days: NDArray[Any]
    """When it was said, as a proleptic ordinal; 0 where that is not known."""
    hidden: NDArray[np.bool_]
    """Whether the row counts no more: the claim was changed or withdrawn since."""

    def __len__(self) -> int:
        return len(self.hidden)

    def lengths(self, rows: RowNumbers) -> NDArray[np.int64]:
        """Return how many words each field of `rows` has, shape (n, 4)."""
        places = rows[:, None] * FIELDS + np.arange(FIELDS + 1)
        lengths: NDArray[np.int64] = np.diff(self.field_starts[places].astype(np.int64), axis=1)
        return lengths

    def words_of(
        self, rows: RowNumbers, first: int, last: int
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the words of fields `first` to `last` of `rows`, and how many each row has."""
        starts = self.field_starts[rows * FIELDS + first].astype(np.int64)
        lengths = self.field_starts[rows * FIELDS + last + 1].astype(np.int64) - starts
        words: NDArray[np.uint32] = self.words[spans(starts, lengths)]
        return words, lengths

    def inverted(self, rows: RowNumbers, terms: Terms) -> Inverted:
        """Return the postings of `rows`, which are one behind the other."""
        words, _ = self.words_of(rows, 0, FIELDS - 1)
        first = int(rows[0]) if len(rows) else 0
        return invert(words, terms.stems(words), self.lengths(rows), first_row=first)


def fields_of(row: IndexRow) -> tuple[tuple[str, ...], ...]:
    """Return the texts of a claim in the order of `Field`."""
    return row.statement, row.titles, row.names, row.responses


def day_of(said_on: date | None) -> int:
    """Return a day as a number, 0 for none."""
    return NO_DAY if said_on is None else said_on.toordinal()
