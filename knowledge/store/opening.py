"""Opening the file: whose is it, may we write it, and is it as this version needs it?

Nothing is written into a file that is not ours or that a newer Gainsay wrote. A store that
cannot be written is opened for reading, if it is complete.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from knowledge.errors import ReadOnlyStoreError
from knowledge.store.failures import ELSEWHERE, is_busy, store_errors
from knowledge.store.index import bring_into_step
from knowledge.store.migrations import check_identity, migrate, migrations

BUSY_SECONDS = 5.0
_RETRY_SECONDS = 0.01
_CACHE_KIBIBYTES = 32 * 1024

Connect = Callable[[], Database]
"""Opens one more connection of the kind that `prepare` found to work."""


def prepare(path: Path) -> Connect:
    """Make the store at `path` ready, and return how to connect to it.

    Raises `DamagedStoreError`, `NewerStoreError`, `ReadOnlyStoreError`, `BusyStoreError`,
    `FullDiskError`.
    """
    with store_errors(path, "open the store"):
        _make_folder(path)
        if _has_content(path):
            _refuse_what_is_not_ours(path)
        try:
            return _prepare_for_writing(path)
        except sqlite3.OperationalError as error:
            if not _is_refused(error) or not _has_content(path):
                raise
            return _prepare_for_reading(path)


def _prepare_for_writing(path: Path) -> Connect:
    with closing(_connect(path, "mode=rwc")) as db:
        check_identity(db, path)
        _use_wal(db)
        migrate(db, path)
        bring_into_step(db, path)
    # rw, not rwc: a file that was moved away must not come back empty, one thread at a time.
    return lambda: _connect(path, "mode=rw")


def _prepare_for_reading(path: Path) -> Connect:
    """Open a store that nobody here can write: on a read-only disk, or another user's."""
    mode = "mode=ro"
    try:
        version = _version(path, mode)
    except sqlite3.OperationalError as error:
        # SQLite makes a -shm file beside a WAL store even to read it. `immutable` does
        # without, but does not look into a -wal file: it would show an older state.
        if not _is_refused(error) or _has_content(_wal(path)):
            raise
        mode = "mode=ro&immutable=1"
        version = _version(path, mode)
    if version < migrations()[-1].number:
        why = f"must be upgraded first, and cannot be written; allow this user to, {ELSEWHERE}"
        raise ReadOnlyStoreError(str(path), why)
    return lambda: _connect(path, mode)


def _refuse_what_is_not_ours(path: Path) -> None:
    """Look at an existing file without a chance of writing to it.

    A connection that may write folds a left-over -wal file into the database as it closes.
    """
    try:
        _version(path, "mode=ro")
    except sqlite3.OperationalError:
        # It cannot be read without writing beside it; it is asked again when it is opened.
        return


def _version(path: Path, mode: str) -> int:
    with closing(_connect(path, mode)) as db:
        return check_identity(db, path)


def _connect(path: Path, mode: str) -> Database:
    """Return a connection that keeps our rules; it may be closed by another thread."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    # No plugins: what somebody installed for the sqlite-utils command has no say here.
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        # FULL: in WAL mode NORMAL would lose the last commits when the power fails.
        db.execute("PRAGMA synchronous = FULL")
        # What a person asked to forget must not stay readable in free parts of the file, and
        # builds of SQLite differ in what they do unasked. Measured: adding and changing 8,000
        # claims, and 1,500 jobs from first to last, take as long as without. It is not all:
        # where SQLite moved rows between pages, 1 to 3 of 1,000 texts left a copy in a gap that
        # only VACUUM closes, which would rewrite all the records for it.
        db.execute("PRAGMA secure_delete = ON")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    except BaseException:
        db.close()
        raise
    return db


def _use_wal(db: Database) -> None:
    """Let readers and the writer work side by side; the file remembers it.

    A file system without shared memory stays with a rollback journal, which is as safe.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.enable_wal()
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait when two processes switch the same new file at once.
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_folder = path.is_dir()
    except OSError as error:
        why = f"the folder {path.parent} cannot be made or read ({error.strerror}); make it, "
        raise ReadOnlyStoreError(str(path), why + ELSEWHERE) from error
    if is_folder:
        raise ReadOnlyStoreError(str(path), f"is a folder; name a file in it, {ELSEWHERE}")


def _has_content(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _is_refused(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
