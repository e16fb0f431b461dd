"""How every method of the store gets its transaction: a moment to read, or a place to write.

SQLite has one writer at a time. Threads of this process wait for its place in turns (turns.py)
and not in SQLite, whose waiting is sleeping: up to a tenth of a second at a time, and who
comes while the others sleep goes first. Other processes have to be waited for in SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from knowledge.errors import DamagedStoreError, RecordError, StoreError
from knowledge.store.connections import Connections
from knowledge.store.failures import store_errors
from knowledge.store.migrations import write_transaction
from knowledge.store.opening import BUSY_SECONDS
from knowledge.store.turns import Turns

_EMPTYING_SECONDS = 0.25


class Transactions:
    """Gives transactions on one file, each on the calling thread's connection."""

    def __init__(self, path: Path, connections: Connections) -> None:
        self._path = path
        self._connections = connections
        self._writers = Turns()

    @contextmanager
    def reading(self, doing: str) -> Iterator[Database]:
        """Show one moment of the store, whatever others write meanwhile."""
        with store_errors(self._path, doing), self._connections.lent() as db:
            try:
                with db.atomic():
                    yield db
            except UnicodeEncodeError:  # a ValueError, but of what was asked
                raise
            except (RecordError, ValueError) as error:
                # Records are checked as they are made, also of rows: these no longer hold.
                why = f"could not {doing}: {error}; restore the store from a backup"
                raise DamagedStoreError(str(self._path), why) from error

    @contextmanager
    def writing(self, doing: str) -> Iterator[Database]:
        """Be the one writer: what is done is kept, or nothing of it if an error is raised."""
        path, lent = self._path, self._connections.lent
        with (
            store_errors(path, doing),
            self._writers.mine(),
            lent() as db,
            write_transaction(db, path),
        ):
            yield db

    def empty_log(self) -> None:
        """Leave nothing in the -wal file, where what was overwritten can still be read.

        It is left for the next time if somebody reads or writes longer than we like to wait:
        what was forgotten is forgotten, and only somebody with the file could find it.
        """
        with (
            suppress(StoreError, sqlite3.Error),
            self._writers.mine(),
            self._connections.lent() as db,
        ):
            # While it waits, SQLite lets nobody write.
            _wait_at_most(db, _EMPTYING_SECONDS)
            try:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                _wait_at_most(db, BUSY_SECONDS)


def _wait_at_most(db: Database, seconds: float) -> None:
    db.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
