from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"
_UPDATING = bool(os.environ.get("GAINSAY_UPDATE_SNAPSHOTS"))


@pytest.fixture
def same_as_json() -> Callable[[str, object], None]:
    """Compare a value with the JSON kept under that name, as tests/bot/conftest.py does."""

    def compare(name: str, value: object) -> None:
        file = SNAPSHOTS / f"{name}.json"
        text = json.dumps(value, ensure_ascii=False, indent=1)
        if _UPDATING:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{text}\n", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == f"{text}\n", "see GAINSAY_UPDATE_SNAPSHOTS"

    return compare
