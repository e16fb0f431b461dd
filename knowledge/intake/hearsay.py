"""Whose words are these really? What a sentence supposes, hands on, or adds as another's answer.

"If Ray says so" has said nothing; what "the Gazette quoted Ann Lee as saying" is Lee's; and ", a
charge that Fox denies" is no part of what the accuser said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.intake.article.attribution import Attribution
from knowledge.model import Span

_SUPPOSED = re.compile(r"(?:\b(?:[Ii]f|[Ww]hether|[Uu]nless)|(?:\A|[.!?”\"]\s+)Had)\s+\Z")
_BEFORE_CHARACTERS = 12
_QUOTED = re.compile(r"\s+(?P<who>[^,.;:!?“”\"\n]{2,80}?) as saying\b(?:,|:| that\b)?\s*")
_QUOTES = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)) (?P<who>[^,.;:!?“”\"\n]{2,80}?) as\s+\Z"
)
_QUOTED_CHARACTERS = 100
_OBJECTS = frozenset("him her them me us it himself herself themselves".split())
_ANSWERED = re.compile(
    r",? (?:which|an? (?:claim|charge|accusation|allegation|assertion|suggestion)(?: that| which)?)"
    r" [^,.;:!?“”\"\n]{2,60}? (?:den(?:ies|ied|y)|reject(?:s|ed)?|disput(?:es?|ed)"
    r"|dismiss(?:es|ed)?)\b[^,;:“”\"\n]{0,30}\Z"
)


def is_supposed(text: str, found: Attribution) -> bool:
    """Whether it is only supposed or asked that somebody says so: "if Ray says that …"."""
    start = min((start for start, _ in (*found.source, *found.cue)), default=0)
    before = text[max(0, start - _BEFORE_CHARACTERS) : start]
    return bool(_SUPPOSED.search(before)) or text.startswith("Had ", start)


def handed_on(text: str, found: Attribution) -> Attribution:
    """Return `found` with the speaker who is quoted, through who quotes them."""
    if not found.cue or not found.speaker:
        return found
    start, end = found.cue[-1]
    if text[start:end] == "saying":
        quoted = _QUOTES.search(text, max(0, start - _QUOTED_CHARACTERS), start)
    else:
        quoted = _QUOTED.match(text, end) if found.cue_lemma == "quote" else None
    if quoted is None:
        return found
    if quoted["who"].lower() in _OBJECTS:
        return replace(found, speaker="")  # "quoted him as saying": nobody is guessed
    spans = (_behind(span, quoted.span()) for span in found.content)
    content = tuple(span for span in spans if span[0] < span[1])
    via = (*found.via, found.speaker)
    return replace(found, speaker=quoted["who"], role="", organisation="", via=via, content=content)


def without_answer(text: str, found: Attribution) -> Attribution:
    """Return `found` without what is added about who denies it."""
    if not found.content or found.stance is not None:
        return found
    start, end = found.content[-1]
    answered = _ANSWERED.search(text, start, end)
    if answered is None or answered.start() <= start:
        return found
    return replace(found, content=(*found.content[:-1], (start, answered.start())))


def _behind(span: Span, other: Span) -> Span:
    """Return what of a span does not stand in the other, which holds its beginning."""
    return (max(span[0], other[1]), span[1]) if other[0] <= span[0] < other[1] else span
