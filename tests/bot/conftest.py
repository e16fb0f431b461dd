from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"
_UPDATING = bool(os.environ.get("GAINSAY_UPDATE_SNAPSHOTS"))


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    ours = ("GAINSAY_", "SLACK_", "DISCORD_")
    for name in [name for name in os.environ if name.startswith(ours)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GAINSAY_DATABASE", str(database))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def same_as_snapshot() -> Callable[[str, str], None]:
    """Compare a text with the one kept under that name.

    GAINSAY_UPDATE_SNAPSHOTS=1 writes those that differ instead: read them before committing.
    """

    def compare(name: str, text: str) -> None:
        file = SNAPSHOTS / f"{name}.txt"
        if _UPDATING:
            file.write_text(f"{text}\n", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == f"{text}\n", "see GAINSAY_UPDATE_SNAPSHOTS"

    return compare
