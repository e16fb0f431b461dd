"""Who is it, in full? "The union's chairman, Pavel Drost" is Pavel Drost, the union's chairman.

What stands between commas beside a role is its name; "she" in the next sentence is that person
still. The words are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.intake.article.attribution import Attribution
from knowledge.intake.draft import DraftSpeaker
from knowledge.intake.parties import speakers_in
from knowledge.intake.statements import Statement

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'.-]*(?: (?:(?:of|de|van|von|der|al|bin|&|and) )?[A-Z][\w’'.-]*){0,4}"
_INSIDE = re.compile(rf"(?P<role>[^,]*[a-z][^,]*), (?P<name>{_NAME})(?:,.*)?\Z", re.DOTALL)
_BEHIND = re.compile(rf", (?P<name>{_NAME})(?=[,.”\"])")
_SINGULAR = frozenset(("he", "she"))
_THEY = frozenset(("they",))
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")
_NEAR_CHARACTERS = 400


def with_names(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield `found` with the names that stand beside a role, also for "he" and "she" after it."""
    named: Attribution | None = None
    for each in sorted(
        found, key=lambda a: a.cue[0] if a.cue else a.content[0] if a.content else (0, 0)
    ):
        source = _source(text, each)
        if source.lower() in _THEY and each.role:
            continue  # "they" are not the person who was named last
        if source.lower() in _SINGULAR and named and _is_near(named, each):
            yield replace(
                each, speaker=named.speaker, role=named.role, organisation=named.organisation
            )
            continue
        beside = _beside(text, each, source)
        if beside:
            each = named = beside
        elif source.lower() not in _SINGULAR and each.role:
            named = None
        yield each


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


def _is_description(words: str) -> bool:
    """Whether these words say what somebody is: they end in a word with a small letter."""
    last = words.split()[-1] if words.split() else ""
    return last[:1].islower() or bool(re.search(r"\bof (?:the )?\w[\w ]*\Z", words))


def _plain(name: str) -> str:
    return _TITLE.sub("", name)


def _is_near(named: Attribution, each: Attribution) -> bool:
    ends = [end for _, end in (*named.content, *named.cue)]
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
