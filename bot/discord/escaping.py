"""What may Discord be sent? Text of others must be nothing but text, however it is written.

Everything that Discord's markdown could take for something else gets a backslash: emphasis,
spoilers, code, headings, lists, quotes, small print, links, masked links, emoji, timestamps
and mentions. (Nobody is pinged in any case: no message of ours allows mentions.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from urllib.parse import quote, urlsplit, urlunsplit

from bot.discord.limits import width
from bot.safe import safe, safe_line

CUT = " …"
NOTHING = "…"
"""Stands where a text is needed and there is none: Discord refuses empty ones."""
LINK_CHARACTERS = 500

# A colon makes addresses (https:), emoji (:name:, <:name:1>) and timestamps (<t:1>).
_ALWAYS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_~|<>[]()@:"})
_AT_LINE_START = re.compile(r"^( *)([-+#]|\d+(?=\.))", re.MULTILINE)
_LAST_WORD = re.compile(r"\s\S*\Z")
# What may stand in the rest of a link's address as it is; all else is written as %XX.
_ADDRESS_CHARACTERS = "!#$%&'+,-./:;=?@~"
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def escaped(text: str) -> str:
    """Return `text` so that Discord shows it to the letter."""
    return _AT_LINE_START.sub(_at_line_start, safe(text).translate(_ALWAYS))


def escaped_line(text: str) -> str:
    """Return `text` on one line, so that Discord shows it to the letter."""
    return escaped(safe_line(text))


def cut_to(text: str, most: int, *, is_escaped: bool = True) -> str:
    """Return the beginning of `text` whose width is at most `most` once it is escaped.

    What is left out is marked with " …"; it is cut between words if there is one near.
    """

    def cost(characters: int) -> int:
        kept = text[:characters]
        return width(escaped(kept) if is_escaped else kept)

    if len(text) <= most and cost(len(text)) <= most:
        return text
    room = max(most - width(CUT), 0)
    # Never more than `room` characters fit, and to measure more would take long.
    kept = text[: bisect_right(range(1, min(len(text), room) + 1), room, key=cost)]
    near = kept[len(kept) // 2 :]
    if any(character.isspace() for character in near):
        kept = _LAST_WORD.sub("", kept)
    return f"{kept.rstrip()}{CUT}"


def plain(text: str, most: int) -> str:
    """Return `text` on one line, at most `most` wide, for where Discord reads no markdown."""
    return cut_to(safe_line(text), most, is_escaped=False) or NOTHING


def link(words: str, url: str | None) -> str:
    """Return a link that reads `words` if `url` is a web address that can be shown, else ""."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return ""
    # A name before the host ("https://known.example@other.example") only ever misleads.
    is_web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    rest = quote(urlunsplit(("", "", parts.path, parts.query, parts.fragment)), _ADDRESS_CHARACTERS)
    address = f"{parts.scheme}://{host}{port}{rest}"
    if not is_web or not _HOST.fullmatch(host) or width(address) > LINK_CHARACTERS:
        return ""
    return f"[{words}](<{address}>)"


def _at_line_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"
