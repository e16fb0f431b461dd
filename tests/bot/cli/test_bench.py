from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.cli.bench_child import Job
from bot.cli.bench_sizes import Bench
from bot.cli.bench_table import kinds_table, sizes_table

KINDS = ["all", "paraphrase", "misspelt", "names", "unanswerable"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["bench", *arguments])


@pytest.mark.usefixtures("loaded")
def test_speed_is_printed_beside_a_plain_fuzzy_search() -> None:
    result = run("--cold", "1", "--json")
    assert result.exit_code == 0
    figures = [json.loads(line) for line in result.stdout.splitlines()]
    assert [figure["what"].split()[0] for figure in figures] == ["gainsay", "answer()", "rapidfuzz"]
    assert all(0 < figure["median_ms"] <= figure["p99_ms"] for figure in figures)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def size(folder: Path) -> dict[str, Any]:
    """What `gainsay bench` says of 300 invented claims."""
    result = run("--claims", "300", "--questions", "24", "--json", "--folder", str(folder))
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert len(lines) == 1
    measured: dict[str, Any] = json.loads(lines[0])
    return measured


def test_a_store_of_invented_claims_is_built_encoded_and_opened(size: dict[str, Any]) -> None:
    assert (size["claims"], size["seed"], size["vectors"]) == (300, 1, "encoded")
    for figure in ("claims_a_second", "vectors_seconds", "index_seconds", "start_seconds"):
        assert size[figure] > 0
    assert size["store_bytes"] > 300 * 384
    assert {"resident_bytes_a_claim", "own_bytes_a_claim"} <= set(size)


def test_each_kind_of_question_has_its_times_and_its_right_answers(size: dict[str, Any]) -> None:
    assert [kind["kind"] for kind in size["kinds"]] == KINDS
    assert [kind["timed"]["calls"] for kind in size["kinds"]] == [24, 6, 6, 6, 6]
    assert all(0 <= kind["right"] <= kind["timed"]["calls"] for kind in size["kinds"])
    assert size["kinds"][0]["right"] == sum(kind["right"] for kind in size["kinds"][1:])
    # The matcher is held to its figures elsewhere: here the questions must mean these claims.
    assert size["kinds"][1]["right"] >= 3


def test_plain_searches_are_timed_on_the_same_questions(size: dict[str, Any]) -> None:
    assert [peer["peer"]["what"].split()[0] for peer in size["peers"]] == ["rapidfuzz", "SQLite"]
    for peer in size["peers"]:
        assert peer["peer"]["calls"] == 24
        assert peer["ratio"] == pytest.approx(peer["peer"]["median_ms"] / peer["ours"])
        assert peer["meant"] == 18


def test_two_cores_are_used_in_both_ways_and_the_better_one_is_named(size: dict[str, Any]) -> None:
    by = size["questions_a_second"]
    assert set(by) == {"2 threads", "2 processes"}
    assert by[size["best_with"]] == max(by.values()) > 0


def test_an_added_claim_is_found_without_opening_the_store_anew(size: dict[str, Any]) -> None:
    adding = size["adding"]
    assert 0 < adding["found"] <= adding["added"]
    assert 0 < adding["kept_seconds"] <= adding["encoded_seconds"] <= adding["found_seconds"]


@pytest.mark.usefixtures("size")
def test_a_kept_store_is_used_again(folder: Path) -> None:
    notes = folder / "claims-300-seed-1.json"
    built = json.loads(notes.read_text(encoding="utf-8"))
    notes.write_text(json.dumps(built | {"records_seconds": 4321.0}), encoding="utf-8")
    doing: list[str] = []
    again = Bench(folder, 1, 12, peers=False, tell=doing.append).built(300)
    assert again["records_seconds"] == 4321.0
    assert doing == ["300 claims: opening the store"]


@pytest.mark.usefixtures("size")
def test_a_store_of_claims_that_are_invented_otherwise_by_now_is_built_anew(folder: Path) -> None:
    notes = folder / "claims-22-seed-1.json"
    built = json.loads(notes.read_text(encoding="utf-8"))
    notes.write_text(json.dumps(built | {"made_by": -1, "records_seconds": 4321.0}))
    doing: list[str] = []
    anew = Bench(folder, 1, 12, peers=False, tell=doing.append).built(22)
    assert anew["records_seconds"] < 4321
    assert doing[0] == "22 claims: building the store"


@pytest.mark.usefixtures("size")
def test_plain_searches_can_be_left_out(folder: Path) -> None:
    database = folder / "claims-300-seed-1" / "gainsay.sqlite"
    job = Job("answers", str(database), "not read", 300, seed=1, questions=12, peers=False)
    child = subprocess.run(
        [sys.executable, "-m", "bot.cli.bench_child", json.dumps(asdict(job))],
        check=True,
        capture_output=True,
    )
    said = json.loads(child.stdout)
    assert said["peers"] == []
    assert said["kinds"][0]["timed"]["calls"] == 12


def test_a_process_that_fails_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "claims-5-seed-1"
    folder.write_text("a file where the store's folder should be")
    result = run("--claims", "5", "--folder", str(tmp_path))
    assert result.exit_code == 1
    assert "was to build over 5 claims" in result.stderr


def test_the_tables_have_a_column_for_each_size(size: dict[str, Any]) -> None:
    other = size | {"claims": 1_000_000, "peers": [], "resident_bytes_a_claim": None}
    head, *rows = sizes_table([size, other]).splitlines()
    assert head.split() == ["claims", "300", "1,000,000"]
    assert next(row for row in rows if "memory" in row).split()[-1] == "-"
    assert [row.split()[0] for row in kinds_table([other]).splitlines()[1:]] == KINDS


@pytest.mark.parametrize("typed", ["", "many", "0", "-5", "1000,,20", "1e6"])
def test_what_is_no_number_of_claims_is_refused(typed: str) -> None:
    result = run("--claims", typed)
    assert result.exit_code == 2
    assert "is not a list of numbers" in result.stderr
