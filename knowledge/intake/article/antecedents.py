"""Whom does a "he" mean, or a quotation without a speaker, when the story has gone on?

After "Mr Kell said no. Mr Boon laughed." the next "he said" is not Kell's. Where it may be one of
several, it is nobody's: words in a wrong mouth are worse than words left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.intake.article.found import Reading
from knowledge.intake.article.naming import Person, split_name
from knowledge.intake.article.people import Cast, is_one_person
from knowledge.model import Span
from knowledge.vocabulary import Stance

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame)\.? [A-Z][\w’'-]+")
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_PRONOUNS = frozenset(("he", "she"))
_DENIALS = frozenset((Stance.DENIES, Stance.REJECTS, Stance.DISPUTES))
_NOBODY = Person("")


def meant_since(
    text: str, readings: Sequence[Reading], at: int, cast: Cast, before: Sequence[Person]
) -> Person | None:
    """Return who is meant now; a nameless person if it may be several; None if nothing tells."""
    here = readings[at]
    pronoun = "" if here.source is None else text[slice(*here.source)].lower()
    if pronoun not in _PRONOUNS and here.kind != "bare":
        return None
    named = _people_in(text, _gap(text, readings, at), cast)
    if here.kind == "bare":
        others = before and any(not _is_same(who, before[-1]) for who in named)
        return _NOBODY if others else None
    fits = [who for who in named if who.pronoun in ("", pronoun)]
    if fits:
        return _only(fits)
    if at and here.stance in _DENIALS and readings[at - 1].entry.accusing:
        # Nobody denies what they have just accused another of.
        accused = [w for span in readings[at - 1].content for w in _people_in(text, span, cast)]
        fits = [who for who in accused if who.pronoun in ("", pronoun)]
        return _only([who for who in fits if not _is_same(who, before[-1])])
    return _NOBODY if at and _is_unsure(text, readings[at - 1], here, before[-1]) else None


def _only(fits: Sequence[Person]) -> Person:
    return fits[0] if len(fits) == 1 else _NOBODY


def _is_unsure(text: str, last: Reading, here: Reading, speaker: Person) -> bool:
    """Return whether the speaker before was several, or already a "he" that may be several."""
    if last.source is None:
        return False
    was_pronoun = text[slice(*last.source)].lower() in _PRONOUNS
    return (was_pronoun and not speaker.name) or (
        last.paragraph == here.paragraph and speaker.name[:1].isupper() and " and " in speaker.name
    )


def _gap(text: str, readings: Sequence[Reading], at: int) -> Span:
    """Return what is told between the attribution before and this one.

    For a pronoun within its paragraph; what a quotation alone belongs to reaches further.
    """
    here = readings[at]
    start = 0 if here.kind == "bare" else text.rfind("\n", 0, here.unit[0]) + 1
    before = at - 1
    # "He told her that …, she said": what is told stands before who tells it.
    while before >= 0 and any(s <= readings[before].at < e for s, e in here.content):
        before -= 1
    if before >= 0:
        start = max(start, readings[before].unit[1])
    return start, max(start, here.unit[0])


def _people_in(text: str, span: Span, cast: Cast) -> tuple[Person, ...]:
    """Return the people named in these words, each once: with a title, in full, or in short."""
    found: dict[str, Person] = {}
    for titled in _TITLED.finditer(text, *span):
        person = split_name(titled.group())
        if person is not None:
            found.setdefault(_last(person), person)
    for word in _CAPITAL.finditer(text, *span):
        person = cast.find(word.group(), word.start())
        if person is not None and _last(person) == word.group().lower():
            found.setdefault(_last(person), person)
    return tuple(person for person in found.values() if person.pronoun or is_one_person(person))


def _last(person: Person) -> str:
    return (person.name.lower().split() or [""])[-1]


def _is_same(one: Person, other: Person) -> bool:
    return _last(one) == _last(other)
