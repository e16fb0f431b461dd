"""A small whole pack on disk, about the invented town hall, for tests to spoil in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.intake.pack import Pack, read_pack
from tests.builders import TEXT

ARTICLE = f"{TEXT}No comments:\nPost a Comment\n"
FILES = {
    "pack.toml": """
[pack]
id = "town-hall"
title = "The town hall roof"
""",
    "sources.toml": f"""
[[source]]
id = "courier-roof"
file = "sources/letter.txt"
sha256 = "{hashlib.sha256(ARTICLE.encode()).hexdigest()}"
read_on = 2024-05-02
language = "en"
boilerplate = ["No comments:", "Post a Comment"]
""",
    "speakers.toml": """
[[speaker]]
id = "jane-roe"
kind = "person"
name = "Jane Roe"
names = ["Roe", { name = "Jayne Roe", kind = "misspelling" }]
roles = [{ title = "mayor", organisation = "Exampletown Council" }]

[[speaker]]
id = "radio-example"
kind = "outlet"
name = "Radio Example"

[[speaker]]
id = "john-doe"
kind = "person"
name = "John Doe"
roles = [{ speaks_for = "builders-ltd" }]

[[speaker]]
id = "builders-ltd"
kind = "organisation"
name = "Builders Ltd"
""",
    "claims.toml": """
[[claim]]
id = "roof-cost"
text = "The town hall's new roof cost 9 million euros."
said_by = ["jane-roe"]
via = ["radio-example"]
mode = "indirect"
said_in = "a radio interview"
appearances = ["https://example.org/interview"]
quotes = ["the roof had cost 9 million euros"]
""",
    "responses.toml": """
[[response]]
id = "roof-denial"
stance = "denies"
by = ["john-doe"]
on_behalf_of = ["builders-ltd"]
text = "John Doe called the figure false."
quotes = ["“That figure is false,” said John Doe"]
answers = [{ claim = "roof-cost", scope = "part" }]
""",
    "reviews.toml": """
[[review]]
id = "roof-checked"
publisher = "Example Checkers"
claims = ["roof-cost"]
rating = "Half true"
reviewed_on = 2024-05-03
""",
    "sources/letter.txt": ARTICLE,
}


@dataclass(frozen=True, slots=True)
class PackFiles:
    """A folder with the files of a pack; reading it never leaves the folder."""

    folder: Path

    def write(self, file: str, content: str | bytes) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, file: str, old: str, new: str) -> None:
        """Replace what stands in `file` exactly once."""
        content = (self.folder / file).read_text(encoding="utf-8")
        assert content.count(old) == 1
        self.write(file, content.replace(old, new))

    def read(self) -> Pack:
        return read_pack(self.folder)

    def problems(self) -> list[str]:
        """Return what is wrong with the pack: something must be."""
        with pytest.raises(PackError) as raised:
            self.read()
        return list(raised.value.problems)


def write_files(folder: Path, files: Mapping[str, str] = FILES) -> PackFiles:
    written = PackFiles(folder)
    for file, content in files.items():
        written.write(file, content)
    return written
