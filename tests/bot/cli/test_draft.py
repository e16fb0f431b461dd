from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli

ARTICLE = (
    "Roof row\n\nMayor Jane Roe accused Doe Lines of hiding the reports about the bridge.\n"
    "Doe Lines denied the accusation.\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["draft", *arguments])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_drafts_are_shown_with_who_said_it_and_what_answers_what(article: Path) -> None:
    result = run(str(article))
    assert result.exit_code == 0
    assert "article.txt: 1 claim and 1 response drafted." in result.stdout
    assert "Said by  Jane Roe (Mayor)" in result.stdout
    assert "2. Denial: Doe Lines denied the accusation." in result.stdout
    assert "Answers  1" in result.stdout
    assert "answer no question before the desk" in result.stdout


def test_json_is_one_draft_a_line(article: Path) -> None:
    result = run(str(article), "--json")
    claim, response = map(json.loads, result.stdout.splitlines())
    assert (claim["kind"], response["kind"]) == ("claim", "response")
    assert response["answers"] == [claim["id"]]
    quote = claim["quotes"][0]
    assert ARTICLE[quote["start"] : quote["end"]] == quote["exact"]


def test_a_pack_of_drafts_is_written_and_loaded(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "roof"
    result = run(str(article), "--as", "pack", "--output", str(folder))
    assert result.exit_code == 0
    assert "review it" in result.stdout
    loaded = CliRunner().invoke(cli, ["load", str(folder)])
    assert loaded.exit_code == 0
    assert "new records" in loaded.stdout


def test_drafting_changes_no_store(article: Path, database: Path) -> None:
    run(str(article))
    assert not database.exists()


def test_a_pack_goes_to_stdout_without_a_folder(article: Path) -> None:
    result = run(str(article), "--as", "pack")
    assert result.stdout.startswith("# Drafts that a machine made")
    assert "[[claim]]" in result.stdout


def test_a_folder_that_holds_something_is_left_alone(article: Path, tmp_path: Path) -> None:
    result = run(str(article), "--as", "pack", "--output", str(tmp_path))
    assert result.exit_code == 2
    assert "give a new folder" in result.stderr
    assert article.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize(
    "arguments",
    [("--output", "x"), ("--as", "pack", "--json"), ("--as", "csv")],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    article: Path, arguments: tuple[str, ...]
) -> None:
    assert run(str(article), *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "save it as UTF-8"),
        (b"<html></html>", "page"),
        (b"words " * 100_000, "give it in parts"),
    ],
)
def test_a_document_that_cannot_be_read_is_wrong_usage_and_says_what_to_do(
    article: Path, content: bytes, said: str
) -> None:
    article.write_bytes(content)
    result = run(str(article))
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("place", ["no-such-file", ".", "\0", "x" * 5000])
def test_a_file_that_is_not_there_is_wrong_usage(place: str) -> None:
    result = run(place)
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://localhost/x", "file:///etc/passwd", "ftp://a.example/"]
)
def test_an_address_that_may_not_be_fetched_is_wrong_usage(url: str) -> None:
    result = run(url)
    assert result.exit_code == 2
    assert "address" in result.stderr


def test_nothing_to_draft_exits_with_1(article: Path) -> None:
    article.write_text("Nothing at all.", encoding="utf-8")
    result = run(str(article))
    assert result.exit_code == 1
    assert "nothing in it could be drafted" in result.stdout


def test_a_guessed_encoding_is_said_on_stderr(article: Path) -> None:
    article.write_bytes(
        ("Bürgermeisterin Jane Roe said the Größe was wrong. " * 9).encode("cp1252")
    )
    assert "is a guess" in run(str(article), "--json").stderr


def test_what_was_left_out_of_a_page_is_said_and_exits_with_3(article: Path) -> None:
    words = "Mayor Jane Roe said that the old bridge was closed in May for repairs."
    article.write_text(
        f"<html><body><article><p>{words}</p><p>{words[11:]}</p>{'<div>' * 400}<p>deep</p>",
        encoding="utf-8",
    )
    result = run(str(article))
    assert result.exit_code == 3
    assert "left out" in result.stderr


def test_what_steers_a_terminal_is_not_printed(article: Path) -> None:
    article.write_text("Jane\x1b[31m Roe said that the bridge \u202ewas closed in May.", "utf-8")
    assert "\x1b" not in run(str(article)).stdout
