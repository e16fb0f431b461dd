"""Indexing: claims are read for their meaning, and the claim index follows the store.

All of it is derived from the records and can be made anew; what is done stays done if the
work is interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from knowledge.errors import IndexFileError
from knowledge.matching.index.building import build_index
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.meaning import ENCODER_NAME, Encoder, Vectors
from knowledge.model import Claim
from knowledge.store.index_rows import IndexRow
from knowledge.store.port import RecordStore

IN_MEMORY_CLAIMS = 5_000
"""More claims than these are kept in an index on disk, which is opened in no time."""

FEW_CLAIMS = 64
"""So many are read within a second, beside the questions."""

_ENCODED_AT_ONCE = 64
_READ_AT_ONCE = 1_000

Progress = Callable[[int, int], None]
"""Called with how many claims are done, and of how many."""


def index_meaning(store: RecordStore, encoder: Encoder, progress: Progress | None = None) -> int:
    """Encode every claim that has no vector yet; return how many that were."""
    done = 0
    while waiting := store.claims_without_vectors(ENCODER_NAME, limit=_READ_AT_ONCE):
        # How many wait in all is not asked: there may be a million, and more come meanwhile.
        last = len(waiting) < _READ_AT_ONCE
        total = done + len(waiting) if last else max(store.counts().claims, done + len(waiting))
        for start in range(0, len(waiting), _ENCODED_AT_ONCE):
            rows: dict[str, Vectors] = {}
            for claim in store.get_claims(waiting[start : start + _ENCODED_AT_ONCE], space=None):
                rows[claim.id] = encoder.encode(texts_of(claim))
            store.add_vectors(ENCODER_NAME, rows)
            done += len(rows)
            if progress:
                progress(done, total)
    return done


def index_few(store: RecordStore, encoder: Encoder) -> int:
    """Encode what was recorded while a process answers; return how many claims that were.

    More than a few are an import, which has a process of its own for it (`gainsay index`).
    """
    waiting = store.claims_without_vectors(ENCODER_NAME, limit=FEW_CLAIMS + 1)
    return index_meaning(store, encoder) if len(waiting) <= FEW_CLAIMS else 0


def texts_of(claim: Claim) -> list[str]:
    """Return the texts of which a claim has a vector each: its own, then others of it.

    These are its quotes and, where a source says nothing but the claim, its title: a headline
    over many claims is of none of them.
    """
    titles = (q.source.title for q in claim.quotes if q.exact == q.source.text and q.source.title)
    quotes = (quote.exact for quote in claim.quotes)
    return list(dict.fromkeys((claim.text, *quotes, *titles)))


def build_if_due(store: RecordStore, folder: Path, progress: Progress | None = None) -> bool:
    """Build the index in `folder` if more changed since than is kept in memory.

    Returns whether it was built. Raises `OSError` where the folder cannot be written.
    """
    index = _opened(store, folder)
    waiting = store.count_changed(index.change if index else 0)
    if waiting <= IN_MEMORY_CLAIMS:
        return False
    change = store.change_number()
    build_index(
        folder,
        store.index_rows(),
        store.iter_vectors(ENCODER_NAME),
        change=change,
        encoder=ENCODER_NAME,
        total=store.counts().claims,
        progress=progress,
    )
    return True


def open_index(store: RecordStore, folder: Path | None) -> ClaimIndex:
    """Return the index of all claims of `store`; what is not built in `folder` is in memory."""
    index = _opened(store, folder) if folder else None
    if index is None:
        index = ClaimIndex.empty(encoder=ENCODER_NAME)
    else:
        _take_in(index, store, store.index_rows(is_private=True))
    follow(index, store)
    return index


def follow(index: ClaimIndex, store: RecordStore) -> None:
    """Take into `index` what changed in `store` since."""
    _take_in(index, store, store.index_rows(index.change))


def _take_in(index: ClaimIndex, store: RecordStore, rows: Iterator[IndexRow]) -> None:
    while some := list(islice(rows, _READ_AT_ONCE)):
        index.update(some, store.vectors_of(ENCODER_NAME, [row.id for row in some]))


def _opened(store: RecordStore, folder: Path) -> ClaimIndex | None:
    """Return the index that was built of this store; None if there is none that can be used."""
    try:
        index = ClaimIndex.open(folder, encoder=ENCODER_NAME)
    except IndexFileError:
        return None  # it is made anew, like one that was never built
    if index is None or not _is_of(index, store):
        return None
    return index


def _is_of(index: ClaimIndex, store: RecordStore) -> bool:
    """Whether the index was built of `store`, and of the course that it has taken since."""
    return store.had_change(index.stamp.change)
