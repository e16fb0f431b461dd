"""Who is "he"? Puts the attributions in order, says who spoke, and through whom it reached us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.intake.article.found import Attribution, Reading
from knowledge.intake.article.lexicon import listed
from knowledge.intake.article.people import Cast, Person, cast_of, person_of
from knowledge.intake.article.quotations import Quotation
from knowledge.intake.article.words import words
from knowledge.model import Span
from knowledge.vocabulary import Mode

_FIRST = frozenset("i we me us".split())
_DAY = re.compile(
    r"\b(?:(?:on|late|early|last|this|next)\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|yesterday|today|tonight)(?:\s+(?:morning|afternoon|evening|night))?\b"
    r"|\b(?:last|this|earlier this|late last)\s+(?:week|month|year|spring|summer|autumn|fall|winter|night)\b"
    r"|\bon\s+(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}"
    r"(?:,\s*\d{4})?|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December))\b"
)


def resolved(
    text: str, readings: Sequence[Reading], quoted: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Return the attributions of these readings, which are in the order of the text."""
    cast = cast_of(text)
    within = [_within(readings, at) for at in range(len(readings))]
    speakers: list[Person] = []
    for at, reading in enumerate(readings):
        outer = within[at]
        around = speakers[outer] if outer is not None and outer < at else None
        speakers.append(_speaker(text, reading, cast, speakers, around))
    return tuple(
        _attribution(text, readings, speakers, within, at, quoted) for at in range(len(readings))
    )


def _within(readings: Sequence[Reading], at: int) -> int | None:
    """Return the attribution whose content holds this one's cue; the innermost of several."""
    here = readings[at]
    best: int | None = None
    for other, outer in enumerate(readings):
        if other == at or not any(s <= here.at < e for s, e in outer.content):
            continue
        if any(s <= outer.at < e for s, e in here.content) and _size(here) >= _size(outer):
            continue
        if best is None or _size(outer) < _size(readings[best]):
            best = other
    return best


def _size(reading: Reading) -> int:
    return sum(end - start for start, end in reading.content)


def _speaker(
    text: str, reading: Reading, cast: Cast, before: Sequence[Person], around: Person | None
) -> Person:
    if reading.kind == "bare":
        return before[-1] if before else Person("")
    if reading.source is None:
        return Person("")
    phrase = text[slice(*reading.source)]
    beside = "" if reading.beside is None else text[slice(*reading.beside)]
    if phrase.lower() in _FIRST and around is not None:
        return around
    person = person_of(phrase, beside, cast, reading.source[0], before)
    cited = "" if reading.cited is None else text[slice(*reading.cited)]
    if person.is_outlet and set(cited.lower().split()) & words("groups"):
        return Person(cited, carrier=person.name)
    return person


def _attribution(
    text: str,
    readings: Sequence[Reading],
    speakers: Sequence[Person],
    within: Sequence[int | None],
    at: int,
    quoted: Sequence[Quotation],
) -> Attribution:
    reading, speaker = readings[at], speakers[at]
    via = _chain(readings, speakers, within, at)
    source = _source(reading)
    if speaker.carrier and reading.cited is not None:
        via, source = (*via, speaker.carrier), tuple(sorted({*source, reading.cited}))
    return Attribution(
        _apart(reading.content),
        reading.cue,
        source,
        speaker.name,
        speaker.role,
        speaker.organisation,
        _mode(text, reading, quoted),
        reading.stance,
        reading.entry.accusing,
        via,
        _hedge(text, reading.content),
        _day(text, reading),
        within[at],
        reading.lemma,
    )


def _chain(
    readings: Sequence[Reading], speakers: Sequence[Person], within: Sequence[int | None], at: int
) -> tuple[str, ...]:
    """Return who carried it, outermost first."""
    names: list[str] = []
    outer, steps = within[at], 0
    while outer is not None and steps < len(readings):
        if speakers[outer].name and speakers[outer].name != speakers[at].name:
            names.insert(0, speakers[outer].name)
        outer, steps = within[outer], steps + 1
    return tuple(dict.fromkeys(names))


def _source(reading: Reading) -> tuple[Span, ...]:
    if reading.source is None:
        return ()
    if reading.beside is None:
        return (reading.source,)
    return ((min(reading.source[0], reading.beside[0]), max(reading.source[1], reading.beside[1])),)


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in order, without what a span before them has."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        start = max(span[0], kept[-1][1]) if kept else span[0]
        if start < span[1]:
            kept.append((start, span[1]))
    return tuple(kept)


def _mode(text: str, reading: Reading, quoted: Sequence[Quotation]) -> Mode:
    if reading.kind == "transcript":
        return Mode.DIRECT
    inside = [_share(text, span, quoted) for span in reading.content]
    if all(kind is Mode.DIRECT for kind in inside):
        return Mode.DIRECT
    return Mode.INDIRECT if all(kind is Mode.INDIRECT for kind in inside) else Mode.MIXED


def _share(text: str, span: Span, quoted: Sequence[Quotation]) -> Mode:
    here = [q for q in quoted if q.start < span[1] and span[0] < q.end]
    if any(q.start <= span[0] and span[1] <= q.end for q in here):
        return Mode.DIRECT
    return Mode.MIXED if here else Mode.INDIRECT


def _hedge(text: str, content: Sequence[Span]) -> str | None:
    for span in content:
        for word in re.finditer(r"\w+", text[slice(*span)]):
            if word.group().lower() in listed("hedges", "words") and word.group() != "May":
                return word.group()
    return None


def _day(text: str, reading: Reading) -> str | None:
    """Return the day as written, outside of what was said."""
    inside = sorted(reading.content)
    edges = [reading.unit[0], *(edge for span in inside for edge in span), reading.unit[1]]
    for start, end in list(pairwise(edges))[::2]:
        if start < end and (found := _DAY.search(text, start, end)):
            return found.group()
    # "alleged Friday that": the day stands between cue and content, or begins the content.
    return None
