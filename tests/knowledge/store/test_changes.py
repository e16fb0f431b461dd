"""Change numbers in the file: how they are given, and how claims are read by them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.store import changes, vectors
from knowledge.store.migrations import migrations
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from knowledge.vocabulary import State
from tests.builders import a_claim, a_response, some_records
from tests.contracts.record_keeping import everything_filled
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.older import as_before_spaces, make_older_store

BEFORE_CHANGES = 3
SEVERAL = [a_claim(id_) for id_ in "abcde"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(open_sqlite_store(tmp_path / "gainsay.db")) as opened:
        yield opened


def test_a_change_number_is_at_least_the_time(store: SqliteStore) -> None:
    before = time.time_ns()
    store.add(some_records())
    after = time.time_ns()
    assert before <= next(store.index_rows()).change <= after


def test_change_numbers_rise_when_the_clock_was_put_back(store: SqliteStore) -> None:
    store.add(some_records())
    ahead = time.time_ns() + 10**18
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("UPDATE knowledge SET last_change = ?", [ahead])
    store.add(some_records(claims=[a_claim("later")]))
    (row,) = store.index_rows(ahead)
    assert (row.id, row.change) == ("later", ahead + 1)


def test_all_claims_are_read_whatever_the_size_of_a_page(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(some_records(claims=SEVERAL))
    store.add_vectors("mini", {c.id: np.eye(2, dtype=np.float32)[:1] for c in SEVERAL})
    rows = list(store.index_rows())
    for size in (1, 2, 5):
        monkeypatch.setattr(changes, "PAGE_CLAIMS", size)
        monkeypatch.setattr(vectors, "PAGE_CLAIMS", size)
        assert list(store.index_rows()) == rows
        assert [number for number, _ in store.iter_vectors("mini")] == [1, 2, 3, 4, 5]


def test_a_page_that_was_read_holds_up_no_writer_and_sees_what_it_wrote(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "PAGE_CLAIMS", 2)
    store.add(some_records(claims=SEVERAL))
    rows = store.index_rows()
    assert next(rows).id == "a"
    store.add(some_records(claims=[replace(SEVERAL[0], hedge="may"), SEVERAL[1]]))
    store.add(some_records(claims=[replace(SEVERAL[3], state=State.WITHDRAWN)]))
    assert [(row.id, row.is_listed) for row in rows] == [
        ("b", True),
        ("c", True),
        ("e", True),
        ("a", True),
        ("d", False),
    ]


def test_what_is_derived_stays_in_step_with_every_change(store: SqliteStore) -> None:
    denial = a_response(answers=("a", "b"))
    store.add(some_records(claims=SEVERAL, responses=[denial]))
    store.add_vectors("mini", {c.id: np.eye(2, dtype=np.float32) for c in SEVERAL})
    moved = replace(denial, answers=denial.answers[:1], by=("jane-roe",))
    store.add(some_records(claims=SEVERAL, responses=[moved]))
    store.add(some_records(claims=[replace(SEVERAL[0], state=State.DRAFT)]))
    store.add(some_records(claims=[replace(SEVERAL[2], said_by=("john-doe",)), a_claim("new")]))
    store.add_vectors("mini", {"b": np.eye(2, dtype=np.float32)})
    assert problems_in(store.path) == []


def test_a_store_from_before_change_numbers_gets_them_with_its_records(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    records = as_before_spaces(everything_filled())
    withdrawn = replace(records.claims[1], state=State.WITHDRAWN)
    still_open = a_claim("open", quotes=records.claims[0].quotes)
    records = replace(records, claims=(records.claims[0], withdrawn, still_open))
    make_older_store(path, BEFORE_CHANGES, records)
    with closing(sqlite3.connect(path)) as db, db:
        old = ("roof-cost", "mini", 0, np.ones(3, dtype="<f4").tobytes())
        db.execute("INSERT INTO claim_vector VALUES (?, ?, ?, ?)", old)
    before = time.time()
    with closing(open_sqlite_store(path)) as store:
        rows = list(store.index_rows())
        assert [(row.number, row.id, row.is_listed) for row in rows] == [
            (1, "roof-cost", True),
            (2, "roof-late", False),
            (3, "open", True),
        ]
        assert rows[0].change >= int(before) * 10**9
        assert store.list_speakers_changed(0) == store.list_speakers()
        assert len(store.list_speakers()) == len(records.speakers)
        assert store.list_speakers_changed(store.change_number()) == ()
        assert store.unanswered() == ("open",)
        assert store.claims_without_vectors("mini") == ("roof-cost", "open")
        assert store.get_claims(("open",)) == (still_open,)
    assert problems_in(path) == []


def test_two_copies_that_are_upgraded_apart_have_other_change_numbers(tmp_path: Path) -> None:
    numbers = set()
    for name in ("one.db", "other.db"):
        make_older_store(tmp_path / name, BEFORE_CHANGES, some_records())
        with closing(open_sqlite_store(tmp_path / name)) as store:
            numbers.add(store.change_number() % 10**9)  # also within the same second
    assert len(numbers) == 2


def test_an_empty_store_has_nothing_changed_after_its_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    make_older_store(path, BEFORE_CHANGES, some_records(claims=[]))
    with closing(open_sqlite_store(path)) as store:
        assert store.change_number() == 0
    assert migrations()[BEFORE_CHANGES].number == BEFORE_CHANGES + 1
