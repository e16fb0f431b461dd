"""A small pack on disk, for tests that load one."""

from __future__ import annotations

import hashlib
from pathlib import Path

TEXT = "Mayor Jane Roe said the pool had cost 7 million euros.\n"


def write_pack(
    folder: Path, *, claim: str = "pool-cost", quote: str = "had cost 7 million"
) -> Path:
    """Write a pack of one source, one speaker and one claim; return its folder."""
    folder.mkdir()
    (folder / "letter.txt").write_text(TEXT, encoding="utf-8")
    (folder / "pack.toml").write_text(
        f"""
[pack]
id = "{folder.name}"
title = "The pool"

[[source]]
id = "pool-letter"
file = "letter.txt"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
read_on = 2024-05-02
language = "en"

[[speaker]]
id = "jane-roe"
kind = "person"
name = "Jane Roe"

[[claim]]
id = "{claim}"
text = "The pool cost 7 million euros."
said_by = ["jane-roe"]
quotes = ["{quote}"]
""",
        encoding="utf-8",
    )
    return folder
