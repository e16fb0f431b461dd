"""Who is it, in full? "The union's chairman, Pavel Drost" is Pavel Drost, the union's chairman.

What stands between commas beside a role is its name; "she" in the next sentence is that person
still. The words are those of the text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.draft import DraftSpeaker
from knowledge.intake.parties import speakers_in
from knowledge.intake.speaker_kinds import is_human, looks_like_a_person
from knowledge.intake.statements import Statement
from knowledge.model import Span
from knowledge.vocabulary import Mode

_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'.-]*"
    r"(?: (?:(?:of|de|van|von|der|al|bin|&|and) )?[A-Z][\w’'.-]*){0,4}"
)
_INSIDE = re.compile(rf"(?P<role>[^,]*[a-z][^,]*), (?P<name>{_NAME})(?:,.*)?\Z", re.DOTALL)
_BEHIND = re.compile(rf", (?P<name>{_NAME})(?=[,.”\"])")
_BYLINE_AND = re.compile(r",? and |, |; ")
_LEADING = re.compile(r"(?:While|But|And|Although|Though|When|Meanwhile|However|Yet)\b,? (?=\S)")
_SINGULAR = frozenset(("he", "she"))
_THEY = frozenset(("they",))
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")
_NEAR_CHARACTERS = 400
_REMEMBERED = 20


def with_names(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield `found` with the names that stand beside a role, also for "he" and "she" after it."""
    people: deque[_Person] = deque(maxlen=_REMEMBERED)
    for each in sorted(found, key=_place):
        source = _source(text, each)
        pronoun = source.lower()
        each = replace(each, speaker=_LEADING.sub("", each.speaker))
        if pronoun in _THEY and each.role:
            continue  # "they" are not the person who was named last
        if pronoun in _SINGULAR and not each.speaker:
            yield each  # it may be one of several: nobody is guessed
            continue
        if pronoun in _SINGULAR:
            fitting = [p for p in people if p.pronoun in ("", pronoun) and _is_near(p.said, each)]
            if fitting and not _may_be(pronoun, each, people):
                each = fitting[-1].saying(each)
            people.append(_Person(each, pronoun))
        else:
            each = _beside(text, each, source) or each
            if _is_person(each):
                people.append(_Person(each, _pronoun(f"{source} {each.role}")))
        yield each


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who said something, and the pronoun that is used, where it is known."""

    said: Attribution
    pronoun: str

    def saying(self, found: Attribution) -> Attribution:
        who = self.said
        return replace(found, speaker=who.speaker, role=who.role, organisation=who.organisation)


def _may_be(pronoun: str, found: Attribution, people: Iterable[_Person]) -> bool:
    """Whether the speaker who was found for a pronoun can be meant by it."""
    known = {p.pronoun for p in people if p.said.speaker == found.speaker} - {""}
    return _is_person(found) and known <= {pronoun}


def _is_person(found: Attribution) -> bool:
    return is_human(found.role) if found.role else looks_like_a_person(found.speaker)


def _pronoun(source: str) -> str:
    if re.search(r"\b(?:Mrs|Ms|\w*woman)\b", source):
        return "she"
    return "he" if re.search(r"\b(?:Mr|\w*[a-z]man)\b", source) else ""


def _place(found: Attribution) -> Span:
    return (found.cue or found.content or ((0, 0),))[0]


def _beside(text: str, found: Attribution, source: str) -> Attribution | None:
    """Return `found` with the name that stands beside its role, if one does."""
    if not source or not found.speaker or found.role or not _is_description(found.speaker):
        return None
    inside = _INSIDE.match(source)
    behind = _BEHIND.match(text, found.source[0][1])
    if inside and _is_description(inside["role"]):
        return replace(found, speaker=_plain(inside["name"]), role=inside["role"])
    if behind and _is_description(source):
        return replace(found, speaker=_plain(behind["name"]), role=source)
    return None


def _is_description(phrase: str) -> bool:
    """Whether these words say what somebody is: they end in a word with a small letter."""
    last = phrase.split()[-1] if phrase.split() else ""
    return last[:1].islower() or bool(re.search(r"\bof (?:the )?\w[\w ]*\Z", phrase))


def _plain(name: str) -> str:
    return _TITLE.sub("", name)


def _is_near(named: Attribution, each: Attribution) -> bool:
    ends = [end for _, end in (*named.content, *named.cue, *named.source)]
    starts = [start for start, _ in each.source]
    return bool(ends and starts) and 0 <= starts[0] - max(ends) <= _NEAR_CHARACTERS


def _source(text: str, found: Attribution) -> str:
    return text[slice(*found.source[0])] if found.source else ""


def credited(statement: Statement) -> tuple[DraftSpeaker, ...]:
    """Return who is credited with `statement`; role and organisation are those of one person."""
    speakers = speakers_in(statement.speaker)
    if statement.mode is Mode.NARRATION:
        speakers = tuple(_BYLINE_AND.split(statement.speaker))
    if len(speakers) == 1:
        return (DraftSpeaker(speakers[0], statement.role, statement.organisation),)
    return tuple(map(DraftSpeaker, speakers))
