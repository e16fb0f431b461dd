"""What may a terminal be sent? Untrusted text must not move the cursor, or show what is not there.

Sources, names and questions are other people's. Characters that steer a terminal, or that
turn text around so that it reads otherwise than it is stored, are shown as U+FFFD: a mark,
because quoted words are never changed without one.
"""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\ufffd"

_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}


def safe(text: str) -> str:
    """Return `text` with its line ends as newlines, and `REPLACEMENT` for what steers."""
    for end, newline in _LINE_ENDS.items():
        text = text.replace(end, newline)
    return "".join(REPLACEMENT if _steers(character) else character for character in text)


def safe_line(text: str) -> str:
    """Return `safe` text on one line."""
    return " ".join(safe(text).split("\n"))


def _steers(character: str) -> bool:
    # Cs: half a character, which no terminal can be sent.
    is_control = character != "\n" and unicodedata.category(character) in ("Cc", "Cs")
    return is_control or character in _BIDI_CONTROLS
