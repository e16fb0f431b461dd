"""Several processes on one store, and processes that are killed while they write."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from knowledge.store.port import RecordStore
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.processes import Process, killed_after, launched, start

SEED = 20240502
OPENERS = 8
KILLS = 25
LONGEST_LIFE_SECONDS = 0.25


def adders(
    prefixes: Iterable[str], path: Path, *, count: int
) -> AbstractContextManager[Iterator[Process]]:
    return launched("tests.knowledge.store.keep_adding", prefixes, path, count=count)


def test_processes_that_open_a_new_store_at_once_all_succeed(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "gainsay.db"
    with adders("abc", path, count=20) as ready:
        processes = list(ready)
        for process in processes:
            start(process)
        said = [process.communicate()[0].split() for process in processes]
        assert [process.returncode for process in processes] == [0, 0, 0]
    assert [len(ids) for ids in said] == [20, 20, 20]
    assert problems_in(path) == []
    store = open_sqlite_store(path)
    assert set(store.list_claims()) >= {id_ for ids in said for id_ in ids}
    assert store.counts().responses == 60
    store.close()


def test_threads_that_open_a_new_store_at_once_all_succeed(tmp_path: Path) -> None:
    """As processes do, but closer together: it is their first statements that may collide."""
    opened: list[SqliteStore] = []
    together = threading.Barrier(OPENERS)

    def open_together(path: Path) -> None:
        together.wait()
        opened.append(open_sqlite_store(path))

    for n in range(15):
        path = tmp_path / f"{n}.db"
        threads = [threading.Thread(target=open_together, args=(path,)) for _ in range(OPENERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(opened) == OPENERS
        while opened:
            opened.pop().close()
        assert problems_in(path) == []


def test_a_kill_at_any_moment_loses_no_acknowledged_record_and_leaves_no_half(
    tmp_path: Path,
) -> None:
    lifetimes = random.Random(SEED)
    path = tmp_path / "gainsay.db"
    acknowledged: list[str] = []
    with adders((f"k{n}" for n in range(KILLS)), path, count=100_000) as processes:
        for process in processes:
            said = killed_after(process, lifetimes.uniform(0, LONGEST_LIFE_SECONDS))
            acknowledged += said
            store = open_sqlite_store(path)
            check_each_bundle_is_whole(store)
            for claim in store.get_claims(acknowledged)[-len(said) :] if said else ():
                assert claim.id in dict(store.search((claim.text,), limit=KILLS))
            store.close()
            assert problems_in(path) == []
    print(len(acknowledged))
    assert len(acknowledged) > KILLS  # or the processes hardly ever got to write


def check_each_bundle_is_whole(store: RecordStore) -> None:
    """Each bundle has one source and one response, and its claims are never without one."""
    claims, counts = store.list_claims(), store.counts()
    assert counts.sources == counts.responses
    assert len(store.get_claims(claims)) == counts.claims
    assert all(store.responses_to(claims).values())


def test_a_kill_while_the_store_is_made_leaves_one_that_can_be_made(tmp_path: Path) -> None:
    lifetimes = random.Random(SEED)
    path = tmp_path / "gainsay.db"
    with adders("abcdef", path, count=1) as processes:
        for n, process in enumerate(processes):
            killed_after(process, lifetimes.uniform(0, 0.02))
            open_sqlite_store(path).close()
            assert problems_in(path) == []
            path.rename(tmp_path / f"{n}.db")
