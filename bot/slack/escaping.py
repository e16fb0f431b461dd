"""What may a text do in Slack? Nothing: it is read, and neither pings, links nor formats.

Blocks hold texts that Slack takes to the letter (`plain_text`, and `text` in rich text); the
one text beside the blocks is mrkdwn, where signs of formatting become signs that look alike.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.safe import safe
from bot.slack import limits

CUT = " …"

_JOINER = "\u2060"  # has no width, and breaks no line
# Inert where we put it; broken all the same, for whoever copies it to where it is not.
_REFERENCE = re.compile(r"<(?=[!@#]|https?:|mailto:)")

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# No escape exists for these. A zero-width space does not help: Slack takes it for the end
# of a word, which is where formatting begins.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_EMOJI_COLON = re.compile(r":(?=[\w+'-]+:)")
# What Slack may link though nobody marked it: addresses, domains, names, channels.
_LINKED = re.compile(r"(?<=:)(?=//)|(?<=[\w-]\.)(?=[a-z]{2})|(?<=[@#])")


def plain(text: str) -> str:
    """Return `safe` text that refers to nobody."""
    return _REFERENCE.sub(f"<{_JOINER}", safe(text))


def plain_line(text: str) -> str:
    """Return `plain` text on one line."""
    return " ".join(plain(text).split())


def inert(text: str) -> str:
    """Return `text` as mrkdwn that formats, links and mentions nothing, on one line."""
    line = plain_line(text).translate(_LOOKALIKES)
    line = _LINKED.sub(_JOINER, _EMOJI_COLON.sub("∶", line))
    # "&gt;" at the start of a line is a quote, escaped or not.
    line = f"{_JOINER}{line}" if line.startswith(">") else line
    return line.translate(_ENTITIES)


def size(text: str) -> int:
    """Return how long Slack finds `text`: rare characters count twice, as in UTF-16."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int) -> str:
    """Return `text` if its `size` is at most `most`, else its first words and `CUT`."""
    if size(text) <= most:
        return text
    kept = text[: most - len(CUT)]
    while size(kept) > most - len(CUT):
        kept = kept[:-1]
    # A word without end is cut within.
    start = kept.rfind(" ", len(kept) // 2)
    return f"{(kept[:start] if start > 0 else kept).rstrip()}{CUT}"


def is_link(address: str) -> bool:
    """Whether `address` may be made a link: http or https, and nothing odd in it."""
    if len(address) > limits.LINK or not address.isprintable() or set(address) & set(' <>|"\\'):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
