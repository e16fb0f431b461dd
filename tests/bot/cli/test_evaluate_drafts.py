from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli

ARTICLES = Path(__file__).parents[2] / "knowledge" / "intake" / "articles"
TEXT = "Jane Roe said the roof leaks."


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "--drafts", str(folder), *arguments])


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """A folder with one article and its readings."""
    folder = tmp_path / "read"
    folder.mkdir()
    for path in ARTICLES.glob("press_release.*"):
        copy(path, folder)
    return folder


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A folder with one article in which every attribution is marked."""
    spans = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]]}
    line = json.dumps({"id": "a", "text": TEXT, "attributions": [spans]})
    folder = tmp_path / "marked"
    folder.mkdir()
    (folder / "dev.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    return folder


def test_articles_with_readings_are_measured(read: Path) -> None:
    result = run(read)
    assert result.exit_code == 0
    assert result.stdout.startswith("article ")
    assert "press_release" in result.stdout
    record = json.loads(run(read, "--json").stdout)
    assert record["article"] == "press_release"
    assert record["wrong_links"] == 0


def test_marked_articles_are_measured_by_kind_and_error(marked: Path) -> None:
    result = run(marked, "--split", "dev")
    assert result.exit_code == 0
    assert "precision" in result.stdout
    assert "not found" in result.stdout
    record = json.loads(run(marked, "--split", "dev", "--json", "--limit", "1").stdout)
    assert (record["set"], record["split"], record["articles"]) == ("marked", "dev", 1)
    assert record["kinds"]["all"] == {
        "precision": 1.0, "recall": 1.0, "gold": 1, "found": 1, "right": 1,
    }  # fmt: skip


def test_the_figures_are_written_into_their_section_and_no_other(
    read: Path, marked: Path, tmp_path: Path
) -> None:
    page = tmp_path / "results.md"
    run(marked, "--split", "dev", "--write", str(page))
    before = page.read_text(encoding="utf-8")
    run(read, "--write", str(page))
    run(read, "--write", str(page))
    after = page.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert after.count("## read, drafts") == 1
    assert "gainsay evaluate --drafts read\n" in after
    assert "Roe" not in after


@pytest.mark.parametrize("arguments", [(), ("--split", "test"), ("--write", "/nowhere/page.md")])
def test_a_folder_without_what_is_asked_for_is_wrong_usage(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = run(tmp_path, *arguments)
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_without_drafts_a_split_is_needed(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["evaluate", str(tmp_path)])
    assert result.exit_code == 2
    assert "--split NAME" in result.stderr
