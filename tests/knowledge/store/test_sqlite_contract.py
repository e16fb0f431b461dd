"""The SQLite store keeps the promises of the port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.port import RecordStore
from knowledge.store.sqlite import open_sqlite_store
from tests.contracts.record_changes import RecordChanges
from tests.contracts.record_keeping import RecordKeeping
from tests.contracts.record_listing import RecordListing
from tests.contracts.record_searching import RecordSearching
from tests.contracts.record_spaces import RecordSpaces
from tests.contracts.record_vectors import RecordVectors


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.db")
    yield opened
    opened.close()


class TestKeeping(RecordKeeping):
    pass


class TestListing(RecordListing):
    pass


class TestSearching(RecordSearching):
    pass


class TestChanges(RecordChanges):
    pass


class TestVectors(RecordVectors):
    pass


class TestSpaces(RecordSpaces):
    pass
