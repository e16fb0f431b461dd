from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store.sqlite import SqliteStore, open_sqlite_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite_store(tmp_path / "gainsay.sqlite")
    yield opened
    opened.close()
