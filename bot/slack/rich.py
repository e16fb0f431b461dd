"""Rich text of Slack: what is written in it is shown to the letter, and never read as markup.

Elements are Block Kit's own; each comes with its `size`, so that what is said can be fitted
into what Slack takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.slack import limits
from bot.slack.escaping import cut, is_link, plain, size

Block = dict[str, Any]
"""A block, or an element of one, as JSON."""

_PERSON, _GROUP = re.compile(r"[UW][A-Z0-9]+"), re.compile(r"S[A-Z0-9]+")
_NAME = 80


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words within a line."""

    element: Block
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, a quote or an entry of a list: shown whole or not at all."""

    element: Block
    size: int


def words(text: str, most: int, **style: bool) -> Words:
    """Return `text`, cut to `most`; `style` may say bold or italic."""
    shown = cut(plain(text), most)
    element: Block = {"type": "text", "text": shown}
    if style:
        element["style"] = style
    return Words(element, size(shown))


def link(address: str) -> Words | None:
    """Return a link that shows which site it leads to; None if it must not be one."""
    if not is_link(address):
        return None
    site = cut(urlsplit(address).hostname or "", 100)
    return Words({"type": "link", "url": address, "text": site}, size(site))


def named(id_: str) -> Words | None:
    """Return a person or user group as Slack calls them; None if that is no id of Slack's.

    Only for what one person sees: elsewhere it would call them.
    """
    if _PERSON.fullmatch(id_):
        return Words({"type": "user", "user_id": id_}, _NAME)
    return (
        Words({"type": "usergroup", "usergroup_id": id_}, _NAME) if _GROUP.fullmatch(id_) else None
    )


def line(*parts: Words | None) -> Piece:
    """Return the parts as a line of its own."""
    return _piece("rich_text_section", parts)


def quote(*parts: Words | None) -> Piece:
    """Return the parts beside a rail: words that are somebody else's."""
    return _piece("rich_text_quote", parts)


def entry(number: int, *parts: Words | None) -> Piece:
    """Return the parts as an entry of a numbered list; `number` begins at 1."""
    section = line(*parts)
    element: Block = {"type": "rich_text_list", "style": "ordered", "elements": [section.element]}
    if number > 1:
        element["offset"] = number - 1
    return Piece(element, section.size)


def call(people: Sequence[str]) -> Block:
    """Return a line that calls these people, by Slack's ids: none that somebody typed."""
    each = [{"type": "user", "user_id": person} for person in people]
    spaced = [part for person in each for part in (person, {"type": "text", "text": " "})]
    return {"type": "rich_text_section", "elements": [*spaced[:-1], _LINE_END]}


_LINE_END: Block = {"type": "text", "text": "\n"}


def packed(pieces: Iterable[Piece]) -> list[Block]:
    """Return the pieces in as few blocks as hold them."""
    blocks: list[list[Block]] = []
    left = 0
    for piece in pieces:
        if piece.size + 1 > left:
            blocks.append([])
            left = limits.RICH_TEXT
        left -= piece.size + 1  # and its line end
        _append(blocks[-1], piece.element)
    return [{"type": "rich_text", "elements": elements} for elements in blocks]


def texts_of(blocks: Any) -> Iterator[str]:
    """Yield all that is read in the blocks."""
    if isinstance(blocks, list):
        for block in blocks:
            yield from texts_of(block)
    elif isinstance(blocks, dict):
        for name, value in blocks.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts_of(value)


def _append(elements: list[Block], element: Block) -> None:
    """Add `element` as Slack's own composer would: lines share a section, entries a list."""
    last = elements[-1] if elements else {}
    if last.get("type") == element["type"] == "rich_text_list" and "offset" in element:
        last["elements"] += element["elements"]
    elif last.get("type") == element["type"] == "rich_text_section":
        last["elements"] += [{"type": "text", "text": "\n"}, *element["elements"]]
    else:
        elements.append({**element, "elements": list(element["elements"])})


def _piece(kind: str, parts: Sequence[Words | None]) -> Piece:
    # An empty text is refused by Slack.
    shown = [part for part in parts if part is not None and part.size]
    elements = [part.element for part in shown] or [{"type": "text", "text": " "}]
    return Piece({"type": kind, "elements": elements}, sum(part.size for part in shown) or 1)
