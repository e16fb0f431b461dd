from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.cli.evaluate import METHODS
from bot.cli.memory import peak_megabytes, resident_megabytes
from tests.knowledge.evaluation.invented_set import CLAIMS, QUESTIONS, write_set

OF_THE_MACHINE = ("median_ms", "p99_ms", "index_seconds", "resident_megabytes", "peak_megabytes")


def run(folder: Path, *arguments: str, split: str = "dev") -> Result:
    return CliRunner().invoke(cli, ["evaluate", str(folder), "--split", split, *arguments])


def every_method() -> list[str]:
    return [word for method in METHODS for word in ("--method", method)]


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def valley(tmp_path: Path) -> Path:
    return write_set(tmp_path / "valley")


def test_every_method_is_measured_in_one_run_and_its_figures_come_again(valley: Path) -> None:
    measured = rows(run(valley, "--json", *every_method()))
    assert [row["method"] for row in measured] == list(METHODS)
    for row in measured:
        assert (row["set"], row["split"], row["seed"], row["halves"]) == ("valley", "dev", 1, 50)
        assert (row["claims"], row["questions"]) == (len(CLAIMS), len(QUESTIONS))
        assert 0 <= row["map_at_5_low"] <= row["map_at_5"] <= row["map_at_5_high"] <= 1
        assert 0 < row["median_ms"] <= row["p99_ms"]
        assert row["map_at_5"] > 0.8, row["method"]
        decides = row["method"] == "ours"
        assert all((row[name] is not None) == decides for name in ("ece", "wrong_answers"))
    again = rows(run(valley, "--json", *every_method()))
    for row in (*measured, *again):
        for name in OF_THE_MACHINE:
            del row[name]
    assert again == measured


def test_each_guard_is_measured_after_the_product(valley: Path) -> None:
    measured = rows(run(valley, "--json", "--ablate", "--limit", "3", "--halves", "2"))
    assert [row["method"] for row in measured[:2]] == ["ours", "all guards"]
    assert "ours without name_missing" in [row["method"] for row in measured]
    assert measured[0]["map_at_5"] == measured[1]["map_at_5"]
    assert all(row["questions"] == 3 for row in measured)


def test_people_get_a_table_and_the_page_its_section(valley: Path, tmp_path: Path) -> None:
    page = tmp_path / "results.md"
    for _ in range(2):
        result = run(valley, "--method", "fts", "--method", "fts", "--write", str(page))
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith("valley, dev: 20 claims, 6 questions; 50 halves, seed 1\n")
        assert result.stdout.count("\nfts ") == 2  # how right it is, and what it takes
    text = page.read_text(encoding="utf-8")
    assert text.count("## valley, dev") == 1
    assert "gainsay evaluate valley --split dev --method fts --halves 50 --seed 1\n" in text
    assert str(tmp_path) not in text
    assert "Oberwald" not in text + result.output


def test_the_users_own_store_is_not_touched(valley: Path, database: Path) -> None:
    assert run(valley, "--method", "fts").exit_code == 0
    assert not database.exists()


def test_questions_that_are_left_out_are_said_and_change_the_exit_code(valley: Path) -> None:
    with (valley / "queries.dev.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "q7", "text": "Is the weir broken?"}\n')
    result = run(valley, "--method", "bm25")
    assert result.exit_code == 3
    assert "Left out: 1 question(s)" in result.stderr
    assert "bm25" in result.stdout


def test_a_set_that_cannot_be_used_is_wrong_usage(valley: Path, tmp_path: Path) -> None:
    unknown = run(valley, split="test")
    assert unknown.exit_code == 2
    assert "there are: dev" in unknown.stderr
    (valley / "claims.jsonl").write_text("{", encoding="utf-8")
    broken = run(valley)
    assert broken.exit_code == 2
    assert "claims.jsonl, line 1: is not JSON" in broken.stderr
    assert run(tmp_path / "nowhere").exit_code == 2


def test_a_page_that_cannot_be_written_is_said_before_anything_is_measured(
    valley: Path, tmp_path: Path
) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes(b"caf\xe9")
    for page in (tmp_path / "nowhere" / "results.md", latin):
        result = run(valley, "--method", "bm25", "--write", str(page))
        assert result.exit_code == 2
        assert page.name in result.stderr
        assert not result.stdout
    assert latin.read_bytes() == b"caf\xe9"


def test_the_most_memory_that_was_held_is_not_less_than_what_is_held() -> None:
    held, most = resident_megabytes(), peak_megabytes()
    assert held is None or held > 1
    assert held is None or most is None or most >= held * 0.9
