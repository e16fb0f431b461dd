from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge.matching.confidence import load_thresholds, read_thresholds
from knowledge.matching.question import Kind
from knowledge.matching.survey.weights import load_survey_weights, read_survey_weights
from tests.bot.packs import write_pack
from tests.knowledge.evaluation.invented_set import QUESTIONS, write_set


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


def test_a_guard_can_be_left_out_to_see_what_it_is_worth(pack: Path, tmp_path: Path) -> None:
    other = RIGHT | {
        "question": "who said the pool cost 9 million",
        "expect": ABSENT["expect"],
    }
    file = tmp_path / "asked.jsonl"
    file.write_text(json.dumps(other), encoding="utf-8")
    report = ("calibrate", "--report", str(pack), str(file))
    assert "right 1 of 1" in run(*report).stdout
    assert "right 1 of 1" not in run(*report, "--without", "figure_differs").stdout


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


@pytest.fixture
def valley(tmp_path: Path) -> Path:
    return write_set(tmp_path / "valley", split="train")


@pytest.fixture
def asked_often(valley: Path) -> Path:
    """A set with enough examples of a question."""
    often = [
        (f"{id_}-{number}", text, gold) for number in range(8) for id_, text, gold in QUESTIONS
    ]
    return write_set(valley, questions=often, split="train")


def test_survey_and_confidence_are_fitted_on_sets_of_claims_and_written(
    asked_often: Path, pack: Path, questions: Path, tmp_path: Path
) -> None:
    survey, written = tmp_path / "weights.toml", tmp_path / "thresholds.toml"
    arguments = ["--survey", str(survey), "--write", str(written)]
    arguments += ["--fit", str(pack), str(questions), "--claims", str(asked_often)]
    result = run("calibrate", *arguments)
    assert result.exit_code == 0, result.output
    first, *others, second = result.stdout.splitlines()
    assert others == ["too few examples of a statement and of a post: kept as it was"]
    assert first.startswith("surveyed valley/train: a right claim among the candidates of 48 of 48")
    assert second.startswith("fitted pool/asked: right")
    weights = read_survey_weights(tomllib.loads(survey.read_text(encoding="utf-8")), "written")
    assert weights.fitted_on == "valley/train"
    assert set(weights.names) == set(load_survey_weights().names)
    fitted = read_thresholds(tomllib.loads(written.read_text(encoding="utf-8")), "written")
    assert fitted.fitted_on == "pool/asked, valley/train"
    assert fitted.few != load_thresholds().few
    assert fitted.many[Kind.QUESTION] != load_thresholds().many[Kind.QUESTION]
    again = survey.read_bytes(), written.read_bytes()
    assert run("calibrate", *arguments).exit_code == 0
    assert again == (survey.read_bytes(), written.read_bytes())


def test_the_confidence_is_fitted_on_what_the_new_survey_says(
    asked_often: Path, tmp_path: Path
) -> None:
    beside, alone = tmp_path / "beside.toml", tmp_path / "alone.toml"
    claims = ("calibrate", "--claims", str(asked_often))
    survey = ("--survey", str(tmp_path / "weights.toml"))
    assert run(*claims, "--write", str(alone)).exit_code == 0
    assert run(*claims, *survey, "--write", str(beside)).exit_code == 0
    assert alone.read_bytes() != beside.read_bytes()


def test_questions_of_a_set_that_is_reported_on_are_not_fitted_on(
    valley: Path, tmp_path: Path
) -> None:
    write_set(valley, questions=[("z", f" {QUESTIONS[0][1].upper()}", "valley-0")], split="dev")
    arguments = ["--claims", str(valley), "--survey", str(tmp_path / "weights.toml")]
    some = run("calibrate", *arguments, "--unless", str(valley), "dev")
    assert some.exit_code == 0, some.output
    assert "of 5 of 5" in some.stdout
    none = run("calibrate", *arguments, "--unless", str(valley), "train")
    assert none.exit_code == 2
    assert "valley/train: every question is asked in a set that is reported on" in none.stderr


def test_a_question_in_a_file_that_is_reported_on_is_not_fitted_on(
    valley: Path, pack: Path, questions: Path, tmp_path: Path
) -> None:
    asked = [("a", str(RIGHT["question"]), "valley-0"), *QUESTIONS]
    write_set(valley, questions=asked, split="train")
    arguments = ["--claims", str(valley), "--survey", str(tmp_path / "weights.toml")]
    result = run("calibrate", *arguments, "--report", str(pack), str(questions))
    assert result.exit_code == 0, result.output
    assert "of 6 of 6" in result.stdout
    assert "reported pool/asked" in result.stdout


def test_as_many_questions_as_wanted_are_asked(valley: Path, tmp_path: Path) -> None:
    survey = str(tmp_path / "weights.toml")
    result = run("calibrate", "--claims", str(valley), "--survey", survey, "--questions-a-set", "3")
    assert "of 3 of 3" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "Give --claims DIR"),
        (["--report", "pool", "asked.jsonl", "--without", "luck"], "No guard is called luck"),
        (["--claims", "valley"], "--claims needs --survey FILE, --write FILE"),
        (["--survey", "weights.toml"], "Give --claims DIR"),
        (["--fit", "pool", "asked.jsonl", "--survey", "w.toml"], "--survey needs --claims DIR"),
        (["--claims", "valley", "--survey", "nowhere/w.toml"], "there is no such folder"),
        (["--claims", "valley", "--survey", "w.toml", "--split", "dev"], "there are: train"),
        (["--claims", "valley", "--survey", "w.toml", "--unless", "valley", "x"], "no split 'x'"),
    ],
)
@pytest.mark.usefixtures("valley", "pack", "questions")
def test_what_does_not_go_together_is_wrong_usage(
    arguments: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("calibrate", *arguments)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())
    assert not list(tmp_path.glob("*.toml"))


def test_questions_that_mean_no_claim_are_said_and_change_the_exit_code(
    valley: Path, tmp_path: Path
) -> None:
    with (valley / "queries.train.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "q7", "text": "Is the weir broken?"}\n')
    survey = tmp_path / "weights.toml"
    result = run("calibrate", "--claims", str(valley), "--survey", str(survey))
    assert result.exit_code == 3
    assert "Left out: 1 question(s)" in result.stderr
    assert survey.exists()
