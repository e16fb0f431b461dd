"""One connection per thread: SQLite's are not made to be shared."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from knowledge.errors import StoreError
from knowledge.store.opening import Connect


@dataclass(frozen=True, slots=True)
class _Own:
    """A thread's connection. `in_use` is held while the thread works with it.

    A connection that another thread closes in the middle of a statement takes the whole
    process down (a segmentation fault in the driver): closing waits for `in_use`.
    """

    db: Database
    in_use: threading.Lock = field(default_factory=threading.Lock)


class Connections:
    """Lends each thread its connection, and closes those of threads that have ended."""

    def __init__(self, path: Path, connect: Connect) -> None:
        self._path = path
        self._connect = connect
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, _Own] = {}
        self._is_closed = False

    @contextmanager
    def lent(self) -> Iterator[Database]:
        """Lend the calling thread its connection; raise `StoreError` after `close`."""
        own: _Own | None = getattr(self._mine, "own", None)
        if own is None:
            own = self._mine.own = self._new()
        with own.in_use:
            self._refuse_if_closed()
            yield own.db

    def close(self) -> None:
        """Let every thread finish what it is doing, and nothing more."""
        with self._lock:
            self._is_closed = True
            for own in self._open.values():
                with own.in_use:
                    own.db.close()
            self._open.clear()

    def _new(self) -> _Own:
        with self._lock:
            self._refuse_if_closed()
            # A pool that keeps replacing its threads would otherwise use up the open files.
            for thread in [t for t in self._open if not t.is_alive()]:
                self._open.pop(thread).db.close()
            own = self._open[threading.current_thread()] = _Own(self._connect())
        return own

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise StoreError(str(self._path), "the store was closed; open it again")
