from __future__ import annotations

import re
from pathlib import Path

from tests.journeys.figures import WITH_ENCODER

PAGE = Path(__file__).parents[2] / "docs" / "measuring.md"
ROW = re.compile(
    r"^\| (?:shipped article, )?`?(\w+)`? \| \w+ \| (\d+) of (\d+) \| (\d+) \| (\d+) \|",
    re.MULTILINE,
)


def test_the_page_gives_the_present_figures_of_every_set() -> None:
    rows = {
        name: (int(of), int(right), int(wrong))
        for name, right, of, wrong, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))
    }
    assert rows == {name: (f.of, f.right, f.wrong) for name, f in WITH_ENCODER.items()}


def test_what_is_not_right_is_wrong_or_quiet() -> None:
    for name, right, of, wrong, quiet in ROW.findall(PAGE.read_text(encoding="utf-8")):
        assert int(right) + int(wrong) + int(quiet) == int(of), name
