"""Which claims have the question's words? The rarest words say where to look.

Scores are those of BM25F (see fields.py). Words are taken from the rarest on, until a fixed
number of postings has been read; the commoner ones only add to claims that were found by
then. So a question costs the same among a million claims as among a hundred thousand.
(Turtle & Flood, "Query evaluation: strategies and optimizations", 1995, call it "continue".)
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.handles import highest
from knowledge.matching.index.inverting import weights_of
from knowledge.matching.index.segments import Posting, Segment

POSTINGS_READ = 60_000
# Of the claims found by rare words, so many for each one wanted get the common ones added.
_KEPT_PER_RESULT = 8
_FEWEST_KEPT = 400

_WEIGHTS = weights_of(np.arange(256, dtype=np.uint8))

_scratch = threading.local()


@dataclass(frozen=True, slots=True)
class Weighted:
    """A stem that is looked for, and how much a claim gains that is full of it."""

    stem: int
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The rare stems that find claims, and the common ones that only add to these."""

    finding: tuple[Weighted, ...]
    adding: tuple[Weighted, ...]


def plan(stems: Sequence[Weighted], segments: Sequence[Segment]) -> Plan:
    """Return which of `stems` find claims: the same ones in each segment."""
    sized = [(sum(s.posting_length(stem.stem) for s in segments), stem) for stem in stems]
    sized = sorted((pair for pair in sized if pair[0]), key=lambda pair: pair[0])
    read = 0
    finding: list[Weighted] = []
    for length, stem in sized:
        read += length
        if finding and read > POSTINGS_READ:
            break
        finding.append(stem)
    return Plan(tuple(finding), tuple(stem for _, stem in sized[len(finding) :]))


def found_in(
    segment: Segment, stems: Plan, k: int, *, only_names: bool
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return the `k` best rows of a segment, or some more, and their scores."""
    rows, scores = _accumulated(segment, stems.finding, only_names=only_names)
    rows, scores = _best_shown(segment, rows, scores, max(_FEWEST_KEPT, _KEPT_PER_RESULT * k))
    order = np.argsort(rows)
    rows, scores = rows[order], scores[order]
    for stem in stems.adding:
        scores += stem.weight * _weights_in(segment.posting(stem.stem), rows, only_names=only_names)
    kept = highest(scores, k)
    return rows[kept], scores[kept]


def scores_at(
    segment: Segment, stems: Sequence[Weighted], rows: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the full score of each of `rows` of a segment, whichever words found it."""
    scores = np.zeros(len(rows), dtype=np.float32)
    places = rows.astype(np.uint32)
    for stem in stems:
        posting = segment.posting(stem.stem)
        scores += stem.weight * _weights_in(posting, places, only_names=False)
    return scores


def _best_shown(
    segment: Segment, rows: NDArray[np.uint32], scores: NDArray[np.float32], count: int
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return about `count` of the rows with the highest scores, none of them hidden."""
    kept = _about(scores, count)
    hidden = segment.rows.hidden
    # Hidden rows are few: only if one is among the best, all have to be looked at.
    if hidden[rows[kept]].any():
        shown = ~hidden[rows]
        rows, scores = rows[shown], scores[shown]
        kept = _about(scores, count)
    return rows[kept], scores[kept]


def _about(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    kept = highest(scores, count)
    if len(kept) <= 2 * count:
        return kept
    # Thousands may have the same score as the last one.
    return kept[np.argsort(-scores[kept], kind="stable")[:count]]


def _accumulated(
    segment: Segment, stems: Sequence[Weighted], *, only_names: bool
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return every row in which one of `stems` stands, once, and the sum of its weights."""
    sums = _zeros(len(segment.rows))
    touched: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
    for stem in stems:
        rows, marks = _heaviest(segment.posting(stem.stem))
        if only_names:
            named = (marks & 1).astype(np.bool_)
            rows, marks = rows[named], marks[named]
        places = rows.astype(np.intp)
        before = sums.take(places)
        sums[places] = before + (_WEIGHTS * np.float32(stem.weight)).take(marks)
        touched.append(places if len(touched) == 1 else places[before == 0])
    found = np.concatenate(touched)
    scores = sums.take(found)
    # The room is used again: a million zeros take longer to write than a question may take.
    sums[found] = 0
    return found.astype(np.uint32), scores


def _heaviest(posting: Posting) -> Posting:
    """Return as much of a posting as may be read: where the word weighs most."""
    rows, marks = posting
    if len(rows) <= 2 * POSTINGS_READ:
        return posting
    above = np.cumsum(np.bincount(marks, minlength=256)[::-1])
    least = 255 - int(np.searchsorted(above, POSTINGS_READ))
    heavier = np.flatnonzero(marks > least)
    # Of those that weigh the same, the claims that came first.
    others = np.flatnonzero(marks == least)[: POSTINGS_READ - len(heavier)]
    places = np.sort(np.concatenate([heavier, others]))
    return rows[places], marks[places]


def _weights_in(
    posting: Posting, rows: NDArray[np.uint32], *, only_names: bool
) -> NDArray[np.float32]:
    """Return how much the posting's stem weighs in each of `rows`, 0 where it is not."""
    posted, marks = posting
    if not len(posted) or not len(rows):
        return np.zeros(len(rows), np.float32)
    places = np.minimum(np.searchsorted(posted, rows), len(posted) - 1)
    found = marks[places]
    there = posted[places] == rows
    if only_names:
        there &= (found & 1).astype(np.bool_)
    return np.where(there, _WEIGHTS[found], np.float32(0))


def _zeros(size: int) -> NDArray[np.float32]:
    """Return room for `size` sums, this thread's own; whoever uses it leaves zeros."""
    room: NDArray[np.float32] | None = getattr(_scratch, "room", None)
    if room is None or len(room) < size:
        room = _scratch.room = np.zeros(size, dtype=np.float32)
    return room[:size]
