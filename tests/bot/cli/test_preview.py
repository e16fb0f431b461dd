from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.gallery import gallery, windows

FORMS = {"slack": {"message", "home", "window"}, "discord": {"components", "embeds", "window"}}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["preview", *arguments])


def printed(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_every_kind_of_reply_and_window_is_shown_for_both_platforms() -> None:
    shown = printed()
    for platform, forms in FORMS.items():
        ours = [each for each in shown if each["platform"] == platform]
        assert {each["kind"] for each in ours} == set(gallery()) | set(windows())
        assert {each["form"] for each in ours} == forms


def test_a_payload_is_printed_on_a_line_with_what_it_is() -> None:
    (shown,) = printed("--as", "slack", "--kind", "none")
    assert list(shown) == ["platform", "kind", "form", "payload"]
    assert shown["payload"]["text"]
    assert shown["payload"]["blocks"]


def test_a_private_reply_says_so_to_discord() -> None:
    for shown in printed("--as", "discord", "--kind", "answer-private"):
        assert shown["payload"]["flags"] & 1 << 6


def test_the_home_tab_is_a_view() -> None:
    (shown,) = printed("--as", "slack", "--kind", "home")
    assert (shown["form"], shown["payload"]["type"]) == ("home", "home")


def test_several_kinds_are_shown_once_each_in_the_order_asked() -> None:
    shown = printed("--as", "slack", "--kind", "sorry", "--kind", "none", "--kind", "sorry")
    assert [each["kind"] for each in shown] == ["sorry", "none"]


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    result = run("--kind", "nonsense", "--kind", "none")
    assert result.exit_code == 2
    assert "no such kind: nonsense. There are: answer-denied, " in result.stderr
    assert result.stdout == ""


def test_files_are_written_and_named(tmp_path: Path) -> None:
    result = run("--kind", "none", "--out", str(tmp_path / "new"))
    files = [Path(line) for line in result.stdout.splitlines()]
    assert [str(file.relative_to(tmp_path / "new")) for file in files] == [
        "slack/none.message.json",
        "discord/none.components.json",
        "discord/none.embeds.json",
    ]
    (shown,) = printed("--as", "slack", "--kind", "none")
    assert json.loads(files[0].read_text(encoding="utf-8")) == shown["payload"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "slack").write_text("a file", encoding="utf-8")
    result = run("--kind", "none", "--out", str(tmp_path))
    assert result.exit_code != 0
    assert str(tmp_path) in result.stderr


def test_pictures_without_a_folder_are_refused() -> None:
    result = run("--pictures")
    assert result.exit_code == 2
    assert "--out" in result.stderr


@pytest.mark.usefixtures("nothing_installed")
def test_without_chromium_and_node_the_payloads_are_written_and_what_is_missing_is_said(
    tmp_path: Path,
) -> None:
    result = run("--kind", "none", "--out", str(tmp_path), "--pictures")
    assert result.exit_code == 3
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "Chromium",
        "Node and npm",
    ]
    assert len(result.stdout.splitlines()) == 3
    assert all(Path(line).exists() for line in result.stdout.splitlines())


@pytest.mark.usefixtures("nothing_installed")
def test_node_is_not_missed_where_it_is_not_needed(tmp_path: Path) -> None:
    result = run("--as", "discord", "--kind", "none", "--out", str(tmp_path), "--pictures")
    assert result.exit_code == 3
    assert "Node" not in result.stderr


def test_a_chromium_that_does_not_draw_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ["--as", "discord", "--kind", "none", "--out", str(tmp_path), "--pictures"]
    result = run(*asked)
    assert result.exit_code == 3
    assert "Chromium did not start" in result.stderr
    assert len(result.stdout.splitlines()) == 2
