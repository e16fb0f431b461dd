"""An import that is killed and started again; `python -m tests.kill_import` does it 50 times."""

from __future__ import annotations

from pathlib import Path

from tests.kill_import import Imports, kill, write_claims

KILLS = 3


def test_a_killed_import_leaves_nothing_half_and_ends_with_the_same_records(tmp_path: Path) -> None:
    imports = Imports(tmp_path, *write_claims(tmp_path, 1_800))
    assert kill(imports, KILLS) == []
