"""What an import reads: what a file holds, the claims that it tells of, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.model import Role
from knowledge.vocabulary import SpeakerKind

_SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not be used: in which file, which record of it ("" is all of it), and why."""

    file: str
    record: str
    why: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.record}" if self.record else self.file
        return f"{where}: {self.why}"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a file holds: `where` it stands there, for people, and what it says.

    With `is_part` nobody expects that each of its kind tells of a claim.
    """

    where: str
    content: Mapping[str, Any]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is named as having made a claim, as far as the file says it."""

    name: str
    kind: SpeakerKind
    same_as: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """What a file tells of one review of a claim."""

    publisher: str
    rating: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
    reviewed_on: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One claim as a file tells it, before it is a record.

    `id` is the file's own; without one the claim is known by `identity` and its text. `notes`
    are (field, why) of what was said and could not be used.
    """

    text: str
    id: str | None = None
    identity: str = ""
    language: str = "und"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    licence: str | None = None
    claimants: tuple[Claimant, ...] = ()
    said_on: date | None = None
    said_as_written: str | None = None
    said_in: str | None = None
    topics: tuple[str, ...] = ()
    appearances: tuple[str, ...] = ()
    reviews: tuple[ReviewPart, ...] = ()
    notes: tuple[tuple[str, str], ...] = field(default=())


def shown(value: object) -> str:
    """Return `value` as a message shows it: not all of it, if it is long."""
    text = str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]} …"
