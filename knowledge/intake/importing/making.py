"""A claim as a file tells it becomes records: its source, the claim, and its reviews.

The source is what the publisher wrote of the claim, word for word. The claim's id is made of
the publisher's own identity of it and its words: the same claim again is the same record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from knowledge.errors import RecordError
from knowledge.intake.importing.claimant_ids import UNNAMED, KnownSpeakers, digest_of, slug
from knowledge.intake.importing.item import Claimant, Item, ReviewPart
from knowledge.intake.importing.plain_fields import host_of
from knowledge.model import Claim, Quote, Review, Source, Speaker
from knowledge.rules import check_id
from knowledge.vocabulary import Mode

_IDENTITY_DIGITS = 16
_MOST_ROLES = 20


@dataclass(frozen=True, slots=True)
class Made:
    """The records of one claim; `speakers` are those that it names, as the file knows them."""

    source: Source
    speakers: tuple[Speaker, ...]
    claim: Claim
    reviews: tuple[Review, ...]


def made_of(item: Item, known: KnownSpeakers, *, read_on: date) -> Made:
    """Return the records of `item`; raise `RecordError` where they break a rule."""
    id_ = claim_id(item)
    speakers = tuple(speakers_of(item.claimants, known).values()) or (UNNAMED,)
    source = Source(
        id=f"{id_}/text-{digest_of(item.text)}",
        text=item.text,
        read_on=read_on,
        language=item.language,
        title=item.title if item.title != item.text else None,
        publisher=item.publisher,
        url=item.url,
        published_on=item.published_on,
        licence=item.licence,
    )
    claim = Claim(
        id=id_,
        text=item.text,
        quotes=(Quote(source, item.text, 0, len(item.text), Mode.INDIRECT),),
        said_by=tuple(speaker.id for speaker in speakers),
        said_as_written=item.said_as_written,
        said_on=item.said_on,
        topics=item.topics,
        said_in=item.said_in,
        appearances=item.appearances,
    )
    reviews = (_review(part, id_, number) for number, part in enumerate(item.reviews, 1))
    return Made(source, speakers, claim, tuple(reviews))


def read_before(made: Made, kept: Claim | None) -> Made:
    """Return `made` as of the day on which the same text was read first, if it is kept."""
    source = (
        next((q.source for q in kept.quotes if q.source.id == made.source.id), None)
        if kept
        else None
    )
    if source is None or source.read_on == made.source.read_on or source.text != made.source.text:
        return made
    again = replace(made.source, read_on=source.read_on)
    quotes = tuple(replace(quote, source=again) for quote in made.claim.quotes)
    return replace(made, source=again, claim=replace(made.claim, quotes=quotes))


def speakers_of(claimants: Iterable[Claimant], known: KnownSpeakers) -> dict[str, Speaker]:
    """Return by id who these are, each once, with all that is said of them."""
    made: dict[str, Speaker] = {}
    for claimant in dict.fromkeys(claimants):
        id_ = known.id_of(claimant)
        speaker = Speaker(id_, claimant.kind, claimant.name, roles=claimant.roles)
        made[id_] = richer(made[id_], speaker) if id_ in made else speaker
    return made


def richer(speaker: Speaker, other: Speaker) -> Speaker:
    """Return `speaker` with the roles that `other`, which is the same, has besides."""
    new = tuple(role for role in other.roles if role not in speaker.roles)
    if not new or len(speaker.roles) >= _MOST_ROLES:
        return speaker
    return replace(speaker, roles=(speaker.roles + new)[:_MOST_ROLES])


def claim_id(item: Item) -> str:
    """Return the id that a claim has in every import that tells of it."""
    if item.id:
        return _own_id(item.id)
    start = host_of(item.url) or host_of(_web(item.identity)) or item.publisher or "claim"
    identity = digest_of(f"{item.identity}\0{item.text}", _IDENTITY_DIGITS)
    return f"{slug(start)}/{identity}"


def _own_id(written: str) -> str:
    """Return `written` if it can be an id, else one made from it; different ones stay different."""
    try:
        check_id("claim", written)
    except RecordError:
        return f"{slug(written).split('.')[0]}.{digest_of(written)}"
    return written


def _web(identity: str) -> str | None:
    return identity if identity.startswith(("http://", "https://")) else None


def _review(part: ReviewPart, claim: str, number: int) -> Review:
    return Review(
        id=f"{claim}/review" if number == 1 else f"{claim}/review-{number}",
        publisher=part.publisher,
        claims=(claim,),
        rating=part.rating,
        text=part.text,
        title=part.title,
        url=part.url,
        reviewed_on=part.reviewed_on,
        language=part.language,
    )
