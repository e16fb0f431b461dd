"""Mention: which words of a text name whom."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.vocabulary import SpeakerKind

PEOPLE = (SpeakerKind.PERSON, SpeakerKind.AUTHOR)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [start, end) that name `speakers`; several if the name is shared.

    `spelled` is the name that they were read as, if they were typed otherwise; `is_doubtful` if
    what was typed may as well be another name.
    """

    speakers: frozenset[str]
    start: int
    end: int
    spelled: str | None = None
    by_role: bool = False
    is_doubtful: bool = False
