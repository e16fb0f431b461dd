"""The harbour's records (harbour.py), ready to be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.matching.indexing import index_meaning
from knowledge.matching.lexicon import Lexicon, load_lexicon
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder, open_encoder
from knowledge.matching.names import NameIndex
from knowledge.matching.reading import Reader
from knowledge.matching.shelf import Shelf
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.port import RecordStore
from knowledge.store.sqlite import open_sqlite_store
from tests.knowledge.matching.harbour import harbour_records


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    """An empty store."""
    opened = open_sqlite_store(tmp_path / "gainsay.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def harbour_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    """The harbour's records, hidden ones too. Shared: not to be written."""
    opened = open_sqlite_store(tmp_path_factory.mktemp("harbour") / "gainsay.db")
    opened.add(harbour_records())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def harbour(harbour_store: RecordStore) -> Matcher:
    """Matches by words alone."""
    return Matcher(harbour_store, None, None)


@pytest.fixture(scope="session")
def shelf(harbour: Matcher) -> Shelf:
    return harbour.shelf()


@pytest.fixture(scope="session")
def reader(shelf: Shelf) -> Reader:
    return shelf.reader


@pytest.fixture(scope="session")
def names(shelf: Shelf) -> NameIndex:
    return shelf.names


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    opened = open_encoder()
    assert opened is not None
    return opened


@pytest.fixture(scope="session")
def harbour_with_meaning(
    tmp_path_factory: pytest.TempPathFactory, encoder: Encoder
) -> Iterator[Matcher]:
    """Matches by words and meaning, as it ships."""
    opened = open_sqlite_store(tmp_path_factory.mktemp("meaning") / "gainsay.db")
    opened.add(harbour_records(hidden=False))
    index_meaning(opened, encoder)
    yield Matcher(opened, encoder, WordVectors())
    opened.close()
