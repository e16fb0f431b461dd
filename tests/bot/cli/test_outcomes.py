from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from knowledge import answering

COMMANDS = ("ask", "source", "speaker", "gaps", "load", "verify", "doctor")
SECRET = "did somebody’s secret question leak"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def as_a_program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: gainsay {command}" in result.stdout


def test_the_help_lists_every_command_and_every_exit_code() -> None:
    shown = run("--help").stdout
    for said in (*COMMANDS, "69", "70", "GAINSAY_DATABASE"):
        assert said in shown


def test_help_is_there_even_if_the_settings_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINSAY_PACKS", "/nowhere")
    assert run("ask", "--help").exit_code == 0
    result = run("ask", "Woodward")
    assert result.exit_code == 2
    assert "GAINSAY_PACKS: /nowhere is not a folder" in result.stderr


def test_a_store_that_cannot_be_used_exits_with_69_and_says_why(database: Path) -> None:
    database.parent.mkdir()
    database.write_bytes(b"this is no database" * 100)
    result = run("ask", "Woodward")
    assert result.exit_code == 69
    assert str(database) in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("loaded")
def test_a_fault_of_ours_is_a_civil_sentence_without_the_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(question: str, *_: object, **__: object) -> None:
        raise ValueError(question)

    monkeypatch.setattr(answering, "answer", fail)
    result = run("ask", SECRET)
    assert result.exit_code == 70
    assert result.stderr.startswith("Sorry, this is a fault in Gainsay (ValueError in ")
    assert "secret" not in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("GAINSAY_DEBUG", "1")
    assert "Traceback" in run("ask", SECRET).stderr


@pytest.mark.usefixtures("loaded")
def test_gainsay_runs_as_a_program() -> None:
    program = as_a_program("ask", "Woodward")
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3 claims by Barbara Woodward")
    assert done.stderr == ""


@pytest.mark.usefixtures("loaded")
def test_what_a_terminal_cannot_show_is_no_fault() -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        as_a_program("ask", "Woodward"), capture_output=True, check=True, env=environ
    )
    assert b"?Russia is now attempting" in done.stdout


@pytest.mark.usefixtures("loaded")
def test_arguments_that_are_not_utf_8_are_refused() -> None:
    program = [*map(os.fsencode, as_a_program("ask")), b"half a \xff character"]
    done = subprocess.run(program, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr


@pytest.mark.usefixtures("loaded")
def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    process = subprocess.Popen(
        as_a_program("ask", "--batch", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(b'{"question": "Woodward"}\n' * 3)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


@pytest.mark.usefixtures("loaded")
def test_answers_come_as_questions_go_in_and_ctrl_c_ends_it_quietly() -> None:
    process = subprocess.Popen(
        as_a_program("ask", "--batch", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b'{"question": "Woodward"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id": null')
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert said == b""
    assert process.returncode == 130
