"""A Slack message, or window, as a page.

Blocks are drawn by the package slack-blocks-to-jsx, which Node runs. It reads texts more
freely than Slack does (marks in plain text, for one), so every text goes through it as a
number between two private characters, and our own reading is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from bot.preview.page import page
from bot.preview.slack_text import read_mrkdwn, read_text_object

_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def taken_out(blocks: Any) -> tuple[Any, list[str]]:
    """Return `blocks` with a place for each text, and the texts as HTML, by their number."""
    texts: list[str] = []

    def take(part: Any) -> Any:
        if isinstance(part, list):
            return [take(each) for each in part]
        if not isinstance(part, dict):
            return part
        if part.get("type") in ("plain_text", "mrkdwn") and isinstance(part.get("text"), str):
            texts.append(read_text_object(part))
            return {**part, "text": f"{_OPEN}{len(texts) - 1}{_CLOSE}"}
        return {key: take(value) for key, value in part.items()}

    return take(blocks), texts


def put_back(markup: str, texts: Sequence[str]) -> str:
    """Return the markup of blocks with the texts in their places."""

    def text(found: re.Match[str]) -> str:
        number = int(found[1])
        # A payload may hold the private characters, too.
        return texts[number] if number < len(texts) else ""

    return _PLACE.sub(text, markup)


def slack_page(blocks: str, text: str, *, css: str, theme: str, is_private: bool) -> str:
    """Return the page of a message: its `blocks` as HTML, or else its `text` alone."""
    content = blocks or f'<div class="text">{read_mrkdwn(text)}</div>'
    eye = '<div class="private">◉ Only visible to you</div>' if is_private else ""
    body = (
        f'<main class="slack">{eye}<div class="message"><div class="avatar">G</div><div>'
        f'<div class="by"><b>{escape("Gainsay")}</b><span class="app">APP</span>'
        f"<time>10:24 AM</time></div>{content}</div></div></main>"
    )
    return page(body, css=css, theme=theme)


def slack_window(blocks: str, view: Mapping[str, Any], *, css: str, theme: str) -> str:
    """Return the page of a window: its `blocks` as HTML between its title and its buttons."""
    title, *buttons = (
        read_text_object(view[part]) for part in ("title", "close", "submit") if part in view
    )
    pressed = "".join(f'<span class="button">{button}</span>' for button in buttons)
    body = (
        f'<main class="slack"><div class="window"><h1>{title}</h1>{blocks}'
        f'<div class="buttons">{pressed}</div></div></main>'
    )
    return page(body, css=css, theme=theme)
