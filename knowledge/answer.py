"""Answer: what the core returns to a question. Facts only; words are bot/phrases.py's.

`as_json` is the form that others rely on (DESIGN.md, section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.model import Claim, Quote, Response, Review, Speaker
from knowledge.vocabulary import Stance, Standing


class Outcome(StrEnum):
    """What became of a question."""

    ANSWER = "answer"
    CHOICES = "choices"
    NONE = "none"
    SILENT = "silent"


_STANDINGS: Mapping[Stance, Standing] = {
    Stance.DENIES: Standing.DENIED,
    Stance.REJECTS: Standing.DENIED,
    Stance.DISPUTES: Standing.DISPUTED,
    Stance.COUNTERS: Standing.DISPUTED,
    Stance.CONFIRMS: Standing.CONFIRMED,
    Stance.ADMITS_IN_PART: Standing.MIXED,
    Stance.CORRECTS: Standing.MIXED,
    Stance.RETRACTS: Standing.MIXED,
    Stance.DECLINES_TO_COMMENT: Standing.DECLINED,
    Stance.DID_NOT_RESPOND: Standing.DID_NOT_RESPOND,
    Stance.NOT_CONFIRMED: Standing.NOT_CONFIRMED,
}


def standing_of(responses: Iterable[Response]) -> Standing:
    """Return what `responses` add up to: their common standing, or mixed if they differ."""
    found = {_STANDINGS[response.stance] for response in responses}
    if not found:
        return Standing.NONE_RECORDED
    return found.pop() if len(found) == 1 else Standing.MIXED


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that was meant, with what is recorded about it.

    `confidence` is the probability, 0 to 1, that this claim is meant; `why` its reasons. What
    third parties wrote of it, its `reviews`, has no part in its standing.
    """

    claim: Claim
    confidence: float
    responses: tuple[Response, ...] = ()
    why: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def standing(self) -> Standing:
        """What the responses to the claim add up to."""
        return standing_of(self.responses)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is recorded about a question. `speakers` holds everybody whom `matches` mention.

    `others` are claims that might have been meant instead, likeliest first: for whoever says
    that `matches` are not what they asked. They are no part of the answer.
    """

    question: str
    outcome: Outcome
    intent: str
    confidence: float
    matches: tuple[Match, ...]
    speakers: Mapping[str, Speaker]
    notes: tuple[str, ...]
    knowledge_version: str
    others: tuple[Match, ...] = ()

    def as_json(self, id_: str | None = None) -> dict[str, Any]:
        """Return the answer as the JSON object of DESIGN.md, section 6."""
        return {
            "id": id_,
            "question": self.question,
            "outcome": self.outcome.value,
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "claims": [self._match(match) for match in self.matches],
            "notes": list(self.notes),
            "knowledge_version": self.knowledge_version,
        }

    def _match(self, match: Match) -> dict[str, Any]:
        claim = match.claim
        return claim_as_json(claim, match.responses, self.speakers, match.reviews) | {
            "confidence": round(match.confidence, 4),
            "why": list(match.why),
        }


def claim_as_json(
    claim: Claim,
    responses: Sequence[Response],
    speakers: Mapping[str, Speaker],
    reviews: Sequence[Review] = (),
) -> dict[str, Any]:
    """Return a claim with its chain, its responses, and what third parties wrote of it."""
    return {
        "id": claim.id,
        "text": claim.text,
        "confidence": None,
        "said_by": [speaker_as_json(speakers[said]) for said in claim.said_by],
        "via": [speakers[via].name for via in claim.via],
        "hedge": claim.hedge,
        "said_as_written": claim.said_as_written,
        "said_on": claim.said_on.isoformat() if claim.said_on else None,
        "quotes": [quote_as_json(quote) for quote in claim.quotes],
        "standing": standing_of(responses).value,
        "responses": [response_as_json(response, claim.id, speakers) for response in responses],
        "reviews": [review_as_json(review) for review in reviews],
        "why": [],
    }


def response_as_json(
    response: Response, claim: str, speakers: Mapping[str, Speaker]
) -> dict[str, Any]:
    """Return a response as it answers `claim`; `by` are the silent parties of a silence."""
    return {
        "id": response.id,
        "stance": response.stance.value,
        "by": [{"name": speakers[party].name} for party in response.by or response.silent],
        "on_behalf_of": [{"name": speakers[party].name} for party in response.on_behalf_of],
        "text": response.text,
        "quotes": [quote_as_json(quote) for quote in response.quotes],
        "scope": next(a.scope.value for a in response.answers if a.claim == claim),
    }


def review_as_json(review: Review) -> dict[str, Any]:
    """Return a review in its publisher's words."""
    return {
        "id": review.id,
        "publisher": review.publisher,
        "rating": review.rating,
        "url": review.url,
        "title": review.title,
        "text": review.text,
        "reviewed_on": review.reviewed_on.isoformat() if review.reviewed_on else None,
    }


def quote_as_json(quote: Quote) -> dict[str, Any]:
    """Return a quote with its place."""
    return {
        "source": quote.source.id,
        "sha256": quote.source.sha256,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
    }


def speaker_as_json(speaker: Speaker) -> dict[str, Any]:
    """Return a speaker with the first of its roles."""
    role = speaker.roles[0] if speaker.roles else None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "role": role.title if role else None,
        "organisation": (role.organisation or None) if role else None,
    }
