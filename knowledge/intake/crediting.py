"""Who is it, in full? "The union's chairman, Pavel Drost" is Pavel Drost, the union's chairman.

What stands between commas beside a role is its name; "she" in the next sentence is that person
still. The words are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.article.words import words
from knowledge.intake.draft import DraftSpeaker
from knowledge.intake.parties import speakers_in
from knowledge.intake.statements import Statement
from knowledge.model import Span

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'.-]*(?: (?:(?:of|de|van|von|der|al|bin|&|and) )?[A-Z][\w’'.-]*){0,4}"
_INSIDE = re.compile(rf"(?P<role>[^,]*[a-z][^,]*), (?P<name>{_NAME})(?:,.*)?\Z", re.DOTALL)
_BEHIND = re.compile(rf", (?P<name>{_NAME})(?=[,.”\"])")
_LEADING = re.compile(r"(?:While|But|And|Although|Though|When|Meanwhile|However|Yet)\b,? (?=\S)")
_SINGULAR = frozenset(("he", "she"))
_THEY = frozenset(("they",))
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")
_NEAR_CHARACTERS = 400


def with_names(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield `found` with the names that stand beside a role, also for "he" and "she" after it."""
    named: _Named | None = None
    for each in sorted(found, key=_place):
        source = _source(text, each)
        each = replace(each, speaker=_LEADING.sub("", each.speaker))
        pronoun = source.lower()
        if pronoun in _THEY and each.role:
            continue  # "they" are not the person who was named last
        beside = _beside(text, each, source)
        if pronoun in _SINGULAR and named and named.may_be(pronoun, each):
            named = _Named(named.person, pronoun, each)
            each = replace(each, **named.fields())
        elif beside:
            each = beside
            named = _Named(beside, _pronoun(source), each) if _is_human(beside.role) else named
        elif each.within is None:
            named = None
        yield each


@dataclass(frozen=True, slots=True)
class _Named:
    """Whoever was named beside a role, the pronoun if known, and the last that was said."""

    person: Attribution
    pronoun: str
    last: Attribution

    def may_be(self, pronoun: str, each: Attribution) -> bool:
        return self.pronoun in ("", pronoun) and _is_near(self.last, each)

    def fields(self) -> dict[str, str]:
        who = self.person
        return {"speaker": who.speaker, "role": who.role, "organisation": who.organisation}


def _pronoun(source: str) -> str:
    if re.search(r"\b(?:Mrs|Ms|\w*woman)\b", source):
        return "she"
    return "he" if re.search(r"\b(?:Mr|\w*[a-z]man)\b", source) else ""


def _is_human(role: str) -> bool:
    return bool({*re.findall(r"\w+", role.lower())} & words("roles"))


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
    if len(speakers) == 1:
        return (DraftSpeaker(speakers[0], statement.role, statement.organisation),)
    return tuple(map(DraftSpeaker, speakers))
