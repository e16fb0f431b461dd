from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.preview.browser import Drawing, DrawingError
from bot.preview.payloads import Payload, Platform
from bot.preview.pictures import drawings_of
from bot.preview.tools import Tools

Drawn = Callable[[Sequence[Payload], Sequence[str]], list[Drawing]]

SLACK = Payload(Platform.SLACK, "kind", "message", {"text": "*a*", "blocks": []}, False)
DISCORD = Payload(Platform.DISCORD, "kind", "embeds", {"content": "**b**"}, False)


@pytest.fixture
def drawings(program: Callable[[str, str], str], tmp_path: Path) -> Drawn:
    """Return what is to be drawn, with a Node that draws every message of blocks alike."""
    node = program("node", """echo '{"css": "p {}"}'; sed 's/.*/{"html": "<p>blocks<\\/p>"}/'""")
    tools = Tools("chromium", node, program("npm", "exit 0"), has_folder=True)

    def drawn(payloads: Sequence[Payload], themes: Sequence[str]) -> list[Drawing]:
        out = tmp_path / "out"
        return drawings_of(payloads, themes, tools=tools, cache=tmp_path / "cache", out=out)

    return drawn


def test_each_payload_is_drawn_on_each_ground(drawings: Drawn) -> None:
    drawn = drawings([SLACK, DISCORD], ["light", "dark"])
    assert ["/".join(drawing.file.parts[-2:]) for drawing in drawn] == [
        "slack/kind.message.light.png",
        "slack/kind.message.dark.png",
        "discord/kind.embeds.light.png",
        "discord/kind.embeds.dark.png",
    ]
    for drawing, theme in zip(drawn, ["light", "dark"] * 2, strict=True):
        assert f'<body data-theme="{theme}">' in drawing.html


def test_a_message_of_slack_shows_its_blocks_and_without_any_its_text(drawings: Drawn) -> None:
    blocks = Payload(
        Platform.SLACK, "kind", "message", {"text": "a", "blocks": [{"type": "divider"}]}, False
    )
    with_blocks, without = drawings([blocks, SLACK], ["light"])
    assert "<p>blocks</p>" in with_blocks.html
    assert "<strong>a</strong>" in without.html


def test_a_window_of_slack_shows_its_title_and_its_buttons(drawings: Drawn) -> None:
    view = {
        "title": {"type": "plain_text", "text": "Edit <b>"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [{"type": "divider"}],
    }
    (drawn,) = drawings([Payload(Platform.SLACK, "kind", "window", view, True)], ["light"])
    assert "<h1>Edit &lt;b&gt;</h1><p>blocks</p>" in drawn.html
    assert '<span class="button">Save</span>' in drawn.html


def test_a_window_of_discord_shows_its_title(drawings: Drawn) -> None:
    modal = {"title": "Edit <b>", "components": []}
    (drawn,) = drawings([Payload(Platform.DISCORD, "kind", "window", modal, True)], ["light"])
    assert "<h2>Edit &lt;b&gt;</h2>" in drawn.html


def test_discord_is_drawn_without_node(drawings: Drawn, tmp_path: Path) -> None:
    tools = Tools("chromium", "", "", has_folder=True)
    (drawn,) = drawings_of([DISCORD], ["dark"], tools=tools, cache=tmp_path, out=tmp_path)
    assert "<strong>b</strong>" in drawn.html


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Node could not draw"),
        ("echo nonsense", "Node could not draw"),
        ("echo {}", "Node drew 0 of 1 messages"),
    ],
)
def test_a_node_that_does_not_draw_is_said(
    program: Callable[[str, str], str], tmp_path: Path, script: str, said: str
) -> None:
    tools = Tools("chromium", program("node", script), program("npm", "exit 0"), has_folder=True)
    with pytest.raises(DrawingError, match=said):
        drawings_of([SLACK], ["light"], tools=tools, cache=tmp_path, out=tmp_path)
