from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.evaluation.marked_articles import (
    as_json,
    error_rows,
    measure,
    read_articles,
    rows,
    total,
)

TEXT = "Jane Roe said the roof leaks. “It is dry,” John Doe said."


def span(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


def line(*attributions: dict[str, Any]) -> str:
    return json.dumps({"id": "a", "text": TEXT, "attributions": list(attributions)})


ROE = {"source": span("Jane Roe"), "cue": span("said"), "content": span("the roof leaks")}
DOE = {
    "source": span("John Doe"),
    "cue": [[len(TEXT) - 5, len(TEXT) - 1]],
    "content": span("“It is dry,”"),
}


def figures(tmp_path: Path, *attributions: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "dev.jsonl"
    path.write_text(line(*attributions) + "\n", encoding="utf-8")
    return as_json(total(list(measure(read_articles(path)))))


def test_what_is_found_as_it_was_marked_is_right(tmp_path: Path) -> None:
    found = figures(tmp_path, ROE, DOE)
    assert found["articles"] == 1
    assert (found["kinds"]["all"]["precision"], found["kinds"]["all"]["recall"]) == (1.0, 1.0)
    assert found["kinds"]["direct"]["gold"] == found["kinds"]["indirect"]["gold"] == 1
    assert set(found["errors"].values()) == {0}


def test_each_error_has_its_class(tmp_path: Path) -> None:
    other_source = ROE | {"source": span("John Doe")}
    assert figures(tmp_path, other_source)["errors"]["other source"] == 1
    assert figures(tmp_path, ROE)["errors"]["not marked"] == 1
    assert figures(tmp_path, ROE | {"content": span("Jane")})["errors"]["not found"] == 1


def test_the_tables_hold_numbers_and_no_word_of_an_article(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(line(ROE), encoding="utf-8")
    found = total(list(measure(read_articles(path))))
    shown = repr(rows(found)) + repr(error_rows(found))
    assert "Roe" not in shown
    assert "roof" not in shown


@pytest.mark.parametrize("content", ["{", "[]", '{"id": "a"}', line({"source": []})])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(f"{line(ROE)}\n{content}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"dev\.jsonl, line 2"):
        read_articles(path)
