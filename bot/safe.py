"""What may be shown at all? Untrusted text must not steer, or show what is not there.

Sources, names and questions are other people's. Characters that steer a terminal, or that
turn text around so that it reads otherwise than it is stored, are shown as U+FFFD: a mark,
because quoted words are never changed without one. What is markup where it is shown is each
renderer's to escape.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Controls, halves of characters (which cannot be sent), and what turns text around.
_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def safe(text: str) -> str:
    """Return `text` with its line ends as newlines, and `REPLACEMENT` for what steers."""
    return _STEERING.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text).replace("\t", " "))


def safe_line(text: str) -> str:
    """Return `safe` text on one line, without space around it."""
    return " ".join(safe(text).split())
