"""What the bot says when somebody asks how a claim went on: by day, with what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.phrases.answers import HEADLINE_CLAIM_CHARACTERS, version
from bot.phrases.cards import said_by
from bot.phrases.stances import summary
from bot.phrases.wording import count, day, listed, marked, sentence, shortened
from bot.reply import Listed, Reply, Section
from knowledge.model import Claim, Response, Review
from knowledge.store.desk_port import Relation
from knowledge.timeline import Entry, Timeline

UNKNOWN_DAY = "Day not recorded"
MORE = "More claims hang together with this one than are shown."
OWN_ANSWERS = (
    "Editors recorded these claims as the same, or as repeating one another. Each has its own "
    "responses."
)


def timeline_reply(told: Timeline, knowledge_version: str) -> Reply:
    """Return what is recorded of a claim, and of those that are the same, by day."""
    claim = told.claims[0]
    text = sentence(shortened(claim.text, HEADLINE_CLAIM_CHARACTERS))
    notes = [OWN_ANSWERS] if len(told.claims) > 1 else []
    notes += [MORE] if told.is_cut else []
    words = _Words(told)
    days = dict.fromkeys(_day(entry) for entry in told.entries)
    sections = tuple(
        Section(each, listed=tuple(words.entry(e) for e in told.entries if _day(e) == each))
        for each in days
    )
    headline = f"Claim by {said_by(claim, told.speakers)}: {text} {_state(told)}."
    return Reply(headline, tuple(notes), sections=sections, footer=version(knowledge_version))


def _state(told: Timeline) -> str:
    """Return what is recorded of the claim itself, and how many others hang together with it."""
    claim = told.claims[0].id
    own = [e.record for e in told.entries if claim in e.claims]
    responses = [record for record in own if isinstance(record, Response)]
    reviews = sum(isinstance(record, Review) for record in own)
    related = len(told.claims) - 1
    parts = [
        summary(responses, claim, told.speakers),
        *([f"{count(reviews, 'review')} recorded"] if reviews else []),
        *([f"{count(related, 'related claim')} recorded"] if related else []),
    ]
    return ". ".join(parts)


def _day(entry: Entry) -> str:
    return day(entry.on) if entry.on else UNKNOWN_DAY


@dataclass(frozen=True, slots=True)
class _Words:
    """Puts the entries of one timeline into words."""

    told: Timeline

    def entry(self, entry: Entry) -> Listed:
        record = entry.record
        match record:
            case Claim():
                return Listed(record.id, record.text, ". ".join(self._claim(record, entry)))
            case Response():
                return Listed(record.id, record.text, ". ".join(self._response(record, entry)))
        rating = f"rated {marked(record.rating)}" if record.rating else "reviewed"
        text = f"{record.publisher}: {rating}"
        about = [self._to("Review of", entry.claims), *_not_empty(record.title, record.url)]
        return Listed(record.id, text, ". ".join(_not_empty(*about)))

    def _claim(self, claim: Claim, entry: Entry) -> Iterable[str]:
        yield f"Claim by {said_by(claim, self.told.speakers)}"
        if entry.as_written:
            yield f"{marked(entry.as_written)}, as the source puts it"
        for relation in self.told.relations:
            if relation.kind is Relation.REPEATS and relation.claim == claim.id:
                yield f"Repeats the claim {relation.other}"
            elif relation.kind is Relation.SAME_CLAIM and claim.id in (
                relation.claim,
                relation.other,
            ):
                other = relation.other if relation.claim == claim.id else relation.claim
                yield f"The same as the claim {other}"

    def _response(self, response: Response, entry: Entry) -> Iterable[str]:
        for claim in entry.claims:
            yield summary((response,), claim, self.told.speakers) + self._which(claim)

    def _which(self, claim: str) -> str:
        """Say which claim is answered, where there are several."""
        return f" (answers {claim})" if len(self.told.claims) > 1 else ""

    def _to(self, what: str, claims: Sequence[str]) -> str:
        return f"{what} {listed(claims)}" if len(self.told.claims) > 1 else ""


def _not_empty(*parts: str | None) -> list[str]:
    return [part for part in parts if part]
