"""A full disk, a busy store: said in words, and nothing of the records changes."""

from __future__ import annotations

import resource
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.errors import BusyStoreError, FullDiskError, StoreError
from knowledge.records import Records
from knowledge.store.connections import Connections
from knowledge.store.opening import prepare
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import a_claim, a_source, some_records
from tests.knowledge.store.inspection import problems_in


def a_store_with(path: Path, pragma: str) -> SqliteStore:
    """Return a store whose connections live under a rule that SQLite is asked to keep."""
    connect = prepare(path)

    def limited_connect() -> Database:
        db = connect()
        db.execute(pragma)
        return db

    return SqliteStore(path, Connections(path, limited_connect))


def much() -> Records:
    claims = [a_claim(f"claim-{n}", text=f"Claim {n}: " + "many words " * 40) for n in range(300)]
    return some_records(sources=[a_source("long", "A long text. " * 20_000)], claims=claims)


@contextmanager
def a_file_size_limit(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes: a full disk that needs no disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def check_only_some_records_are_kept(path: Path) -> None:
    assert problems_in(path) == []
    with closing(open_sqlite_store(path)) as store:
        assert store.list_claims() == ("roof-cost",)
        assert store.add(much()).new > 300


def test_a_store_that_may_not_grow_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(a_store_with(path, "PRAGMA max_page_count = 80")) as store:
        store.add(some_records())
        version = store.knowledge_version()
        with pytest.raises(FullDiskError, match="GAINSAY_DATABASE"):
            store.add(much())
        assert store.knowledge_version() == version
        assert store.list_claims() == ("roof-cost",)
        store.add(some_records())  # the connection still works
    check_only_some_records_are_kept(path)


@pytest.mark.parametrize("more_bytes", [0, 5_000, 100_000, 500_000])
def test_a_disk_that_fills_up_at_any_moment_keeps_what_it_had(
    tmp_path: Path, more_bytes: int
) -> None:
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
        log = Path(f"{path}-wal")
        with a_file_size_limit(log.stat().st_size + more_bytes):
            with pytest.raises(FullDiskError, match="free some"):
                store.add(much())
            assert store.list_claims() == ("roof-cost",)
    check_only_some_records_are_kept(path)


def test_a_store_cannot_be_made_on_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with a_file_size_limit(8_192), pytest.raises(FullDiskError):
        open_sqlite_store(path)
    open_sqlite_store(path).close()
    assert problems_in(path) == []


def test_a_store_that_another_process_holds_is_busy_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(a_store_with(path, "PRAGMA busy_timeout = 20")) as store:
        store.add(some_records())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(BusyStoreError, match="try again"):
                store.add(some_records(claims=[a_claim("late")]))
            assert store.list_claims() == ("roof-cost",)
        assert store.add(some_records(claims=[a_claim("late")])).new == 1


def test_a_store_waits_for_another_that_writes(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.2, other.close)
        letting_go.start()
        assert store.add(some_records()).new > 0
        letting_go.join()


def test_making_a_store_waits_for_another_process_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # here SQLite itself does not wait, but fails at once
    letting_go = threading.Timer(0.2, other.close)
    letting_go.start()
    open_sqlite_store(path).close()
    letting_go.join()


def test_an_open_store_that_others_hold_can_be_opened_and_read(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with closing(open_sqlite_store(path)) as second:
                assert second.list_claims() == ("roof-cost",)


def test_an_error_keeps_its_cause(tmp_path: Path) -> None:
    with closing(open_sqlite_store(tmp_path / "gainsay.db")) as store:
        with closing(sqlite3.connect(store.path)) as other:
            other.execute("DROP TABLE claim_index")
        with pytest.raises(StoreError, match="no such table") as raised:
            store.search(("roof",), limit=1)
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)


def test_threads_that_have_ended_leave_no_files_open(tmp_path: Path) -> None:
    with closing(open_sqlite_store(tmp_path / "gainsay.db")) as store:
        for _ in range(50):
            thread = threading.Thread(target=store.counts)
            thread.start()
            thread.join()
        assert len(open_files_of(store.path)) < 10


def open_files_of(path: Path) -> list[str]:
    """Return what this process has open of `path`; only Linux says so."""
    descriptors = Path("/proc/self/fd")
    found = []
    for descriptor in descriptors.iterdir() if descriptors.exists() else ():
        # The listing has the descriptor of the listing itself, which is closed again.
        with suppress(FileNotFoundError):
            found.append(str(descriptor.readlink()))
    return [target for target in found if target.startswith(str(path))]
