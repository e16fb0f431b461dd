"""Who is "he"? Puts the attributions in order, says who spoke, and through whom it reached us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.intake.article.antecedents import meant_since
from knowledge.intake.article.found import Attribution, Reading
from knowledge.intake.article.lexicon import listed
from knowledge.intake.article.naming import Person
from knowledge.intake.article.nesting import telling
from knowledge.intake.article.people import Cast, cast_of, is_one_person, person_of
from knowledge.intake.article.quotations import Quotation, overlapping
from knowledge.intake.article.words import words
from knowledge.model import Span
from knowledge.vocabulary import Mode

# What holds an attribution stands near it; a book must not be compared with itself.
_NEAR = 60
_FIRST = frozenset("i we me us".split())
_WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|tonight)"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = re.compile(
    rf"\b(?:(?:on|late|early|last|this|next)\s+)?{_WEEKDAY}\b"
    r"|\b(?:last|this|earlier this|late last)\s+"
    r"(?:week|month|year|spring|summer|autumn|fall|winter|night)\b"
    rf"|\bon\s+(?:{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH})\b"
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
        speaker = None if around else meant_since(text, readings, at, cast, speakers)
        speakers.append(speaker or _speaker(text, reading, cast, speakers, around))
    whole = [
        _attribution(text, readings, speakers, within, at, quoted) for at in range(len(readings))
    ]
    return telling(text, whole)


def _within(readings: Sequence[Reading], at: int) -> int | None:
    """Return the attribution whose content holds this one's cue; the innermost of several."""
    here = readings[at]
    best: int | None = None
    for other in range(max(0, at - _NEAR), min(len(readings), at + _NEAR)):
        outer = readings[other]
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
    if reading.kind == "transcript":
        phrase, _, rest = re.sub(r"\([^)]*\)", "", phrase).strip(" ,").partition(", ")
        beside = rest
    else:
        beside = "" if reading.beside is None else text[slice(*reading.beside)]
    if around is not None and _means(phrase.lower(), around):
        return around
    person = person_of(phrase, beside, cast, reading.source[0], before)
    cited = "" if reading.cited is None else text[slice(*reading.cited)]
    hands_on = person.is_outlet or reading.lemma == "report"
    if hands_on and set(cited.lower().split()) & words("groups"):
        return Person(cited, carrier=person.name)
    return person


def _means(pronoun: str, around: Person) -> bool:
    """Return whether a pronoun inside of what somebody says is that speaker: "he said he knew"."""
    if pronoun in ("he", "she"):
        return is_one_person(around) and around.pronoun in ("", pronoun)
    return pronoun in _FIRST or (pronoun == "they" and not is_one_person(around))


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
        _mode(reading, quoted),
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
            names[:0] = [speakers[outer].carrier] if speakers[outer].carrier else []
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


def _mode(reading: Reading, quoted: Sequence[Quotation]) -> Mode:
    if reading.kind == "transcript":
        return Mode.DIRECT
    inside = [_share(span, quoted) for span in reading.content]
    if all(kind is Mode.DIRECT for kind in inside):
        return Mode.DIRECT
    return Mode.INDIRECT if all(kind is Mode.INDIRECT for kind in inside) else Mode.MIXED


def _share(span: Span, quoted: Sequence[Quotation]) -> Mode:
    here = overlapping(quoted, span)
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
