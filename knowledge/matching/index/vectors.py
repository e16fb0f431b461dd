"""Rows of small whole numbers that stand for sentences, and which of them are near a question.

A row keeps one byte for each number. First only signs are compared: rows that point the same
way have most signs in common (Charikar, "Similarity estimation techniques from rounding
algorithms", 2002). The best of these are then compared in full. On disk the rows lie in cells
of near ones (an inverted file: Sivic & Zisserman, "Video Google", 2003), so that of a million
only the cells near the question are looked into.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import Column, spans
from knowledge.matching.index.files import Arrays
from knowledge.matching.meaning import NUMBERS_PER_TEXT, Vectors

SIGN_WORDS = NUMBERS_PER_TEXT // 64
# Of so many rows the signs are compared at most, of so many all numbers.
SIGNS_COMPARED = 80_000
ROWS_COMPARED = 1_000
_LARGEST = 127
_TINY = 1e-12

Places = NDArray[np.int64]
Cosines = NDArray[np.float32]


def small(vectors: Vectors) -> NDArray[np.int8]:
    """Return `vectors` as int8 rows, each scaled so that its largest number is 127."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0.0)
    rows: NDArray[np.int8] = np.rint(vectors * (_LARGEST / np.maximum(largest, _TINY))).astype(
        np.int8
    )
    return rows


def scales_of(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return what each row has to be multiplied with to have length 1; 0 for empty rows."""
    lengths = np.linalg.norm(rows.astype(np.float32), axis=1)
    scales = np.where(lengths > 0, 1.0 / np.maximum(lengths, _TINY), 0.0)
    return scales.astype(np.float32)


def signs_of(rows: NDArray[Any]) -> NDArray[np.uint64]:
    """Return one bit a number, shape (6, n): comparing is three times as fast that way round."""
    return np.ascontiguousarray(np.packbits(rows > 0, axis=1).view("<u8").T)


def likeliest(
    signs: NDArray[np.uint64], vector: Vectors, count: int, parts: Sequence[tuple[int, int]] = ()
) -> Places:
    """Return the places of the `count` rows that share most signs with `vector`, ascending.

    Those that share as many as the last of them are given too. Only the rows of `parts`
    ([start, end) each, ascending) are looked at if there are any.
    """
    parts = parts or [(0, signs.shape[1])]
    sizes = np.array([end - start for start, end in parts])
    upto = np.cumsum(sizes)
    if upto[-1] <= count:
        return np.concatenate([np.arange(start, end) for start, end in parts])
    wanted = signs_of(vector[None])
    # Into one room, not joined: joining the parts took four times as long as comparing them.
    differing = np.empty((SIGN_WORDS, int(upto[-1])), dtype=np.uint64)
    for (start, end), here in zip(parts, upto.tolist(), strict=True):
        room = differing[:, here - (end - start) : here]
        np.bitwise_xor(signs[:, start:end], wanted, out=room)
    total = np.bitwise_count(differing).sum(axis=0, dtype=np.uint16)
    # Counted, not sorted: there are only 385 possible values.
    shared = np.cumsum(np.bincount(total, minlength=NUMBERS_PER_TEXT + 1))
    chosen = np.flatnonzero(total <= np.searchsorted(shared, count))
    starts = np.array([start for start, _ in parts]) - (upto - sizes)
    places: Places = chosen + starts[np.searchsorted(upto, chosen, side="right")]
    return places


def cosines_of(rows: NDArray[Any], scales: NDArray[Any], vector: Vectors) -> Cosines:
    """Return the cosine of each row with `vector`, which has length 1."""
    cosines: Cosines = (rows.astype(np.float32) @ vector) * scales
    return cosines


class StoredVectors:
    """The vectors of the claims on disk."""

    def __init__(self, arrays: Arrays) -> None:
        self._rows = arrays["vector_rows"]
        self._scales = arrays["vector_scales"]
        self._signs = arrays["vector_signs"]
        self._owners = arrays["vector_owners"]
        self._centres = arrays["cell_centres"]
        self._cell_starts = arrays["cell_starts"].astype(np.int64)
        self._by_row = arrays["vectors_by_row"]
        self._row_starts = arrays["vector_starts"]

    def __len__(self) -> int:
        return len(self._rows)

    def nearest(self, vector: Vectors) -> tuple[NDArray[np.int64], Cosines]:
        """Return rows of claims near `vector`, and the cosines, in any order."""
        cells = self._near_cells(vector)
        places = likeliest(self._signs, vector, ROWS_COMPARED, self._parts(cells))
        return self._owners[places].astype(np.int64), self.cosines(vector, places)

    def _parts(self, cells: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Return where the rows of these cells stand, neighbouring cells as one part."""
        if not len(cells):
            return []
        apart = np.flatnonzero(np.diff(cells) > 1)
        firsts, lasts = cells[np.append(0, apart + 1)], cells[np.append(apart, len(cells) - 1)]
        starts, ends = self._cell_starts[firsts], self._cell_starts[lasts + 1]
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def _near_cells(self, vector: Vectors) -> NDArray[np.int64]:
        """Return the cells nearest to `vector`, ascending: as many as are looked into."""
        sizes = np.diff(self._cell_starts)
        order = np.argsort(-(self._centres @ vector), kind="stable")
        some = int(np.searchsorted(np.cumsum(sizes[order]), SIGNS_COMPARED)) + 1
        return np.sort(order[:some])

    def places_of(self, rows: NDArray[np.int64]) -> tuple[Places, NDArray[np.int64]]:
        """Return where the vectors of these claims stand, and how many each has."""
        starts = self._row_starts[rows].astype(np.int64)
        many = self._row_starts[rows + 1].astype(np.int64) - starts
        return self._by_row[spans(starts, many)].astype(np.int64), many

    def cosines(self, vector: Vectors, places: Places) -> Cosines:
        """Return the cosine of each of these vectors with `vector`."""
        return cosines_of(self._rows[places], self._scales[places], vector)


class NewVectors:
    """Vectors of claims that were added or encoded since; these are known by their handles."""

    def __init__(self) -> None:
        self._rows = Column(np.int8, NUMBERS_PER_TEXT)
        self._scales = Column(np.float32)
        self._signs = Column(np.uint64, SIGN_WORDS)
        self._owners = Column(np.int64)
        self._spans: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, handle: int) -> bool:
        return handle in self._spans

    @property
    def handles(self) -> NDArray[np.int64]:
        """Return the handles of all claims that have vectors here."""
        return np.array(list(self._spans), dtype=np.int64)

    def put(self, handle: int, vectors: Vectors) -> None:
        """Replace the vectors of a claim."""
        self.drop(handle)
        rows = small(vectors)
        start = len(self._owners)
        self._rows.append(rows)
        self._scales.append(scales_of(rows))
        self._signs.append(signs_of(rows).T)
        self._owners.append(np.full(len(rows), handle))
        self._spans[handle] = (start, len(rows))

    def drop(self, handle: int) -> None:
        """Forget the vectors of a claim, if it has any."""
        start, many = self._spans.pop(handle, (0, 0))
        self._owners.view()[start : start + many] = -1

    def nearest(self, vector: Vectors) -> tuple[NDArray[np.int64], Cosines]:
        """Return handles of claims near `vector`, and the cosines, in any order."""
        owners = self._owners.view()
        kept = np.flatnonzero(owners >= 0)
        signs = np.ascontiguousarray(self._signs.view()[kept].T)
        places = kept[likeliest(signs, vector, ROWS_COMPARED)]
        return owners[places], self.cosines(vector, places)

    def places_of(self, handle: int) -> range:
        """Return where the vectors of this claim stand."""
        start, many = self._spans.get(handle, (0, 0))
        return range(start, start + many)

    def cosines(self, vector: Vectors, places: Places) -> Cosines:
        """Return the cosine of each of these vectors with `vector`."""
        return cosines_of(self._rows.view()[places], self._scales.view()[places], vector)
