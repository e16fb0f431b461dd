"""What every test may rely on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.assembly import open_parts
from bot.settings import Settings
from knowledge.intake.pack import read_pack, shipped_packs
from knowledge.records import Records

# The promises of a port are tested by classes outside test_*.py: explain their asserts too.
pytest.register_assert_rewrite("tests.contracts")


@pytest.fixture(scope="session")
def shipped() -> Records:
    """The records of the pack that ships."""
    return read_pack(shipped_packs().joinpath("iran-russia-2022")).records


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("loaded") / "gainsay.sqlite"
    with open_parts(Settings(database)) as parts:
        parts.index()
    return database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where this test's store is, or will be: never the user's own."""
    return tmp_path / "store" / "gainsay.sqlite"


@pytest.fixture
def loaded(database: Path, _loaded: Path) -> Path:
    """A store that holds the pack that ships, indexed."""
    database.parent.mkdir()
    shutil.copy(_loaded, database)
    return database
