"""Where does a paragraph begin and end? A hard-wrapped line is not the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Span

_BREAK = re.compile(r"[^\S\n]*(?:\r?\n|\r|\u2028|\u2029|\x0b|\x0c|\x85)\s*")
_BLANK = re.compile(r"[\n\r][^\S\n\r]*[\n\r](?<!\r\n)|\u2029")
_ENDS = tuple(".!?:;…”\"»’')]*")
_WRAPPED_CHARACTERS = 55


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text` without the white space around them, in order."""
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Span]:
    start = len(text) - len(text.lstrip())
    line = start
    for gap in _BREAK.finditer(text, start):
        here = text[line : gap.start()]
        goes_on = (
            len(here) >= _WRAPPED_CHARACTERS
            and not here.endswith(_ENDS)
            and not _BLANK.search(gap.group())
            and gap.end() < len(text)
            and (
                text[gap.end()].islower() or here[-1] in ",-–" or here.rsplit(None, 1)[-1].islower()
            )
        )
        line = gap.end()
        if goes_on:
            continue
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
