"""The fixed words of the records: kinds, modes, stances, scopes, states.

Each is the spelling used in packs, tables, JSON and metrics alike.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from knowledge.errors import RecordError


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    UNNAMED_GROUP = "unnamed_group"
    AUTHOR = "author"


class NameKind(StrEnum):
    """How a name relates to its speaker."""

    ALIAS = "alias"
    ROLE = "role"
    DEMONYM = "demonym"
    SCRIPT = "script"
    MISSPELLING = "misspelling"


class Mode(StrEnum):
    """How a quote carries the claim: in the speaker's words, retold, both, or the source's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATION = "narration"


class Stance(StrEnum):
    """What a response does to the claim that it answers."""

    DENIES = "denies"
    REJECTS = "rejects"
    DISPUTES = "disputes"
    COUNTERS = "counters"
    ADMITS_IN_PART = "admits_in_part"
    CONFIRMS = "confirms"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    DECLINES_TO_COMMENT = "declines_to_comment"
    DID_NOT_RESPOND = "did_not_respond"
    NOT_CONFIRMED = "not_confirmed"


SILENCES = frozenset({Stance.DECLINES_TO_COMMENT, Stance.DID_NOT_RESPOND, Stance.NOT_CONFIRMED})
"""Stances that a source reports of a party which itself said nothing about the claim."""


class Scope(StrEnum):
    """How much of the claim a response answers."""

    EXACT = "exact"
    PART = "part"
    BROADER = "broader"


class State(StrEnum):
    """Whether a claim, a response or a review may be shown."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What the responses to one claim add up to."""

    DENIED = "denied"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    DECLINED = "declined"
    DID_NOT_RESPOND = "did_not_respond"
    NONE_RECORDED = "none_recorded"
    MIXED = "mixed"


_Choice = TypeVar("_Choice", bound=StrEnum)


def one_of(kind: type[_Choice], value: str, *, record: str, field: str) -> _Choice:
    """Return the member of `kind` that `value` spells; raise `RecordError` naming those allowed."""
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(kind)
        raise RecordError(record, field, f"'{value}' is unknown; use one of: {allowed}") from error
