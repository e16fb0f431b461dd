from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli

NBC_AND_LETTERS = "drones-violate-resolution-2231"


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=io.BytesIO(stdin))


def ask_lines(lines: Sequence[bytes]) -> Result:
    return run("ask", "--batch", "-", "--json", stdin=b"\n".join(lines))


@pytest.mark.usefixtures("loaded")
class TestAsking:
    def test_a_name_shows_everything_it_said(self) -> None:
        result = run("ask", "Woodward")
        assert result.exit_code == 0
        assert result.stdout.startswith("3 claims by Barbara Woodward are recorded.")
        assert result.stderr == ""

    def test_words_need_no_quotation_marks(self) -> None:
        question = "Who said Russia and Iran are considering a drone assembly line?"
        assert run("ask", *question.split()).stdout == run("ask", question).stdout

    def test_a_claim_is_shown_with_who_made_it_and_the_silence_about_it(self) -> None:
        shown = run("ask", "Who said Russia and Iran are considering a drone assembly line?").stdout
        assert shown.startswith("Claim by John Kirby, via CBS News:")
        assert "Not confirmed by Iran and Russia" in shown
        assert "Denied" not in shown

    def test_a_denial_is_shown_under_the_claim_that_it_answers(self) -> None:
        shown = run("ask", "What did Iran say about the European letters?").stdout
        assert "Denied by Amir Saeid Iravani" in shown

    def test_a_silence_is_not_shown_as_a_denial(self) -> None:
        shown = run("ask", "Did Iran deny Kirby's claims?").stdout
        assert "Not confirmed by Iran and Russia, says the source" in shown
        assert "Denied" not in shown

    def test_thanks_are_met_with_silence(self) -> None:
        result = run("ask", "thanks bot")
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")

    def test_what_is_not_recorded_exits_with_1_and_says_so(self) -> None:
        result = run("ask", "Did Blinken say Russia wants missiles?")
        assert result.exit_code == 1
        assert "Blinken" in result.stdout

    def test_json_is_the_answer_on_one_line(self) -> None:
        result = run("ask", "--json", "What did Iran say about the European letters?")
        (line,) = result.stdout.splitlines()
        answer = json.loads(line)
        assert answer["outcome"] == "answer"
        assert [claim["id"] for claim in answer["claims"]] == [NBC_AND_LETTERS]
        assert answer["claims"][0]["standing"] == "denied"

    def test_silence_is_said_in_json(self) -> None:
        result = run("ask", "--json", "thanks bot")
        assert json.loads(result.stdout)["outcome"] == "silent"
        assert result.exit_code == 1

    def test_earlier_questions_are_read_from_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "thread.txt"
        file.write_text("Who said Russia and Iran are considering a drone assembly line?\n\n")
        result = run("ask", "--context", str(file), "--json", "and did they confirm it?")
        claims = json.loads(result.stdout)["claims"]
        assert [claim["id"] for claim in claims] == ["drone-assembly-line"]

    @pytest.mark.parametrize(
        "question",
        ["", " ", "?" * 10_000, "🛩️🚀", "هل", "' OR 1=1; --", 'NEAR("a" AND', "\x1b[31m", "[bold]"],
    )
    def test_any_text_has_an_honest_outcome(self, question: str) -> None:
        result = run("ask", "--json", "--", question)
        assert result.exit_code in (0, 1)
        assert json.loads(result.stdout)["question"] == question
        shown = run("ask", "--", question)
        assert shown.exit_code == result.exit_code
        assert "\x1b" not in shown.stdout


@pytest.mark.usefixtures("loaded")
class TestBatch:
    def test_answers_come_in_order_with_their_ids(self) -> None:
        result = ask_lines(
            [
                b'{"id": "a", "question": "Woodward", "kind": "other keys are allowed"}',
                b"",
                b'{"id": 7, "question": "thanks bot"}',
                b'{"question": "Woodward", "addressed": false}',
            ]
        )
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert [answer["id"] for answer in answers] == ["a", 7, None]
        assert [answer["outcome"] for answer in answers] == ["answer", "silent", "silent"]
        assert result.exit_code == 0

    def test_the_thread_comes_with_the_line(self) -> None:
        line = {
            "question": "and did they confirm it?",
            "context": ["Who said Russia and Iran are considering a drone assembly line?"],
        }
        result = ask_lines([json.dumps(line).encode()])
        claims = json.loads(result.stdout)["claims"]
        assert [claim["id"] for claim in claims] == ["drone-assembly-line"]

    def test_a_bad_line_is_left_out_and_the_others_are_answered(self) -> None:
        result = ask_lines(
            [
                b'{"question": "Woodward"}',
                b"not JSON, and a secret",
                b"\xff\xfe",
                b'["Woodward"]',
                b'{"question": "thanks bot"}',
            ]
        )
        assert len(result.stdout.splitlines()) == 2
        assert result.exit_code == 3
        said = result.stderr.splitlines()
        assert [line.split(" was left out: ")[0] for line in said] == ["line 2", "line 3", "line 4"]
        assert "secret" not in result.stderr

    def test_half_a_character_comes_back_as_it_came(self) -> None:
        result = ask_lines([b'{"question": "\\ud83d Woodward \\u2028"}'])
        assert json.loads(result.stdout)["question"] == "\ud83d Woodward \u2028"
        assert len(result.stdout_bytes.split(b"\n")) == 2

    def test_letters_are_written_as_utf_8(self) -> None:
        result = ask_lines(['{"question": "ایران"}'.encode()])
        assert "ایران".encode() in result.stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("ask",), "What is the question?"),
        (("ask", "--batch", "-"), "add --json"),
        (("ask", "--batch", "-", "--json", "Woodward"), "its own questions"),
        (("ask", "--batch", "/nowhere/questions.jsonl", "--json"), "No such file"),
        (("ask", "--context", "/nowhere/thread.txt", "Woodward"), "No such file"),
        (("ask", "half a \udcff character"), "not UTF-8"),
        (("ask", "--unknown"), "No such option"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(
    arguments: tuple[str, ...], why: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert why in result.stderr
    assert result.stdout == ""


def test_a_context_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "thread.txt"
    file.write_bytes(b"\xff")
    result = run("ask", "--context", str(file), "Woodward")
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr


def test_the_first_question_makes_the_store(database: Path) -> None:
    assert run("ask", "Woodward").exit_code == 0
    assert database.exists()
