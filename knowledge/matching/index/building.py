"""Building the index on disk from the store, in bounded memory.

The claims are read once and cut into words; the words go to disk as they come. Postings are
made of a good many claims at a time and put aside, then laid out word by word.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.cells import spool, write_cells
from knowledge.matching.index.columns import starts_of
from knowledge.matching.index.cutting import Cutter
from knowledge.matching.index.designations import designation_array
from knowledge.matching.index.fields import FIELDS
from knowledge.matching.index.files import FolderWriter, Stamp, new_folder
from knowledge.matching.index.hashing import text_arrays
from knowledge.matching.index.inverting import Inverted, invert
from knowledge.matching.index.rows import day_of, fields_of
from knowledge.matching.index.slips import slip_arrays
from knowledge.matching.index.terms import StoredTerms, Terms, form_arrays
from knowledge.matching.meaning import Vectors
from knowledge.store.index_rows import IndexRow

# So many claims' postings are made at a time: about 4 million words.
CLAIMS_AT_A_TIME = 50_000
_STORED_POSTING = np.dtype([("stem", "<u4"), ("row", "<u4"), ("mark", "u1")])

Progress = Callable[[int, int], None]
"""Called with how many claims are done, and of how many."""


def build_index(
    root: Path,
    rows: Iterable[IndexRow],
    vectors: Iterable[tuple[int, Vectors]],
    *,
    change: int,
    encoder: str,
    total: int = 0,
    progress: Progress | None = None,
) -> Stamp:
    """Write an index of the public claims among `rows` below `root`; it replaces the old one.

    `rows` hold each claim once and are read once; those that changed after `change` are left
    to be caught up on. `vectors` are (claim number, its vectors), made by `encoder`.
    If it is broken off at any moment, what was there before is still there.
    """
    with new_folder(root) as writer:
        builder = _Builder(writer)
        for row in rows:
            if row.is_listed and not row.space and row.change <= change:
                builder.add(row)
                if progress and len(builder.ids) % 1_000 == 0:
                    progress(len(builder.ids), total)
        builder.finish(vectors)
        stamp = Stamp(change=change, encoder=encoder, claims=len(builder.ids))
        writer.finish(stamp)
    if progress:
        progress(stamp.claims, total)
    return stamp


@dataclass(slots=True)
class _Builder:
    writer: FolderWriter
    terms: Terms = field(default_factory=lambda: no_terms())
    ids: list[str] = field(default_factory=list)
    _numbers: array[int] = field(default_factory=lambda: array("q"))
    _days: array[int] = field(default_factory=lambda: array("i"))
    _words: array[int] = field(default_factory=lambda: array("I"))
    _lengths: array[int] = field(default_factory=lambda: array("I"))
    _all_lengths: list[NDArray[np.int64]] = field(default_factory=list)
    _done: int = 0
    _parts: list[Path] = field(default_factory=list)
    _word_counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    _statement_counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    _stem_counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    _cutter: Cutter = field(init=False)

    def __post_init__(self) -> None:
        self._cutter = Cutter(self.terms.add)
        self.writer.path("words").touch()

    def add(self, row: IndexRow) -> None:
        self.ids.append(row.id)
        self._numbers.append(row.number)
        self._days.append(day_of(row.said_on))
        for texts in fields_of(row):
            found = self._cutter.cut(texts)
            self._words.extend(found)
            self._lengths.append(len(found))
        if len(self.ids) - self._done >= CLAIMS_AT_A_TIME:
            self._put_aside()

    def _put_aside(self) -> None:
        """Write what the claims since the last time hold, and their postings."""
        words = np.array(self._words, dtype=np.uint32)
        lengths = np.array(self._lengths, dtype=np.int64).reshape(-1, FIELDS)
        inverted = invert(words, self.terms.stems(words), lengths, first_row=self._done)
        with self.writer.path("words").open("ab") as file:
            file.write(words.astype("<u4").tobytes())
        self._count(inverted)
        part = self.writer.path(f"part-{len(self._parts)}")
        postings = np.empty(len(inverted.stems), dtype=_STORED_POSTING)
        postings["stem"], postings["row"] = inverted.stems, inverted.rows
        postings["mark"] = inverted.marks
        postings.tofile(part)
        self._parts.append(part)
        self._all_lengths.append(lengths.ravel())
        self._done = len(self.ids)
        del self._words[:], self._lengths[:]

    def _count(self, inverted: Inverted) -> None:
        size = len(self.terms.new)
        stated = inverted.stems[inverted.in_statement]
        self._stem_counts = _added(self._stem_counts, inverted.stems, size)
        self._statement_counts = _added(self._statement_counts, stated, size)
        self._word_counts = _added(self._word_counts, inverted.words, size)

    def finish(self, vectors: Iterable[tuple[int, Vectors]]) -> None:
        """Write all that is left."""
        self._put_aside()
        save = self.writer.save
        starts = starts_of(np.concatenate(self._all_lengths))
        self.writer.declare("words", "<u4", (int(starts[-1]),))
        save("field_starts", starts, "<u4")
        save("numbers", np.array(self._numbers, dtype=np.int64), "<i8")
        save("days", np.array(self._days, dtype=np.int32), "<i4")
        self._write_postings()
        words = self.terms.new.words
        self._write_texts("term", words)
        self._write_texts("id", self.ids)
        for name, numbers in form_arrays(self.terms.new.stems.view()).items():
            save(name, numbers, "<u4")
        save("designations", designation_array(words), "|u1")
        save("statement_counts", self._statement_counts, "<u4")
        save("word_counts", self._word_counts, "<u4")
        for name, numbers in slip_arrays(words, self._word_counts > 0).items():
            save(name, numbers, "<u4")
        self._write_vectors(vectors)

    def _write_texts(self, name: str, texts: list[str]) -> None:
        flat, starts, table = text_arrays(texts)
        self.writer.save(f"{name}_text", flat, "|u1")
        self.writer.save(f"{name}_starts", starts, "<u4")
        self.writer.save(f"{name}_table", table, "<u4")

    def _write_postings(self) -> None:
        starts = starts_of(self._stem_counts)
        total = int(starts[-1])
        self.writer.save("posting_starts", starts, "<u4")
        rows = self._room("posting_rows", "<u4", total)
        marks = self._room("posting_marks", "|u1", total)
        ends = starts[:-1].copy()
        for part in self._parts:
            postings = np.fromfile(part, dtype=_STORED_POSTING)
            sorted_stems = postings["stem"].astype(np.int64)
            firsts = np.flatnonzero(np.diff(sorted_stems, prepend=-1))
            stems, many = sorted_stems[firsts], np.diff(firsts, append=len(postings))
            places = np.repeat(ends[stems] - firsts, many) + np.arange(len(postings))
            rows[places], marks[places] = postings["row"], postings["mark"]
            ends[stems] += many
            part.unlink()

    def _room(self, name: str, dtype: str, size: int) -> NDArray[Any]:
        self.writer.declare(name, dtype, (size,))
        path = self.writer.path(name)
        if not size:
            path.touch()
            return np.zeros(0, dtype)
        return np.memmap(path, dtype=dtype, mode="w+", shape=(size,))

    def _write_vectors(self, vectors: Iterable[tuple[int, Vectors]]) -> None:
        aside = self.writer.path("vectors-as-they-came")
        numbers = np.array(self._numbers, dtype=np.int64)
        kept, owners = spool(aside, vectors, numbers)
        write_cells(self.writer, kept, owners, len(self.ids))
        aside.unlink()


def no_terms() -> Terms:
    """Return the terms of an index that has none yet."""
    flat, starts, table = text_arrays([])
    nothing = {"term_text": flat, "term_starts": starts, "term_table": table}
    return Terms(StoredTerms({**nothing, **form_arrays(np.zeros(0, np.uint32))}))


def _added(counts: NDArray[np.int64], numbers: NDArray[np.uint32], size: int) -> NDArray[np.int64]:
    summed = np.bincount(numbers, minlength=size)
    summed[: len(counts)] += counts
    return summed
