"""Which words stand between quotation marks?

Outermost quotations only: what is quoted inside one is its speaker's affair. A quotation ends
with its paragraph; one that is left open there goes on in a next paragraph that opens anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.intake.article.paragraphs import paragraphs
from knowledge.model import Span

_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"[‘’']")
_OPENERS, _CLOSERS = ("“", "„", "«", "``"), ("”", "»")
_NOT_SINGLE = re.compile(r"['’](?:em|til|cause|twas|tis|n|\d0s|\d\d)\b", re.IGNORECASE)
_LONGEST_SINGLE = 600
_FULL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `words` is what stands between them."""

    start: int
    end: int
    words: Span
    is_left_open: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text`, in order; they do not overlap."""
    found: list[Quotation] = []
    whole = paragraphs(text)
    for at, paragraph in enumerate(whole):
        follows = text[whole[at + 1][0] : whole[at + 1][0] + 2] if at + 1 < len(whole) else ""
        doubles = list(_doubles(text, paragraph, goes_on=bool(_DOUBLE.match(follows))))
        found += [*doubles, *_singles(text, paragraph, doubles)]
    return tuple(sorted(found, key=lambda quotation: quotation.start))


def overlapping(quoted: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Return those of `quoted`, which are in order, that share characters with `span`."""
    first = bisect_right(quoted, span[0], key=lambda quotation: quotation.end)
    behind = bisect_left(quoted, span[1], key=lambda quotation: quotation.start)
    return quoted[first:behind]


def is_said_whole(text: str, quotation: Quotation) -> bool:
    """Return whether the quotation is a statement of its own, and not a word that is set off."""
    words = text[slice(*quotation.words)].strip()
    if not words:
        return False
    ends = words[-1] in ".,?!…—–-"
    begins = words[0].isupper() or words[0] in "[….("
    return (begins and (ends or len(words.split()) >= _FULL_WORDS)) or (
        ends and len(words.split()) >= _FULL_WORDS
    )


def _doubles(text: str, paragraph: Span, *, goes_on: bool) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, *paragraph):
        if opened is None:
            opened = mark if _opens(text, mark, paragraph) else None
        elif _reopens(text, mark, paragraph):
            opened = mark
        elif mark.group() not in _OPENERS:
            yield Quotation(opened.start(), mark.end(), (opened.end(), mark.start()))
            opened = None
    if opened is not None and (goes_on or opened.start() <= paragraph[0] + 1):
        end = paragraph[1]
        if text[opened.end() : end].strip():
            yield Quotation(opened.start(), end, (opened.end(), end), is_left_open=True)


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if mark.group() in _CLOSERS or mark.end() >= paragraph[1] or text[mark.end()].isspace():
        return False
    before = text[mark.start() - 1] if mark.start() > paragraph[0] else " "
    # 6'2" is a height, not the beginning of a quotation.
    return mark.group() in _OPENERS or not before.isalnum()


def _reopens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """A straight mark that can only open: the one before it was stray."""
    if mark.group() not in ('"', "''") or mark.start() == paragraph[0]:
        return False
    after = text[mark.end()] if mark.end() < paragraph[1] else " "
    return text[mark.start() - 1].isspace() and after.isalnum()


def _singles(text: str, paragraph: Span, doubles: list[Quotation]) -> Iterator[Quotation]:
    opened: int | None = None
    for mark in _SINGLE.finditer(text, *paragraph):
        at = mark.start()
        if overlapping(doubles, (at, at + 1)):
            opened = None
            continue
        before = text[at - 1] if at > paragraph[0] else " "
        after = text[at + 1] if at + 1 < paragraph[1] else " "
        if opened is None:
            begins = before.isspace() or before in "([—–-:"
            if begins and after.isalnum() and not _NOT_SINGLE.match(text, at):
                opened = at
        elif not after.isalnum() and not before.isspace() and text[at] != "‘":
            if at - opened <= _LONGEST_SINGLE:
                yield Quotation(opened, at + 1, (opened + 1, at))
            opened = None


def inner_quotations(text: str, span: Span) -> tuple[Quotation, ...]:
    """Return what somebody who is quoted quotes: single marks inside double ones."""
    return tuple(_singles(text, span, []))
