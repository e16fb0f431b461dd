from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.matching.confidence import read_thresholds
from tests.bot.packs import write_pack


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


RIGHT = {
    "id": "q1",
    "kind": "who_said",
    "question": "who said the pool cost 7 million",
    "expect": {
        "outcomes": ["answer"],
        "claims": ["pool-cost"],
        "also_ok": [],
        "any_of": False,
        "responses": [],
    },
}
ABSENT = {
    "id": "q2",
    "kind": "near_name",
    "question": "did Hanna Poe say the pool cost 7 million",
    "expect": {
        "outcomes": ["none"],
        "claims": [],
        "also_ok": [],
        "any_of": False,
        "responses": [],
    },
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pool")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "asked.jsonl"
    file.write_text("\n".join(map(json.dumps, (RIGHT, ABSENT))), encoding="utf-8")
    return file


def test_a_set_is_reported_on_with_the_numbers_that_ship(pack: Path, questions: Path) -> None:
    result = run("calibrate", "--report", str(pack), str(questions))
    assert result.exit_code == 0
    assert result.stdout.startswith("reported pool/asked: right 2 of 2, wrong 0, else quiet 0;")


def test_what_was_fitted_can_be_written_and_read_again(
    pack: Path, questions: Path, tmp_path: Path
) -> None:
    written = tmp_path / "thresholds.toml"
    result = run("calibrate", "--fit", str(pack), str(questions), "--write", str(written))
    assert result.exit_code == 0
    fitted = read_thresholds(tomllib.loads(written.read_text(encoding="utf-8")), "written")
    assert fitted.fitted_on == "pool/asked"


def test_a_set_is_never_fitted_and_reported_on(pack: Path, questions: Path) -> None:
    named = (str(pack), str(questions))
    result = run("calibrate", "--fit", *named, "--report", *named)
    assert result.exit_code == 2
    assert "cannot be reported on" in result.stderr


def test_a_file_without_expectations_is_refused(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_text('{"id": "q1", "question": "who?"}', encoding="utf-8")
    result = run("calibrate", "--report", str(pack), str(file))
    assert result.exit_code == 2
    assert "line 1" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_speed_is_printed_beside_a_plain_fuzzy_search() -> None:
    result = run("bench", "--cold", "1", "--json")
    assert result.exit_code == 0
    figures = [json.loads(line) for line in result.stdout.splitlines()]
    assert [figure["what"].split()[0] for figure in figures] == ["gainsay", "answer()", "rapidfuzz"]
    assert all(0 < figure["median_ms"] <= figure["p99_ms"] for figure in figures)
