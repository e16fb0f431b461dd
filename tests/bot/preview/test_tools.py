from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.preview.browser import Drawing, DrawingError, draw
from bot.preview.payloads import Platform
from bot.preview.tools import FOLDER, Tools, find_tools, slack_script


def test_nothing_on_the_path_is_nothing_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tools = find_tools()
    assert (tools.node, tools.npm) == ("", "")
    assert not tools.can_draw(Platform.SLACK)


def test_what_is_on_the_path_is_found(
    monkeypatch: pytest.MonkeyPatch, program: Callable[[str, str], str]
) -> None:
    paths = [program(name, "") for name in ("chromium-browser", "node", "npm")]
    monkeypatch.setenv("PATH", str(Path(paths[0]).parent))
    tools = find_tools()
    assert [tools.chromium, tools.node, tools.npm] == paths
    assert tools.can_draw(Platform.SLACK)


@pytest.mark.parametrize(
    ("tools", "said"),
    [
        (Tools("", "node", "npm", has_folder=True), "apt-get install chromium"),
        (Tools("chromium", "", "npm", has_folder=True), "nodejs.org"),
        (Tools("chromium", "node", "", has_folder=True), "nodejs.org"),
        (Tools("chromium", "node", "npm", has_folder=False), "checkout"),
    ],
)
def test_what_is_missing_is_said_with_how_to_get_it(tools: Tools, said: str) -> None:
    (line,) = tools.missing((Platform.SLACK,))
    assert said in line


def test_pictures_of_discord_need_no_node() -> None:
    tools = Tools("chromium", "", "", has_folder=True)
    assert tools.can_draw(Platform.DISCORD)
    assert not tools.can_draw(Platform.SLACK)
    assert tools.missing((Platform.DISCORD,)) == ()


def test_what_draws_blocks_is_installed_once(
    program: Callable[[str, str], str], tmp_path: Path
) -> None:
    npm = program("npm", f"echo installed >> {tmp_path}/log")
    script = slack_script(npm, tmp_path / "cache")
    assert slack_script(npm, tmp_path / "cache") == script
    assert (tmp_path / "log").read_text() == "installed\n"
    assert script.read_bytes() == (FOLDER / "slack.mjs").read_bytes()
    assert (script.parent / "package.json").exists()


def test_an_installation_that_failed_is_said_and_tried_again(
    program: Callable[[str, str], str], tmp_path: Path
) -> None:
    with pytest.raises(DrawingError, match=r"npm install failed in .*cache"):
        slack_script(program("npm", "exit 1"), tmp_path / "cache")
    assert slack_script(program("npm", "exit 0"), tmp_path / "cache").exists()


def test_the_packages_are_named_with_ranges_and_nothing_else_is_fetched() -> None:
    package = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert all(wanted.startswith("^") for wanted in package["dependencies"].values())
    assert not {"scripts", "devDependencies"} & set(package)
    assert not list(FOLDER.glob("*lock*"))


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_a_chromium_that_does_not_start_is_said(
    program: Callable[[str, str], str], tmp_path: Path, script: str
) -> None:
    drawing = Drawing("<p>a</p>", 100, tmp_path / "a.png")
    with pytest.raises(DrawingError, match="Chromium did not start"):
        draw(program("chromium", script), [drawing])
    assert not drawing.file.exists()


def test_a_chromium_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="did not draw"):
        draw(str(tmp_path / "nowhere"), [Drawing("", 100, tmp_path / "a.png")])
