from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.intake.pack_files import PackFiles, write_files


@pytest.fixture
def pack(tmp_path: Path) -> PackFiles:
    """The files of a whole, right pack."""
    return write_files(tmp_path / "town-hall")
