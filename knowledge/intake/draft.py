"""A draft: a record that a machine proposes. Nothing of it is shown before the desk agrees.

A draft of a response lists in `answers` only claims of which the text itself says that they
are answered; `proposed` ones are left to a person, each with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.model import Span
from knowledge.vocabulary import Mode, Stance


class DraftKind(StrEnum):
    """What the draft would become."""

    CLAIM = "claim"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """Who is credited, in the words of the text; role and organisation where it says them."""

    name: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """Words of the document, at their place: `text[start:end] == exact`."""

    exact: str
    start: int
    end: int

    @staticmethod
    def of(text: str, span: Span) -> DraftQuote:
        return DraftQuote(text[span[0] : span[1]], *span)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim, by its draft's id, that a response may answer, and why a person should look."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed claim or response. With a stance that is a silence, `said_by` is silent."""

    id: str
    kind: DraftKind
    text: str
    quotes: tuple[DraftQuote, ...]
    said_by: tuple[DraftSpeaker, ...]
    mode: Mode
    cue: str = ""
    via: tuple[str, ...] = ()
    stance: Stance | None = None
    answers: tuple[str, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    hedge: str | None = None
    said_as_written: str | None = None


def as_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as `gainsay draft --json` prints it."""
    return {
        "id": draft.id,
        "kind": draft.kind,
        "text": draft.text,
        "quotes": [
            {"exact": quote.exact, "start": quote.start, "end": quote.end} for quote in draft.quotes
        ],
        "said_by": [
            {"name": each.name, "role": each.role, "organisation": each.organisation}
            for each in draft.said_by
        ],
        "via": list(draft.via),
        "cue": draft.cue,
        "mode": draft.mode,
        "stance": draft.stance,
        "answers": list(draft.answers),
        "proposed_answers": [each.claim for each in draft.proposed],
        "proposed_because": [each.why for each in draft.proposed],
        "hedge": draft.hedge,
        "said_as_written": draft.said_as_written,
    }


def claims_and_responses(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Return the drafts of claims, and those of responses, in order."""
    claims = [draft for draft in drafts if draft.kind is DraftKind.CLAIM]
    return claims, [draft for draft in drafts if draft.kind is DraftKind.RESPONSE]
