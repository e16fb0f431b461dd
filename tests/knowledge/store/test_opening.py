"""Opening: files that are not ours, newer, damaged, or not to be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from knowledge.errors import (
    DamagedStoreError,
    NewerStoreError,
    ReadOnlyStoreError,
    StoreError,
)
from knowledge.store.opening import prepare
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import a_claim, some_records

FULL = 2
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a store that holds `some_records()`."""
    return a_store(tmp_path / "gainsay.db")


def a_store(path: Path) -> Path:
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
    return path


@pytest.fixture
def locked() -> Iterator[Path]:
    """A store that may be read, in a folder in which nothing may be made."""
    # Not tmp_path: pytest's folders are closed to other users, and `nobody` reads this one.
    folder = Path(tempfile.mkdtemp())
    path = a_store(folder / "gainsay.db")
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be somebody whom permissions stop: they do not stop root, as whom tests may run."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b with ?#% in it" / "gainsay.db"
    open_sqlite_store(path).close()
    assert path.stat().st_size > 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", FULL),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_keeps_the_rules(path: Path, pragma: str, value: str | int) -> None:
    with closing(prepare(path)()) as db:
        assert db.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    open_sqlite_store(tmp_path / "empty.db").close()


def test_records_outlive_the_process_that_added_them(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        assert store.get_claims(("roof-cost",)) == some_records().claims


def test_a_store_is_one_file_once_it_is_closed(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["gainsay.db"]


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE photo (id INTEGER)")
    refused_and_left_alone(path, DamagedStoreError, "another program's")


def test_a_database_of_a_program_with_an_application_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 0x47504B47")
    refused_and_left_alone(path, DamagedStoreError, "another program's")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 1000)
    refused_and_left_alone(path, DamagedStoreError, "restore it from a backup")


def test_a_newer_store_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1000")
    refused_and_left_alone(path, NewerStoreError, "install the newer Gainsay")


def test_a_newer_store_whose_last_commits_are_still_in_its_log_is_left_alone(
    path: Path, tmp_path: Path
) -> None:
    """A connection that may write would fold the -wal file into the database as it closes."""
    copy = tmp_path / "copy" / "gainsay.db"
    copy.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1000")
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    log = Path(f"{copy}-wal")
    before = log.read_bytes()
    refused_and_left_alone(copy, NewerStoreError, "install the newer Gainsay")
    assert log.read_bytes() == before


def test_a_store_that_a_newer_gainsay_migrates_meanwhile_is_not_written(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 1000")
        with pytest.raises(NewerStoreError):
            store.add(some_records(claims=[a_claim("late")]))


@pytest.mark.parametrize("kept_share", [0.3, 0.9])
def test_a_file_that_was_cut_is_damaged(path: Path, kept_share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept_share)])
    refused_and_left_alone(path, DamagedStoreError, "restore it from a backup")


def test_a_file_that_was_overwritten_inside_is_damaged(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(DamagedStoreError):  # noqa: SIM117
        with closing(open_sqlite_store(path)) as store:
            store.list_speakers()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claim_quote SET exact = 'the roof had cost 8 million euros'",
        "UPDATE claim SET said_on = 'Friday'",
        "UPDATE claim_quote SET mode = 'sung'",
    ],
)
def test_a_record_that_was_changed_behind_our_back_is_never_shown(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(damage)
    with closing(open_sqlite_store(path)) as store, pytest.raises(DamagedStoreError):
        store.get_claims(("roof-cost",))


def test_a_store_that_cannot_be_written_is_read_and_says_so_when_it_should_keep(
    locked: Path,
) -> None:
    with without_privileges(), closing(open_sqlite_store(locked)) as store:
        assert store.get_claims(("roof-cost",)) == some_records().claims
        assert store.search(("roof",), limit=1)
        with pytest.raises(ReadOnlyStoreError, match="GAINSAY_DATABASE"):
            store.add(some_records(claims=[a_claim("late")]))
        assert store.list_claims() == ("roof-cost",)
    with closing(open_sqlite_store(locked)) as store:
        assert store.list_claims() == ("roof-cost",)


def test_a_file_that_cannot_be_written_in_a_folder_that_can_is_read(locked: Path) -> None:
    locked.parent.chmod(0o777)
    with without_privileges(), closing(open_sqlite_store(locked)) as store:
        assert store.list_claims() == ("roof-cost",)
        with pytest.raises(ReadOnlyStoreError):
            store.add(some_records(claims=[a_claim("late")]))


def test_a_store_that_cannot_be_written_and_has_unread_commits_is_not_shown_without_them(
    locked: Path,
) -> None:
    locked.parent.chmod(0o755)
    locked.chmod(0o644)
    with closing(open_sqlite_store(locked)) as store:
        store.add(some_records(claims=[a_claim("late")]))
        killed = {suffix: Path(f"{locked}{suffix}").read_bytes() for suffix in ("", "-wal")}
    for suffix, content in killed.items():
        Path(f"{locked}{suffix}").write_bytes(content)
    locked.parent.chmod(0o555)
    with without_privileges(), pytest.raises(ReadOnlyStoreError, match="folder"):
        open_sqlite_store(locked)


def test_an_old_store_that_cannot_be_written_asks_to_be_upgraded(locked: Path) -> None:
    locked.parent.chmod(0o755)
    locked.chmod(0o644)
    with closing(sqlite3.connect(locked)) as db:
        db.execute("PRAGMA user_version = 1")
    locked.parent.chmod(0o555)
    locked.chmod(0o444)
    with without_privileges(), pytest.raises(ReadOnlyStoreError, match="must be upgraded"):
        open_sqlite_store(locked)


def test_a_store_cannot_be_made_in_a_folder_that_cannot_be_written(locked: Path) -> None:
    with without_privileges():
        for missing in (locked.parent / "new.db", locked.parent / "new" / "new.db"):
            with pytest.raises(ReadOnlyStoreError, match=r"folder .*GAINSAY_DATABASE"):
                open_sqlite_store(missing)


def test_a_folder_that_may_not_be_looked_into_is_refused(locked: Path) -> None:
    locked.parent.chmod(0o000)
    with without_privileges(), pytest.raises(ReadOnlyStoreError, match="folder"):
        open_sqlite_store(locked)


def test_a_path_that_is_a_folder_or_below_a_file_is_refused(path: Path) -> None:
    for impossible in (path.parent, path / "gainsay.db"):
        with pytest.raises(ReadOnlyStoreError, match="folder"):
            open_sqlite_store(impossible)


def test_a_store_that_is_taken_away_does_not_come_back_empty(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        path.unlink()
        with pytest.raises(StoreError):
            store.counts()
        assert not path.exists()


def refused_and_left_alone(path: Path, error: type[StoreError], because: str) -> None:
    before = path.read_bytes()
    with pytest.raises(error, match=because):
        open_sqlite_store(path)
    assert path.read_bytes() == before
