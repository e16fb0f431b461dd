"""Arrays that grow at the end while others read them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_FIRST_ROOM = 16


class Column:
    """One array that only grows. One thread appends; what `view` returned stays as it was."""

    def __init__(self, dtype: DTypeLike, width: int | None = None) -> None:
        self._tail = () if width is None else (width,)
        self._data = np.zeros((_FIRST_ROOM, *self._tail), dtype=dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, values: NDArray[Any]) -> None:
        """Put `values` behind the others."""
        size = self._size + len(values)
        if size > len(self._data):
            grown = np.zeros((max(size, 2 * len(self._data)), *self._tail), self._data.dtype)
            grown[: self._size] = self._data[: self._size]
            self._data = grown
        self._data[self._size : size] = values
        # Last: a reader never sees rows that are not written yet.
        self._size = size

    def view(self) -> NDArray[Any]:
        """Return what is there now, uncopied. Marks set in place are seen by all readers."""
        size = self._size
        return self._data[:size]


class Ragged:
    """Rows of different lengths: row `i` is `values[starts[i]:starts[i + 1]]`."""

    __slots__ = ("starts", "values")

    def __init__(self, values: NDArray[Any], starts: NDArray[np.int64]) -> None:
        self.values = values
        self.starts = starts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> NDArray[Any]:
        """Return one row."""
        return self.values[self.starts[number] : self.starts[number + 1]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How long each row is."""
        return np.diff(self.starts)

    @property
    def owners(self) -> NDArray[np.int64]:
        """Return of each value in which row it stands."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def padded(self, *, fill: int = -1, width: int | None = None) -> NDArray[Any]:
        """Return shape (rows, longest, or `width` at most), `fill` behind the end of each row."""
        lengths = self.lengths
        longest = int(lengths.max(initial=0)) if width is None else width
        places = np.arange(longest)
        inside = places < lengths[:, None]
        table = np.full(inside.shape, fill, dtype=np.int64)
        table[inside] = self.values[(self.starts[:-1, None] + places)[inside]]
        return table


def spans(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places start, start + 1 ... of each span, one span behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - ends + lengths, lengths)


def starts_of(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where rows of these `lengths` begin, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts
