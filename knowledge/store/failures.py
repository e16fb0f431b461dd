"""What SQLite says when it cannot, in our own words: what happened, and what to do.

The driver's errors are told apart by SQLite's result codes, not by their English.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import (
    BusyStoreError,
    DamagedStoreError,
    FullDiskError,
    ReadOnlyStoreError,
    StoreError,
)

ELSEWHERE = "or name another place with GAINSAY_DATABASE"

_BUSY = (BusyStoreError, "another process held the store for too long; try again")
_READ_ONLY = (
    ReadOnlyStoreError,
    f"it cannot be written; allow this user to write the file and its folder, {ELSEWHERE}",
)
_FULL = (FullDiskError, f"there is no room left; free some, {ELSEWHERE}")
_DAMAGED = (
    DamagedStoreError,
    f"it is not a Gainsay store, or is cut or overwritten; restore it from a backup, {ELSEWHERE}",
)
_REFUSED_WRITE = (
    FullDiskError,
    "the system refused a write: the disk, the quota or the file-size limit is used up, or the "
    f"disk is failing; free some room, {ELSEWHERE}",
)

# A quota and a file-size limit are not SQLITE_FULL: only ENOSPC is. The others come as a
# failed write, or, in WAL mode, as a shared-memory file that cannot grow.
_BY_EXTENDED_CODE = dict.fromkeys(
    (
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    ),
    _REFUSED_WRITE,
)
_BY_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}


@contextmanager
def store_errors(path: Path, doing: str) -> Iterator[None]:
    """Turn what the database driver raises while `doing` into our own `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(path, doing, error) from error
    except UnicodeEncodeError as error:
        # Records are refused before they get here (digests.py); this is an id or a space.
        why = f"could not {doing}: it was asked for half a character (a lone surrogate)"
        raise StoreError(str(path), why) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether waiting may help."""
    return _code(error) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _translated(path: Path, doing: str, error: sqlite3.Error) -> StoreError:
    code = _code(error)
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        why = f"could not {doing}: no file can be opened or made in {path.parent}; make that "
        return ReadOnlyStoreError(str(path), f"{why}folder readable and writable, {ELSEWHERE}")
    known = _BY_EXTENDED_CODE.get(code) or _BY_CODE.get(code & 0xFF)
    if known:
        kind, why = known
        return kind(str(path), f"could not {doing}: {why}")
    return StoreError(str(path), f"could not {doing}: {error}")


def _code(error: sqlite3.Error) -> int:
    # Errors of the driver itself (a closed connection) have no code of SQLite's.
    return getattr(error, "sqlite_errorcode", 0)
