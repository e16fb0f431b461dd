"""Discord's markdown as its clients read it, so that tests can see what is markup.

The rules and their order are those of the clients' parser (simple-markdown with Discord's
additions), as far as a message of a bot can use them. `read` returns what a person sees as
plain text, and the names of the rules that made something else of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE_RULES = {
    "heading": re.compile(r" *#{1,3}(?=\s+[^\n]+)"),
    "subtext": re.compile(r"-# (?=\s*[^\n]+)"),
    "quote": re.compile(r" *(?:>>> +|>(?!>>) ?)"),
    "list": re.compile(r" *(?:[*+-]|\d+\.) +(?=[^\n])"),
}
_RULES = {
    "escape": re.compile(r"\\([^0-9A-Za-z\s])"),
    "code_block": re.compile(
        r"```(?:[a-z0-9_+\-.#]+?\n)?\n*[^\n][^]*?```".replace("[^]", r"[\s\S]")
    ),
    "code": re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)"),
    "link": re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?[^\s)]*>?[^)]*\)"),
    "angle_url": re.compile(r"<(?:https?|mailto|tel|steam|discord):[^\s>]*>|<\+?\d[\d\- ]*>"),
    "url": re.compile(r"(?:https?|steam|discord)://[^\s<]+[^<.,:;\"'\])\s]", re.IGNORECASE),
    "spoiler": re.compile(r"\|\|([\s\S]+?)\|\|"),
    "bold": re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    "underline": re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    "italics": re.compile(
        r"_((?:__|\\[\s\S]|[^\\_])+?)_\b|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
    ),
    "strike": re.compile(r"~~([\s\S]+?)~~(?!_)"),
    "mention": re.compile(r"<(?:@[!&]?|#)\d+>|@(?:everyone|here)|<id:[a-z\-]+>|</[^>\n]+:\d+>"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:[^\s:]+?(?:::skin-tone-\d)?:"),
    "timestamp": re.compile(r"<t:-?\d{1,17}(?::[a-zA-Z])?>"),
    "shrug": re.compile(r"¯\\_\(ツ\)_/¯"),
}


@dataclass
class Read:
    """What a person sees of a text: its letters, and which markup there was."""

    text: str = ""
    markup: list[str] = field(default_factory=list)


def read(source: str) -> Read:
    """Read `source` as the body of a text display or of an embed's description."""
    found = Read()
    at = 0
    while at < len(source):
        if at == 0 or source[at - 1] == "\n":
            at = _read_line_start(source, at, found)
        name, match = next(
            ((n, m) for n, rule in _RULES.items() if (m := rule.match(source, at))), ("", None)
        )
        if match is None:
            found.text += source[at : at + 1]
            at += 1
            continue
        if name == "escape":
            found.text += match[1]
        else:
            inside = read(next(filter(None, match.groups()), "")) if match.groups() else Read()
            found.text += inside.text
            found.markup += [name, *inside.markup]
        at = match.end()
    return found


def _read_line_start(source: str, at: int, found: Read) -> int:
    while True:
        name, match = next(
            ((n, m) for n, rule in _LINE_RULES.items() if (m := rule.match(source, at))), ("", None)
        )
        if match is None:
            return at
        found.markup.append(name)
        at = match.end()
