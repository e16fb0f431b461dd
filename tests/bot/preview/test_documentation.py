"""docs/previewing.md says how the pictures of the README are made: they are there, and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.gallery import gallery

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "previewing.md").read_text(encoding="utf-8")
PICTURES = sorted((DOCS / "pictures").glob("*.png"))
MOST_BYTES = 150_000


def test_every_picture_is_told_of() -> None:
    told = set(re.findall(r"docs/pictures/(\S+\.png)", PAGE))
    assert told == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_does_not_make_a_reader_wait(picture: Path) -> None:
    assert picture.stat().st_size < MOST_BYTES


def test_the_kinds_that_are_named_are_in_the_gallery() -> None:
    assert set(re.findall(r"--kind (\S+)", PAGE)) <= set(gallery())
