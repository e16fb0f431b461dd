"""Which claims have a text that means nearly the same as the question?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import Ragged, starts_of
from knowledge.matching.index.handles import Handles, rows_of, segments_of
from knowledge.matching.index.vectors import NewVectors, StoredVectors
from knowledge.matching.meaning import Vectors


@dataclass(frozen=True, slots=True)
class VectorCosines:
    """How near the texts of some claims are to a question, -1 to 1."""

    highest: NDArray[np.float32]
    """One a claim; 0 for a claim that has no vectors (yet)."""
    each: Ragged
    """All of a claim's, in the order in which its vectors were given."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The vectors that one space may see: on disk, new public ones, new ones of its own."""

    stored: StoredVectors
    new: tuple[NewVectors, ...]

    def near(
        self, vector: Vectors, hidden: Sequence[NDArray[np.bool_]]
    ) -> tuple[Handles, NDArray[np.float32]]:
        """Return claims near `vector`, each once, and its highest cosine, in any order.

        `hidden` are the rows of each segment that count no more.
        """
        handles, cosines = self.stored.nearest(vector)
        parts = [self._current(handles, cosines)] + [new.nearest(vector) for new in self.new]
        handles = np.concatenate([part[0] for part in parts])
        cosines = np.concatenate([part[1] for part in parts])
        shown = np.zeros(len(handles), dtype=np.bool_)
        for place, marks in enumerate(hidden):
            here = np.flatnonzero(segments_of(handles) == place)
            rows = rows_of(handles[here])
            known = rows < len(marks)
            shown[here[known]] = ~marks[rows[known]]
        return _highest(handles[shown], cosines[shown])

    def _current(
        self, handles: Handles, cosines: NDArray[np.float32]
    ) -> tuple[Handles, NDArray[np.float32]]:
        """Leave out vectors on disk in whose place there are new ones."""
        if not any(len(new) for new in self.new):
            return handles, cosines
        replaced = np.concatenate([new.handles for new in self.new])
        kept = ~np.isin(handles, replaced)
        return handles[kept], cosines[kept]

    def cosines(self, vector: Vectors, rows: Handles) -> VectorCosines:
        """Return how near each of `rows` is to `vector`."""
        if not any(len(new) for new in self.new):
            return self._stored_cosines(vector, rows)
        parts: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(rows)
        on_disk = []
        for place, handle in enumerate(rows.tolist()):
            new = next((new for new in self.new if handle in new), None)
            if new is not None:
                parts[place] = new.cosines(vector, np.array(new.places_of(handle)))
            elif segments_of(rows[place : place + 1])[0] == 0:
                on_disk.append(place)
        places, many = self.stored.places_of(rows[on_disk])
        found = np.split(self.stored.cosines(vector, places), np.cumsum(many)[:-1])
        for place, part in zip(on_disk, found, strict=False):
            parts[place] = part
        lengths = np.array([len(part) for part in parts], dtype=np.int64)
        return _cosines_of(np.concatenate([np.zeros(0, np.float32), *parts]), lengths)

    def _stored_cosines(self, vector: Vectors, rows: Handles) -> VectorCosines:
        """Return the same where all vectors are on disk."""
        on_disk = segments_of(rows) == 0
        places, many = self.stored.places_of(rows_of(rows[on_disk]))
        lengths = np.zeros(len(rows), dtype=np.int64)
        lengths[on_disk] = many
        return _cosines_of(self.stored.cosines(vector, places), lengths)


def _cosines_of(values: NDArray[np.float32], lengths: NDArray[np.int64]) -> VectorCosines:
    each = Ragged(values, starts_of(lengths))
    highest = np.zeros(len(lengths), np.float32)
    filled = np.flatnonzero(lengths)
    if len(filled):
        highest[filled] = np.maximum.reduceat(values, each.starts[:-1][filled])
    return VectorCosines(highest, each)


def _highest(handles: Handles, cosines: NDArray[np.float32]) -> tuple[Handles, NDArray[np.float32]]:
    order = np.lexsort((-cosines, handles))
    firsts = np.flatnonzero(np.diff(handles[order], prepend=-1))
    return handles[order][firsts], cosines[order][firsts]
