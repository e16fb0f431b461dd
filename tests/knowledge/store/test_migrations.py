"""The steps that make the tables: numbered without gaps, commented, taken once."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from knowledge.store.index import ANALYSIS
from knowledge.store.migrations import APPLICATION_ID, Migration, migrations
from knowledge.store.port import Added
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import a_review
from tests.contracts.record_keeping import everything_filled
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.older import as_before_spaces, make_older_store

BEFORE_SPACES = 4


def test_steps_are_numbered_from_1_without_gaps() -> None:
    assert [migration.number for migration in migrations()] == [
        n + 1 for n in range(len(migrations()))
    ]


def test_every_file_in_the_folder_is_a_step() -> None:
    folder = resources.files("knowledge.store").joinpath("migrations")
    assert sorted(file.name for file in folder.iterdir()) == [m.name for m in migrations()]


@pytest.mark.parametrize("migration", migrations(), ids=lambda migration: migration.name)
def test_every_step_begins_with_what_it_is_for(migration: Migration) -> None:
    first, second, *_ = migration.sql.splitlines()
    assert re.fullmatch(r"-- .+[.:]", first)
    assert second == "--"


def test_a_store_says_in_its_header_whose_it_is_and_how_far(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    open_sqlite_store(path).close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"GSAY" == APPLICATION_ID.to_bytes(4)
    assert int.from_bytes(header[60:64]) == migrations()[-1].number


def test_steps_that_were_taken_are_not_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    open_sqlite_store(path).close()
    before = path.read_bytes()
    open_sqlite_store(path).close()
    assert path.read_bytes() == before


def test_a_store_that_has_taken_some_steps_takes_the_others(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    first = migrations()[0]
    with closing(sqlite3.connect(path)) as db:
        db.executescript(first.sql)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {first.number}")
    with closing(open_sqlite_store(path)) as store:
        assert store.list_claims() == ()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (migrations()[-1].number,)


def test_a_store_from_before_spaces_keeps_its_records_as_they_were(tmp_path: Path) -> None:
    path, records = tmp_path / "gainsay.db", as_before_spaces(everything_filled())
    make_older_store(path, BEFORE_SPACES, records)
    with closing(open_sqlite_store(path)) as store:
        assert tuple(store.iter_records()) == tuple(records)
        assert store.add(records) == Added(new=0, changed=0)  # so no digest changed
        assert [id_ for id_, _ in store.search(("figur",), limit=5)] == ["roof-cost", "roof-late"]
        assert store.claims_answered_by(("builders-ltd",)) == ("roof-cost", "roof-late")
        assert store.unanswered() == ()
        assert store.add(replace(records, reviews=(a_review(),))).new == 1
    assert problems_in(path) == []


def test_the_full_text_of_a_store_from_before_spaces_is_taken_over(tmp_path: Path) -> None:
    path, records = tmp_path / "gainsay.db", as_before_spaces(everything_filled())
    make_older_store(path, BEFORE_SPACES, records)
    with closing(sqlite3.connect(path)) as db, db:
        columns, found = "rowid, statement, names, responses, words", "2, 'x', 'y', 'z', 'x y z'"
        db.execute(f"INSERT INTO claim_index ({columns}) VALUES ({found})")
        db.execute("UPDATE knowledge SET index_analysis = ?", [ANALYSIS])
    with closing(open_sqlite_store(path)) as store:
        for word in "xyz":
            assert [id_ for id_, _ in store.search((word,), limit=5)] == ["roof-late"]
