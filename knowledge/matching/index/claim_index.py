"""The claim index: what was built on disk, and in memory what changed since.

The disk holds public claims only. Claims of a space are kept in memory, each space's apart,
and a view is given of one space alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import numpy as np

from knowledge.errors import IndexFileError
from knowledge.matching.index.counting import Counts, no_counts
from knowledge.matching.index.cutting import Cutter
from knowledge.matching.index.designations import designations_in, stored_designations
from knowledge.matching.index.empty import empty_arrays
from knowledge.matching.index.fields import FIELDS
from knowledge.matching.index.files import Arrays, Stamp, find_folder, open_arrays
from knowledge.matching.index.handles import handle_of
from knowledge.matching.index.inverting import invert
from knowledge.matching.index.meanings import Meanings
from knowledge.matching.index.nearness import Nearness
from knowledge.matching.index.rows import day_of, fields_of
from knowledge.matching.index.segments import NO_ROW, MemorySegment, MemoryView, StoredSegment
from knowledge.matching.index.terms import StoredTerms, Terms
from knowledge.matching.index.vectors import NewVectors, StoredVectors
from knowledge.matching.index.views import IndexView
from knowledge.matching.meaning import Vectors
from knowledge.store.index_rows import IndexRow

_AT_A_TIME = 500
_STORED, _PUBLIC, _OWN = range(3)
_PUBLIC_SPACE = ""
_NO_VECTORS: Mapping[str, Vectors] = MappingProxyType({})


@dataclass(slots=True)
class _Part:
    """What is in memory of the public claims, or of one space's."""

    place: int
    counts: Counts
    claims: MemorySegment = field(default_factory=MemorySegment)
    vectors: NewVectors = field(default_factory=NewVectors)
    designations: frozenset[str] = frozenset()


class ClaimIndex:
    """Finds claims; read by many threads at once, updated by one at a time."""

    def __init__(self, arrays: Arrays, stamp: Stamp) -> None:
        self.stamp = stamp
        self._lock = threading.Lock()
        self._terms = Terms(StoredTerms(arrays))
        self._cutter = Cutter(self._terms.add)
        self._nearness = Nearness(self._terms, arrays)
        self._stored = StoredSegment(arrays)
        self._vectors = StoredVectors(arrays)
        counts = Counts(
            np.diff(arrays["posting_starts"].astype(np.int64)).astype(np.uint32),
            arrays["statement_counts"],
            arrays["word_counts"],
            len(self._stored.rows),
        )
        designations = stored_designations(arrays["designations"])
        self._public = _Part(_PUBLIC, counts, designations=designations)
        self._spaces: dict[str, _Part] = {}
        self._space_of: dict[str, str] = {}
        self._change = stamp.change

    @classmethod
    def open(cls, root: Path, *, encoder: str) -> ClaimIndex | None:
        """Return the index that was built below `root`; None if none was.

        Raises `IndexFileError` if it is damaged, or made by another version or encoder; then
        it has to be built anew.
        """
        folder = find_folder(root)
        if folder is None:
            return None
        stamp, arrays = open_arrays(folder)
        if stamp.encoder != encoder:
            raise IndexFileError(str(folder), "its vectors are another encoder's; build it anew")
        try:
            return cls(arrays, stamp)
        except (KeyError, IndexError) as error:
            raise IndexFileError(str(folder), "an array is missing; build it anew") from error

    @classmethod
    def empty(cls, *, encoder: str) -> ClaimIndex:
        """Return an index of no claims, to be filled by `update`."""
        return cls(empty_arrays(), Stamp(change=0, encoder=encoder, claims=0))

    @property
    def change(self) -> int:
        """The store's last change number that is in here."""
        return self._change

    @property
    def changed_claims(self) -> int:
        """How many rows of public claims are in memory; when many, it is time to build anew."""
        return len(self._public.claims.hidden)

    def view(self, space: str) -> IndexView:
        """Return what may be seen in `space` ("" for the public only), as it is now."""
        own = self._spaces.get(space) if space else None
        parts = [self._public] if own is None else [self._public, own]
        return IndexView(
            (self._stored, *(MemoryView(part.claims) for part in parts)),
            tuple(part.counts for part in parts),
            self._terms,
            self._nearness,
            Meanings(self._vectors, tuple(part.vectors for part in parts)),
            frozenset().union(*(part.designations for part in parts)),
        )

    def update(
        self, rows: Iterable[IndexRow], vectors: Mapping[str, Vectors] = _NO_VECTORS
    ) -> None:
        """Take in claims that were added, changed or withdrawn, in the order of change.

        `vectors` are those of the same claims by id, as far as they have been encoded.
        """
        for some in _in_parts(iter(rows)):
            with self._lock:
                self._update(some, vectors)

    def set_vectors(self, vectors: Mapping[str, Vectors]) -> None:
        """Replace the vectors of claims that are in here; others are left out."""
        with self._lock:
            for claim, rows in vectors.items():
                part, place, row = self._find(claim)
                if row != NO_ROW:
                    part.vectors.put(handle_of(place, row), rows)

    def _update(self, rows: Sequence[IndexRow], vectors: Mapping[str, Vectors]) -> None:
        latest = {row.id: row for row in rows}
        old = [(claim, *self._find(claim)) for claim in latest]
        for space in dict.fromkeys(row.space for row in latest.values()):
            listed = [r for r in latest.values() if r.space == space and r.is_listed]
            if listed:
                self._append(self._part(space), listed, vectors)
        # Only now: a question in between finds a claim twice rather than not at all.
        for claim, part, place, row in old:
            if row != NO_ROW:
                self._hide(part, place, row)
            listed_in = latest[claim].space if latest[claim].is_listed else None
            self._remember(claim, listed_in)
        self._nearness.sort_new()
        self._change = max(self._change, *(row.change for row in rows))

    def _append(
        self, part: _Part, rows: Sequence[IndexRow], vectors: Mapping[str, Vectors]
    ) -> None:
        cut = [[self._cutter.cut(texts) for texts in fields_of(row)] for row in rows]
        lengths = np.array([[len(words) for words in fields] for fields in cut], dtype=np.int64)
        words = np.array(
            [word for fields in cut for field_ in fields for word in field_], dtype=np.uint32
        )
        first = len(part.claims.hidden)
        inverted = invert(words, self._terms.stems(words), lengths, first_row=first)
        for place, row in enumerate(rows):
            if row.id in vectors:
                part.vectors.put(handle_of(part.place, first + place), vectors[row.id])
        part.claims.append(
            [row.id for row in rows],
            np.array([row.number for row in rows], dtype=np.int64),
            np.array([day_of(row.said_on) for row in rows], dtype=np.int32),
            words,
            lengths.reshape(-1, FIELDS),
            inverted,
        )
        part.counts.add(inverted, len(rows))
        part.designations |= designations_in(map(self._terms.word, np.unique(words).tolist()))

    def _hide(self, part: _Part, place: int, row: int) -> None:
        segment = self._stored if place == _STORED else MemoryView(part.claims)
        inverted = segment.rows.inverted(np.array([row]), self._terms)
        segment.rows.hidden[row] = True
        part.counts.add(inverted, -1)
        part.vectors.drop(handle_of(place, row))

    def _part(self, space: str) -> _Part:
        if space == _PUBLIC_SPACE:
            return self._public
        return self._spaces.setdefault(space, _Part(_OWN, no_counts()))

    def _remember(self, claim: str, space: str | None) -> None:
        if space:
            self._space_of[claim] = space
        else:
            self._space_of.pop(claim, None)

    def _find(self, claim: str) -> tuple[_Part, int, int]:
        """Return (in whose part, segment, row) a claim stands; row is -1 if it stands nowhere."""
        space = self._space_of.get(claim, _PUBLIC_SPACE)
        part = self._part(space)
        row = part.claims.row_of.get(claim, NO_ROW)
        if row != NO_ROW and not part.claims.hidden.view()[row]:
            return part, part.place, row
        row = self._stored.row_of(claim) if space == _PUBLIC_SPACE else NO_ROW
        if row != NO_ROW and self._stored.rows.hidden[row]:
            row = NO_ROW
        return part, _STORED, row


def _in_parts(rows: Iterator[IndexRow]) -> Iterator[list[IndexRow]]:
    while some := list(islice(rows, _AT_A_TIME)):
        yield some
