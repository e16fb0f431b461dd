"""How do the sentences of an article make up its attributions?

A quotation may go on in the next sentence or paragraph, and hold what others are said to have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.intake.article.found import Attribution, Reading
from knowledge.intake.article.labels import Label, labels_of
from knowledge.intake.article.lexicon import Cue
from knowledge.intake.article.paragraphs import paragraphs
from knowledge.intake.article.quotations import (
    Quotation,
    inner_quotations,
    is_said_whole,
    overlapping,
    quotations,
)
from knowledge.intake.article.reading import read_unit
from knowledge.intake.article.sentences import sentences_within
from knowledge.intake.article.speakers import resolved
from knowledge.intake.article.units import units
from knowledge.model import Span

_BARE = Cue("", "base")
_COLON = Cue(":", "base")
_INNER_WORDS = 6


def assemble(text: str, boilerplate: Sequence[Span]) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, in order."""
    quoted = quotations(text)
    readings = list(_readings(text, quoted, boilerplate))
    readings += [inner for reading in readings for inner in _inside(text, reading, quoted)]
    return resolved(text, _ordered(readings), quoted)


def _ordered(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    whole = (reading for reading in readings if reading.content)
    return tuple(sorted(whole, key=lambda reading: (reading.unit[0], reading.at)))


def _readings(
    text: str, quoted: Sequence[Quotation], boilerplate: Sequence[Span]
) -> Iterator[Reading]:
    whole = paragraphs(text)
    labels = labels_of(text, whole)
    held: Reading | None = None
    said: int = -1
    for number, unit in units(text, quoted):
        if any(start < unit[1] and unit[0] < end for start, end in boilerplate) or number == said:
            continue
        label = labels.get(number)
        if label is not None and unit[0] == whole[number][0]:
            if held is not None:
                yield held
            held, said = _labelled(label, unit, number), number if label.is_transcript else -1
            continue
        found = list(read_unit(text, unit, number, quoted))
        if not found and held is not None and _goes_on(text, held, unit, number, quoted):
            held = _longer(text, held, unit, number, quoted)
            continue
        if held is not None:
            yield held
            held = None
        if not found:
            held = _bare(text, unit, number, quoted)
            continue
        yield from found[:-1]
        held = found[-1]
    if held is not None:
        yield held


def _labelled(label: Label, unit: Span, number: int) -> Reading:
    said = label.said if label.is_transcript else (label.said[0], unit[1])
    kind = "transcript" if label.is_transcript else "colon"
    return Reading((said,), (label.colon,), label.name, None, unit, number, ":", kind, _COLON)


def _goes_on(
    text: str, held: Reading, unit: Span, number: int, quoted: Sequence[Quotation]
) -> bool:
    """Return whether the attribution goes on with this sentence, which is only a quotation."""
    if held.is_open and number <= held.paragraph + 1:
        return True
    whole = _whole(text, unit, quoted)
    if whole is None:
        return False
    last = held.content[-1][1] if held.content else 0
    around = overlapping(quoted, (max(0, last - 1), last))
    return bool(around) and (number == held.paragraph or around[0].is_left_open)


def _longer(
    text: str, held: Reading, unit: Span, number: int, quoted: Sequence[Quotation]
) -> Reading:
    whole = _whole(text, unit, quoted)
    span = whole.words if whole is not None else unit
    return replace(
        held, content=(*held.content, _stripped(text, span)), paragraph=number, is_open=False
    )


def _bare(text: str, unit: Span, number: int, quoted: Sequence[Quotation]) -> Reading | None:
    whole = _whole(text, unit, quoted)
    if whole is None:
        return None
    span = _stripped(text, whole.words)
    return Reading((span,), (), None, None, unit, number, "", "bare", _BARE)


def _whole(text: str, unit: Span, quoted: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that is all of the sentence."""
    for quotation in overlapping(quoted, unit):
        if is_said_whole(text, quotation):
            rest = text[unit[0] : quotation.start] + text[quotation.end : unit[1]]
            if not re.search(r"\w", rest):
                return quotation
    return None


def _inside(text: str, reading: Reading, quoted: Sequence[Quotation]) -> Iterator[Reading]:
    """Yield what a quoted speaker says that others said."""
    for span in reading.content if reading.kind == "transcript" else ():
        for sentence in sentences_within(text, span):
            yield from (
                found
                for found in read_unit(text, sentence, reading.paragraph, quoted)
                if found.content
            )
    for span in reading.content:
        for quotation in overlapping(quoted, span):
            start, end = max(span[0], quotation.words[0]), min(span[1], quotation.words[1])
            if end <= start or len(text[start:end].split()) < _INNER_WORDS:
                continue
            inner = inner_quotations(text, (start, end))
            for sentence in sentences_within(text, _stripped(text, (start, end))):
                for found in read_unit(text, sentence, reading.paragraph, inner):
                    if found.content:
                        yield found


def _stripped(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    if not words.strip():
        return span
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
