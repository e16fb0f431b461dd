"""What is there to be drawn? Each payload as a page, on each ground, light and dark."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.preview.browser import Drawing, DrawingError
from bot.preview.discord_page import discord_page, discord_window
from bot.preview.payloads import WINDOW, Payload, Platform
from bot.preview.slack_page import put_back, slack_page, slack_window, taken_out
from bot.preview.tools import FOLDER, Tools, slack_script

_WIDTHS = {Platform.SLACK: 680, Platform.DISCORD: 720}
_NODE_ANSWERS_WITHIN_SECONDS = 120


def drawings_of(
    payloads: Sequence[Payload], themes: Sequence[str], *, tools: Tools, cache: Path, out: Path
) -> list[Drawing]:
    """Return what is to be drawn: each payload in each theme, as a file below `out`.

    `cache` is where npm may install what draws Slack's blocks. Raises `DrawingError`.
    """
    return [*_slack(payloads, themes, tools, cache, out), *_discord(payloads, themes, out)]


def _discord(payloads: Sequence[Payload], themes: Sequence[str], out: Path) -> Iterator[Drawing]:
    css = _read("discord.css")
    for payload in payloads:
        for theme in themes if payload.platform is Platform.DISCORD else ():
            draw_page = discord_window if payload.form == WINDOW else discord_page
            html = draw_page(payload.payload, css=css, theme=theme)
            yield _drawing(payload, html, theme, out)


def _slack(
    payloads: Sequence[Payload], themes: Sequence[str], tools: Tools, cache: Path, out: Path
) -> Iterator[Drawing]:
    ours = [payload for payload in payloads if payload.platform is Platform.SLACK]
    if not ours:
        return
    jobs = [(payload, theme) for payload in ours for theme in themes]
    parts = [taken_out(payload.payload.get("blocks") or []) for payload, _ in jobs]
    asked = [{"blocks": b, "theme": t} for (b, _), (_, t) in zip(parts, jobs, strict=True)]
    style, *markup = _ask_node(tools.node, slack_script(tools.npm, cache), asked)
    css = f"{style['css']}\n{_read('slack.css')}"
    for (payload, theme), (blocks, texts), drawn in zip(jobs, parts, markup, strict=True):
        shown = put_back(drawn["html"], texts) if blocks else ""
        yield _drawing(payload, _slack_html(payload, shown, css, theme), theme, out)


def _slack_html(payload: Payload, blocks: str, css: str, theme: str) -> str:
    if payload.form == WINDOW:
        return slack_window(blocks, payload.payload, css=css, theme=theme)
    text, is_private = str(payload.payload.get("text", "")), payload.is_private
    return slack_page(blocks, text, css=css, theme=theme, is_private=is_private)


def _ask_node(node: str, script: Path, asked: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return what the script says, line by line: its look first, then one line for each asked."""
    lines = "".join(f"{json.dumps(each)}\n" for each in asked)
    try:
        done = subprocess.run(
            [node, str(script)],
            input=lines.encode(),
            capture_output=True,
            check=True,
            timeout=_NODE_ANSWERS_WITHIN_SECONDS,
        )
        said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        told = f"{script.parent}: Node could not draw Slack's blocks; remove this folder, try again"
        raise DrawingError(told) from error
    if len(said) != len(asked) + 1:
        raise DrawingError(f"{script}: Node drew {len(said) - 1} of {len(asked)} messages")
    return said


def _drawing(payload: Payload, html: str, theme: str, out: Path) -> Drawing:
    file = out / payload.platform / f"{payload.name}.{theme}.png"
    return Drawing(html, _WIDTHS[payload.platform], file)


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
