from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli

pytestmark = pytest.mark.usefixtures("loaded")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "headline"),
    [
        (("source",), "1 source is stored."),
        (("source", "shamsuddin-article"), "1 stored source found for “shamsuddin-article”."),
        (("source", "S/2022/908"), "“S/2022/908” is mentioned in 1 stored source."),
        (("speaker",), "17 speakers are on record."),
        (("speaker", "the", "White", "House", "spokesman"), "John Kirby: 6 claims recorded."),
        (("gaps",), "11 claims have no response recorded."),
        (("gaps", "Iran"), "10 claims by or about Iran have no response recorded."),
    ],
)
def test_what_is_recorded_is_shown(arguments: tuple[str, ...], headline: str) -> None:
    result = run(*arguments)
    assert result.stdout.split("\n")[0] == headline
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "headline"),
    [
        (("source", "A/RES/77/1"), "No stored source is, or mentions, “A/RES/77/1”."),
        (("speaker", "Iraq"), "No record of “Iraq”."),
        (("gaps", "CBS"), "No recorded claim by or about CBS News is without"),
        (("gaps", "Iraq"), "No record of “Iraq”."),
    ],
)
def test_what_is_not_recorded_exits_with_1(arguments: tuple[str, ...], headline: str) -> None:
    result = run(*arguments)
    assert result.stdout.startswith(headline)
    assert result.exit_code == 1
    assert run(*arguments, "--json").stdout == ""


def test_a_source_in_json_has_what_is_known_and_its_claims() -> None:
    (line,) = run("source", "--json").stdout.splitlines()
    source = json.loads(line)
    assert source["id"] == "shamsuddin-article"
    assert source["title"] is None
    assert len(source["claims"]) == 22
    assert source["knowledge_version"]


def test_speakers_in_json_are_one_a_line() -> None:
    lines = run("speaker", "--json").stdout.splitlines()
    speakers = {speaker["id"]: speaker for speaker in map(json.loads, lines)}
    assert len(speakers) == 17
    assert speakers["iran"]["silent_on"].keys() == {"not_confirmed"}
    assert speakers["john-kirby"]["roles"][0]["speaks_for"] == "united-states"


def test_gaps_in_json_are_claims() -> None:
    claims = [json.loads(line) for line in run("gaps", "Woodward", "--json").stdout.splitlines()]
    assert {claim["standing"] for claim in claims} == {"none_recorded"}
    assert {claim["said_by"][0]["name"] for claim in claims} == {"Barbara Woodward"}


@pytest.mark.parametrize("command", ["source", "speaker", "gaps"])
@pytest.mark.parametrize("text", ["🚀", "' OR 1=1", "\x1b[31m", "[bold]", "ایران"])
def test_any_words_can_be_looked_up(command: str, text: str) -> None:
    result = run(command, text)
    assert result.exit_code in (0, 1)
    assert "\x1b" not in result.stdout
