"""The store in one SQLite file, kept with sqlite-utils: what is used unless told otherwise.

Each method is one transaction, but for those that yield: they take one a page. The work is
next door: opening.py (whose file is it), writing.py, spaces.py and rows.py (records become
rows), reading.py and sources.py (rows become records), listing.py, pools.py and relations.py
(which), walking.py (all of them), index.py (full text), changes.py (what changed since),
vectors.py; the tables are in migrations/. What is kept of conversations and of the
desk is in the same file: conversations.py, desk.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import NotFoundError
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import KINDS, Record, Records
from knowledge.store import (
    changes,
    desk_revisions,
    index,
    listing,
    reading,
    relations,
    sources,
    vectors,
    walking,
    writing,
)
from knowledge.store.connections import Connections
from knowledge.store.conversations import SqliteConversationStore
from knowledge.store.desk import SqliteDeskStore
from knowledge.store.digests import version_of
from knowledge.store.index_rows import IndexRow
from knowledge.store.opening import prepare
from knowledge.store.port import PUBLIC, Added, Counts
from knowledge.store.transactions import Transactions
from knowledge.vocabulary import Stance


def open_sqlite_store(path: Path) -> SqliteStore:
    """Open the store at `path`, made with its folder if there is none; close it after use.

    A store that cannot be written here opens for reading. Raises `ReadOnlyStoreError` where
    one cannot be made, `DamagedStoreError`, `NewerStoreError`, `BusyStoreError`,
    `FullDiskError`; the file is then as it was.
    """
    return SqliteStore(path, Connections(path, prepare(path)))


class SqliteStore:
    """A `RecordStore` in one file. May be used by several threads and processes at once.

    `conversations` and `desk` are what the same file keeps of them, until this store is closed.
    """

    def __init__(self, path: Path, connections: Connections) -> None:
        self.path = path
        self._connections = connections
        transactions = Transactions(path, connections)
        self._reading = transactions.reading
        self._writing = transactions.writing
        self.conversations = SqliteConversationStore(transactions)
        self._sources = sources.SourceCache()
        self.desk = SqliteDeskStore(transactions, self._sources)

    def add(self, records: Records) -> Added:
        bundle = writing.digested(records)
        with self._writing("keep the records") as db:
            return writing.write(db, bundle)

    def changed_at_desk(self, ids: Collection[str]) -> frozenset[str]:
        with self._reading("look for what desks changed") as db:
            return desk_revisions.subjects_among(db, ids)

    def counts(self) -> Counts:
        with self._reading("count the records") as db:
            return Counts(*(db.table(kind).count for kind in KINDS.values()))

    def knowledge_version(self) -> str:
        with self._reading("read the knowledge version") as db:
            return version_of(db.execute("SELECT digest_sum FROM knowledge").fetchone()[0])

    def get_source(self, id_: str, *, space: str = PUBLIC) -> Source:
        with self._reading("read a source") as db:
            found = sources.read_sources(db, self._sources, (id_,)).get(id_)
        if found is None or found.space not in (PUBLIC, space):
            raise NotFoundError(f"source {id_}", "there is none with this id to be seen here")
        return found

    def list_sources(self, *, space: str = PUBLIC) -> tuple[Source, ...]:
        with self._reading("list the sources") as db:
            ids = sources.seen_sources(db, space=space)
            found = sources.read_sources(db, self._sources, ids)
        return tuple(found[id_] for id_ in sorted(found))

    def get_speakers(self, ids: Collection[str], *, space: str = PUBLIC) -> tuple[Speaker, ...]:
        with self._reading("read speakers") as db:
            return _by_id(reading.read_speakers(db, ids, space=space))

    def list_speakers(self, *, space: str | None = PUBLIC) -> tuple[Speaker, ...]:
        with self._reading("list the speakers") as db:
            return _by_id(reading.read_speakers(db, listing.all_speakers(db), space=space))

    def list_speakers_changed(self, after: int) -> tuple[Speaker, ...]:
        with self._reading("list the changed speakers") as db:
            ids = changes.changed_speakers(db, after)
            return _by_id(reading.read_speakers(db, ids, space=None))

    def get_claims(self, ids: Sequence[str], *, space: str | None = PUBLIC) -> tuple[Claim, ...]:
        with self._reading("read claims") as db:
            found = reading.read_claims(db, self._sources, ids, space=space)
        for id_ in ids:
            if id_ not in found:
                raise NotFoundError(f"claim {id_}", "there is none with this id to be seen here")
        return tuple(found[id_] for id_ in ids)

    def find_claims(self, ids: Collection[str], *, space: str = PUBLIC) -> tuple[Claim, ...]:
        with self._reading("look for claims") as db:
            found = reading.read_claims(db, self._sources, tuple(ids), space=space)
        return tuple(found[id_] for id_ in sorted(found))

    def count_sources(self, *, space: str = PUBLIC) -> int:
        with self._reading("count the sources") as db:
            return listing.count_seen(db, "source", space=space)

    def count_speakers(self, *, space: str = PUBLIC) -> int:
        with self._reading("count the speakers") as db:
            return listing.count_seen(db, "speaker", space=space)

    def count_claims(self, *, space: str = PUBLIC) -> int:
        with self._reading("count the claims") as db:
            return listing.count_claims(db, space=space)

    def list_claims(
        self, *, limit: int | None = None, space: str | None = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list the claims") as db:
            return listing.all_claims(db, limit=limit, space=space)

    def claims_by(
        self, speakers: Collection[str], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list claims by speaker") as db:
            return listing.said_or_carried_by(db, speakers, limit=limit, space=space)

    def claims_answered_by(
        self, speakers: Collection[str], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list answered claims") as db:
            return listing.answered_by(db, speakers, limit=limit, space=space)

    def claims_denied(
        self, stances: Collection[Stance], *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list claims by stance") as db:
            return listing.denied(db, stances, limit=limit, space=space)

    def claims_answered_alone(self, space: str) -> frozenset[str]:
        with self._reading("list claims that a space answered") as db:
            return listing.answered_alone(db, space)

    def claims_quoting(
        self, source: str, *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list claims by source") as db:
            return listing.quoting(db, source, limit=limit, space=space)

    def responses_to(
        self, claims: Sequence[str], *, space: str | None = PUBLIC
    ) -> Mapping[str, tuple[Response, ...]]:
        with self._reading("read responses") as db:
            pairs = relations.responses_to(db, claims, space=space)
            ids = dict.fromkeys(response for _, response in pairs)
            found = reading.read_responses(db, self._sources, ids, space=space) if ids else {}
        return relations.gathered(claims, pairs, found)

    def reviews_of(
        self, claims: Sequence[str], *, space: str = PUBLIC
    ) -> Mapping[str, tuple[Review, ...]]:
        with self._reading("read reviews") as db:
            pairs = relations.reviews_of(db, claims, space=space)
            ids = dict.fromkeys(review for _, review in pairs)
            found = reading.read_reviews(db, ids, space=space) if ids else {}
        return relations.gathered(claims, pairs, found)

    def iter_records(self, *, space: str = PUBLIC) -> Iterator[Record]:
        for kind in KINDS.values():
            after = 0
            while page := self._records_page(kind, after, space):
                yield from page.records
                after = page.last

    def unanswered(
        self, speakers: Collection[str] = (), *, limit: int | None = None, space: str = PUBLIC
    ) -> tuple[str, ...]:
        with self._reading("list unanswered claims") as db:
            return listing.unanswered(db, speakers, limit=limit, space=space)

    def search(
        self, stems: Collection[str], *, limit: int, space: str = PUBLIC
    ) -> tuple[tuple[str, float], ...]:
        with self._reading("search the claims") as db:
            return index.search(db, stems, limit=limit, space=space)

    def change_number(self) -> int:
        with self._reading("read the change number") as db:
            return changes.change_number(db)

    def index_rows(self, after: int = 0, *, is_private: bool = False) -> Iterator[IndexRow]:
        while page := self._changed_page(after, is_private=is_private):
            yield from page
            after = page[-1].change

    def had_change(self, number: int) -> bool:
        with self._reading("look for a change") as db:
            return changes.had_change(db, number)

    def count_changed(self, after: int) -> int:
        with self._reading("count the changed claims") as db:
            return changes.count_changed(db, after)

    def vectors(self, encoder: str) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        with self._reading("read the vectors") as db:
            return vectors.read_vectors(db, encoder)

    def vectors_of(self, encoder: str, claims: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        with self._reading("read vectors of claims") as db:
            return vectors.vectors_of(db, encoder, claims)

    def iter_vectors(
        self, encoder: str, *, after: int = 0
    ) -> Iterator[tuple[int, NDArray[np.float32]]]:
        while page := self._vectors_page(encoder, after):
            yield from page
            after = page[-1][0]

    def claims_without_vectors(self, encoder: str, *, limit: int | None = None) -> tuple[str, ...]:
        with self._reading("list claims without vectors") as db:
            return vectors.claims_without(db, encoder, limit=limit)

    def add_vectors(self, encoder: str, rows: Mapping[str, NDArray[np.float32]]) -> None:
        with self._writing("keep the vectors") as db:
            vectors.write_vectors(db, encoder, rows)

    def close(self) -> None:
        self._connections.close()

    # A page is a transaction: one over all of it would keep SQLite from folding its log away.

    def _records_page(self, kind: str, after: int, space: str) -> walking.Page | None:
        with self._reading("read the records") as db:
            return walking.read_page(db, self._sources, kind, after, space=space)

    def _changed_page(self, after: int, *, is_private: bool) -> list[IndexRow]:
        with self._reading("read the claims for the index") as db:
            return changes.read_page(db, after, is_private=is_private)

    def _vectors_page(self, encoder: str, after: int) -> list[tuple[int, NDArray[np.float32]]]:
        with self._reading("read the vectors for the index") as db:
            return vectors.read_page(db, encoder, after)


def _by_id(speakers: Mapping[str, Speaker]) -> tuple[Speaker, ...]:
    return tuple(speakers[id_] for id_ in sorted(speakers))
