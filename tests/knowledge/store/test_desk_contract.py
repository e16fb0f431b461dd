"""The SQLite store keeps the promises of the port about the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.conversation_port import ConversationStore
from knowledge.store.desk_port import DeskStore
from knowledge.store.port import RecordStore
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import some_records
from tests.contracts.desk_changes import DeskChanges
from tests.contracts.desk_drafts import DeskDrafts
from tests.contracts.desk_forgetting import DeskForgetting
from tests.contracts.desk_links import DeskLinks
from tests.contracts.desk_questions import DeskQuestions
from tests.contracts.desk_sequences import DeskSequences
from tests.contracts.desk_spaces import DeskSpaces
from tests.contracts.desk_undoing import DeskUndoing
from tests.knowledge.store.inspection import problems_in


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SqliteStore]:
    path = tmp_path / "gainsay.db"
    opened = open_sqlite_store(path)
    opened.add(some_records())
    yield opened
    opened.close()
    assert problems_in(path) == []


@pytest.fixture
def store(opened: SqliteStore) -> RecordStore:
    return opened


@pytest.fixture
def desk(opened: SqliteStore) -> DeskStore:
    return opened.desk


@pytest.fixture
def kept(opened: SqliteStore) -> ConversationStore:
    return opened.conversations


class TestChanges(DeskChanges):
    pass


class TestUndoing(DeskUndoing):
    pass


class TestDrafts(DeskDrafts):
    pass


class TestQuestions(DeskQuestions):
    pass


class TestLinks(DeskLinks):
    pass


class TestSpaces(DeskSpaces):
    pass


class TestForgetting(DeskForgetting):
    pass


class TestSequences(DeskSequences):
    pass
