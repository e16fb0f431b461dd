"""When was a claim made, repeated, answered and reviewed? Day by day, as far as days are known.

What was answered to one claim stands in the timeline of another that is the same, always with
the claim that it answers: it never becomes an answer to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.answer import quote_as_json, response_as_json, speaker_as_json
from knowledge.model import Claim, Response, Review, Speaker
from knowledge.related import RelationSource, related_to
from knowledge.store.desk_port import ClaimRelation
from knowledge.store.port import PUBLIC, RecordStore

Told = Claim | Response | Review


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: a claim was made, answered or reviewed.

    `on` is None where no day is known; `as_written` is how the source tells the time. `claims`
    are those of the timeline that it is, answers, or reviews.
    """

    record: Told
    claims: tuple[str, ...]
    on: date | None = None
    as_written: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is recorded of `claims`, the one asked for first; earliest first, unknown days last.

    `relations` say how the claims hang together. `is_cut` says that there are more of them.
    """

    claims: tuple[Claim, ...]
    relations: tuple[ClaimRelation, ...]
    entries: tuple[Entry, ...]
    speakers: Mapping[str, Speaker]
    is_cut: bool = False


def timeline(
    claim: str, store: RecordStore, source: RelationSource | None, *, space: str = PUBLIC
) -> Timeline:
    """Return the timeline of `claim` as seen from `space`; raise `NotFoundError` if it is not.

    The claims that `source` relates to it are part of it.
    """
    (own,) = store.get_claims([claim], space=space)
    related = related_to(claim, store, source, space=space)
    claims = (own, *related.claims)
    entries = sorted(_entries(claims, store, space), key=_order)
    mentioned = {speaker for entry in entries for speaker in _speakers_of(entry.record)}
    speakers = {s.id: s for s in store.get_speakers(mentioned, space=space)}
    return Timeline(claims, related.relations, tuple(entries), speakers, related.is_cut)


def _entries(claims: tuple[Claim, ...], store: RecordStore, space: str) -> Iterable[Entry]:
    ids = [claim.id for claim in claims]
    for claim in claims:
        yield Entry(claim, (claim.id,), claim.said_on, claim.said_as_written)
    responses = store.responses_to(ids, space=space)
    for response in dict.fromkeys(r for id_ in ids for r in responses[id_]):
        answered = {answer.claim for answer in response.answers}
        among = tuple(id_ for id_ in ids if id_ in answered)
        yield Entry(response, among, response.said_on)
    reviews = store.reviews_of(ids, space=space)
    for review in dict.fromkeys(r for id_ in ids for r in reviews[id_]):
        among = tuple(id_ for id_ in ids if id_ in review.claims)
        yield Entry(review, among, review.reviewed_on)


def _order(entry: Entry) -> tuple[bool, date, int]:
    """Unknown days last; of one day first the claims, then what was said about them."""
    kinds = (Claim, Response, Review)
    return entry.on is None, entry.on or date.min, kinds.index(type(entry.record))


def _speakers_of(record: Told) -> tuple[str, ...]:
    match record:
        case Claim():
            return record.said_by + record.via
        case Response():
            return record.parties
    return ()


def entry_as_json(entry: Entry, told: Timeline) -> dict[str, Any]:
    """Return an entry as `gainsay timeline --json` prints it."""
    about = {
        "day": entry.on.isoformat() if entry.on else None,
        "as_written": entry.as_written,
        "claims": list(entry.claims),
    }
    record, speakers = entry.record, told.speakers
    match record:
        case Claim():
            return about | {
                "kind": "claim",
                "id": record.id,
                "text": record.text,
                "said_by": [speaker_as_json(speakers[said]) for said in record.said_by],
                "via": [speakers[via].name for via in record.via],
                "quotes": [quote_as_json(quote) for quote in record.quotes],
                "relations": [
                    {"kind": r.kind.value, "claim": r.claim, "other": r.other}
                    for r in told.relations
                    if record.id in (r.claim, r.other)
                ],
            }
        case Response():
            return (
                about | {"kind": "response"} | response_as_json(record, entry.claims[0], speakers)
            )
    return about | {
        "kind": "review",
        "id": record.id,
        "publisher": record.publisher,
        "rating": record.rating,
        "title": record.title,
        "url": record.url,
    }
