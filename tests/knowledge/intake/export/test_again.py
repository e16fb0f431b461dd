"""What is exported in full comes back: the same records, and the same knowledge version."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given

from knowledge.intake.export.jsonl import lines_of
from knowledge.intake.export.pack import pack_parts
from knowledge.intake.export.selecting import iter_records
from knowledge.intake.pack import read_pack
from knowledge.records import Record, Records
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.knowledge.intake.export.any_records import any_records, often
from tests.knowledge.intake.importing.documents import a_document, taken


@contextmanager
def a_store(records: Records | None = None) -> Iterator[SqliteStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_sqlite_store(Path(folder) / "gainsay.sqlite")
        try:
            if records:
                store.add(records)
            yield store
        finally:
            store.close()


def write_pack(store: SqliteStore, folder: Path) -> None:
    for part in pack_parts(iter_records(store), id_="again", title="Again"):
        path = folder / part.path
        path.parent.mkdir(exist_ok=True)
        with path.open("ab") as file:
            file.write(part.text.encode())


def check_jsonl(records: Records) -> None:
    with a_store(records) as store, a_store() as other:
        exported = "".join(lines_of(iter_records(store), tell=pytest.fail))
        _, left_out = taken(other, a_document("export.jsonl", exported))
        assert not left_out
        assert by_kind(other) == by_kind(store)
        assert other.knowledge_version() == store.knowledge_version()


def by_kind(store: SqliteStore) -> list[list[Record]]:
    kept: dict[type, list[Record]] = {}
    for record in store.iter_records():
        kept.setdefault(type(record), []).append(record)
    return [sorted(records, key=lambda record: record.id) for records in kept.values()]


@often
@given(any_records())
def test_any_records_come_back_from_jsonl(records: Records) -> None:
    check_jsonl(records)


@often
@given(any_records())
def test_any_records_come_back_from_a_pack(records: Records) -> None:
    with a_store(records) as store, a_store() as other, tempfile.TemporaryDirectory() as folder:
        write_pack(store, Path(folder))
        other.add(read_pack(Path(folder)).records)
        assert by_kind(other) == by_kind(store)
        assert other.knowledge_version() == store.knowledge_version()


def test_the_pack_that_ships_comes_back(shipped: Records) -> None:
    check_jsonl(shipped)
