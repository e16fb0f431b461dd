"""A part of the index: the claims on disk, or those in memory that came since."""

from __future__ import annotations

from array import array
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import Column
from knowledge.matching.index.fields import FIELDS
from knowledge.matching.index.files import Arrays
from knowledge.matching.index.hashing import find_text, text_of
from knowledge.matching.index.inverting import Inverted
from knowledge.matching.index.rows import Rows

Posting = tuple[NDArray[np.uint32], NDArray[np.uint8]]
NO_ROW = -1


class Segment(Protocol):
    """What is asked of a part of the index, on disk or in memory."""

    rows: Rows

    def posting_length(self, stem: int) -> int:
        """Return in how many rows the stem stands, hidden ones too; about, and quickly."""
        ...

    def posting(self, stem: int) -> Posting:
        """Return the rows in which the stem stands, ascending, and their marks."""
        ...

    def id_of(self, row: int) -> str:
        """Return the id of the claim in `row`."""
        ...

    def row_of(self, claim: str) -> int:
        """Return the row of the claim with this id, or -1."""
        ...


class StoredSegment:
    """The public claims that were there when the index was built."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._starts = arrays["posting_starts"]
        self._posting_rows = arrays["posting_rows"]
        self._posting_marks = arrays["posting_marks"]
        claims = len(arrays["numbers"])
        self.rows = Rows(
            arrays["words"],
            arrays["field_starts"],
            arrays["numbers"],
            arrays["days"],
            np.zeros(claims, dtype=np.bool_),
        )

    def posting_length(self, stem: int) -> int:
        if stem + 1 >= len(self._starts):
            return 0
        return int(self._starts[stem + 1]) - int(self._starts[stem])

    def posting(self, stem: int) -> Posting:
        if stem + 1 >= len(self._starts):
            return np.zeros(0, np.uint32), np.zeros(0, np.uint8)
        place = slice(int(self._starts[stem]), int(self._starts[stem + 1]))
        return self._posting_rows[place], self._posting_marks[place]

    def id_of(self, row: int) -> str:
        starts = self._arrays["id_starts"]
        return text_of(self._arrays["id_text"][starts[row] : starts[row + 1]])

    def row_of(self, claim: str) -> int:
        return find_text(
            claim, self._arrays["id_text"], self._arrays["id_starts"], self._arrays["id_table"]
        )


class MemorySegment:
    """Claims in memory. One thread adds; readers take a `MemoryView` and are not disturbed."""

    def __init__(self) -> None:
        self.words = Column(np.uint32)
        self.field_starts = Column(np.int64)
        self.field_starts.append(np.zeros(1, np.int64))
        self.numbers = Column(np.int64)
        self.days = Column(np.int32)
        self.hidden = Column(np.bool_)
        self.ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self.postings: dict[int, tuple[array[int], array[int]]] = {}

    def append(
        self,
        ids: list[str],
        numbers: NDArray[np.int64],
        days: NDArray[np.int32],
        words: NDArray[np.uint32],
        lengths: NDArray[np.int64],
        inverted: Inverted,
    ) -> None:
        """Add claims behind the others. `inverted` counts rows from `len(hidden)` on."""
        first = len(self.hidden)
        end = int(self.field_starts.view()[-1])
        self.words.append(words)
        self.field_starts.append(end + np.cumsum(lengths.ravel()))
        self.numbers.append(numbers)
        self.days.append(days)
        self.ids += ids
        self._post(inverted)
        self.row_of.update({claim: first + n for n, claim in enumerate(ids)})
        # Last: this is what tells readers how many rows there are.
        self.hidden.append(np.zeros(len(ids), dtype=np.bool_))

    def _post(self, inverted: Inverted) -> None:
        starts = np.flatnonzero(np.diff(inverted.stems.astype(np.int64), prepend=-1)).tolist()
        rows = inverted.rows.astype("=u4")
        for start, end in zip(starts, [*starts, len(rows)][1:], strict=True):
            stem = int(inverted.stems[start])
            kept = self.postings.get(stem)
            if kept is None:
                kept = self.postings[stem] = (array("I"), array("B"))
            # Marks first: readers go by the rows.
            kept[1].frombytes(inverted.marks[start:end].tobytes())
            kept[0].frombytes(rows[start:end].tobytes())


class MemoryView:
    """The claims of a `MemorySegment` that were there when this was made."""

    def __init__(self, memory: MemorySegment) -> None:
        self._memory = memory
        hidden = memory.hidden.view()
        size = len(hidden)
        self.rows = Rows(
            memory.words.view(),
            memory.field_starts.view()[: size * FIELDS + 1],
            memory.numbers.view()[:size],
            memory.days.view()[:size],
            hidden,
        )

    def posting_length(self, stem: int) -> int:
        kept = self._memory.postings.get(stem)
        return len(kept[0]) if kept else 0

    def posting(self, stem: int) -> Posting:
        kept = self._memory.postings.get(stem)
        if kept is None:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint8)
        # Copied as bytes, in one step: an array whose memory is lent out cannot grow.
        rows = np.frombuffer(kept[0].tobytes(), dtype=np.uint32)
        marks = np.frombuffer(kept[1].tobytes(), dtype=np.uint8)
        many = int(np.searchsorted(rows, np.uint32(len(self.rows))))
        return rows[:many], marks[:many]

    def id_of(self, row: int) -> str:
        return self._memory.ids[row]

    def row_of(self, claim: str) -> int:
        row = self._memory.row_of.get(claim, NO_ROW)
        return row if row < len(self.rows) else NO_ROW
