from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.matching.matcher import Matcher
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.bot.conversation.talking import Talk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def talk(store: SqliteStore) -> Talk:
    """A conversation over records that the test adds."""
    return Talk(Matcher(store, None, None), store.conversations)
