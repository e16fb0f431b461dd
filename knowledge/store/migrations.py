"""How a store's tables come about, and become those of this version.

Each file in migrations/ is one step forward, never edited once it was released. SQLite's
own header keeps the books: `application_id` says that the file is ours, `user_version`
which step it has taken. Both are part of the transaction of the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from sqlite_utils import Database

from knowledge.errors import DamagedStoreError, NewerStoreError
from knowledge.store.failures import ELSEWHERE

APPLICATION_ID = 0x4753_4159
"""The letters GSAY: four bytes in the header of every store, by which `file` and we know it."""

_FILE_NAME = re.compile(r"(\d{4})_[a-z_]+\.sql\Z")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `number` is the `user_version` that it leads to."""

    number: int
    name: str
    sql: str


@lru_cache(maxsize=1)
def migrations() -> tuple[Migration, ...]:
    """Return every step, first to last."""
    found = []
    for file in resources.files("knowledge.store").joinpath("migrations").iterdir():
        if match := _FILE_NAME.match(file.name):
            sql = file.read_text(encoding="utf-8")
            found.append(Migration(int(match.group(1)), file.name, sql))
    return tuple(sorted(found, key=lambda migration: migration.number))


def check_identity(db: Database, path: Path) -> int:
    """Return the step that the store has taken, 0 if it is new; refuse what is not ours.

    Raises `DamagedStoreError` for another program's file and `NewerStoreError`; only reads.
    """
    version = _pragma(db, "user_version")
    application = _pragma(db, "application_id")
    is_empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not (is_empty and application == version == 0):
        why = f"is another program's database; it was left alone; move it away, {ELSEWHERE}"
        raise DamagedStoreError(str(path), why)
    newest = migrations()[-1].number
    if version > newest:
        why = f"has format {version}, this Gainsay knows up to {newest}; install the newer Gainsay"
        raise NewerStoreError(str(path), why)
    return version


def migrate(db: Database, path: Path) -> None:
    """Take the steps that are missing, each in its own transaction."""
    for migration in migrations():
        if check_identity(db, path) >= migration.number:
            continue
        with write_transaction(db, path) as version:
            # Asked again: another process may have taken the step while we waited.
            if version < migration.number:
                db.executescript(migration.sql)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {migration.number}")


@contextmanager
def write_transaction(db: Database, path: Path) -> Iterator[int]:
    """Hold the one writer's place; yield the step that the store has taken by then.

    Not sqlite-utils' `atomic()`: that begins as a reader, and a reader whose snapshot has
    become old is refused the writer's place at once instead of waiting for it.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        # A newer Gainsay may have migrated the store while this process had it open.
        yield check_identity(db, path)
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
