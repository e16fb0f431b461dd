"""A record as rows: what is written of it in which table.

The first row is the record's own; the others belong to it, and are replaced with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.model import Claim, Quote, Response, Review, Source, Speaker
from knowledge.records import Record

Row = dict[str, str | int | None]

BELONGING = {
    "source": ("boilerplate",),
    "speaker": ("speaker_name", "speaker_role"),
    "claim": ("claim_quote", "claim_said_by", "claim_via", "claim_topic", "claim_appearance"),
    "response": ("response_quote", "response_party", "response_answers"),
    "review": ("review_claim",),
}
"""The tables of each kind's own rows, and those of the rows that belong to it."""


def rows_of(record: Record) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of everything that `record` says, its own row first."""
    match record:
        case Source():
            return _source(record)
        case Speaker():
            return _speaker(record)
        case Claim():
            return _claim(record)
        case Response():
            return _response(record)
        case Review():
            return _review(record)


def _source(source: Source) -> Iterator[tuple[str, Row]]:
    yield (
        "source",
        {
            "id": source.id,
            "sha256": source.sha256,
            "read_on": _day(source.read_on),
            "language": source.language,
            "title": source.title,
            "byline": source.byline,
            "publisher": source.publisher,
            "url": source.url,
            "published_on": _day(source.published_on),
            "licence": source.licence,
            "text": source.text,
            "space": source.space,
        },
    )
    for position, (start, end) in enumerate(source.boilerplate):
        row: Row = {"source": source.id, "position": position, "start": start, "end": end}
        yield "boilerplate", row


def _speaker(speaker: Speaker) -> Iterator[tuple[str, Row]]:
    own: Row = {"id": speaker.id, "kind": speaker.kind, "name": speaker.name}
    yield "speaker", own | {"space": speaker.space}
    for position, name in enumerate(speaker.names):
        row: Row = {"speaker": speaker.id, "position": position}
        row |= {"name": name.name, "kind": name.kind, "language": name.language}
        yield "speaker_name", row
    for position, role in enumerate(speaker.roles):
        row = {"speaker": speaker.id, "position": position}
        row |= {"title": role.title, "organisation": role.organisation}
        row |= {"speaks_for": role.speaks_for}
        row |= {"from_on": _day(role.from_on), "to_on": _day(role.to_on)}
        yield "speaker_role", row


def _claim(claim: Claim) -> Iterator[tuple[str, Row]]:
    yield (
        "claim",
        {
            "id": claim.id,
            "state": claim.state,
            "space": claim.space,
            "text": claim.text,
            "basis": claim.basis,
            "hedge": claim.hedge,
            "said_as_written": claim.said_as_written,
            "said_on": _day(claim.said_on),
            "said_in": claim.said_in,
        },
    )
    owner = {"claim": claim.id}
    yield from _quotes("claim_quote", owner, claim.quotes)
    yield from _listed("claim_said_by", owner, "speaker", claim.said_by)
    yield from _listed("claim_via", owner, "speaker", claim.via)
    yield from _listed("claim_topic", owner, "topic", claim.topics)
    yield from _listed("claim_appearance", owner, "url", claim.appearances)


def _response(response: Response) -> Iterator[tuple[str, Row]]:
    yield (
        "response",
        {
            "id": response.id,
            "state": response.state,
            "space": response.space,
            "stance": response.stance,
            "text": response.text,
            "said_on": _day(response.said_on),
        },
    )
    owner = {"response": response.id}
    yield from _quotes("response_quote", owner, response.quotes)
    for kind in ("by", "silent", "on_behalf_of"):
        parties = getattr(response, kind)
        yield from _listed("response_party", {**owner, "kind": kind}, "speaker", parties)
    for position, answer in enumerate(response.answers):
        row: Row = {**owner, "position": position, "claim": answer.claim, "scope": answer.scope}
        yield "response_answers", row


def _review(review: Review) -> Iterator[tuple[str, Row]]:
    yield (
        "review",
        {
            "id": review.id,
            "state": review.state,
            "space": review.space,
            "publisher": review.publisher,
            "rating": review.rating,
            "title": review.title,
            "url": review.url,
            "reviewed_on": _day(review.reviewed_on),
            "language": review.language,
            "text": review.text,
        },
    )
    yield from _listed("review_claim", {"review": review.id}, "claim", review.claims)


def _quotes(
    table: str, owner: dict[str, str], quotes: Iterable[Quote]
) -> Iterator[tuple[str, Row]]:
    for position, quote in enumerate(quotes):
        row: Row = {**owner, "position": position, "source": quote.source.id}
        row |= {"start": quote.start, "end": quote.end, "exact": quote.exact, "mode": quote.mode}
        yield table, row


def _listed(
    table: str, owner: dict[str, str], column: str, values: Iterable[str]
) -> Iterator[tuple[str, Row]]:
    for position, value in enumerate(values):
        yield table, {**owner, "position": position, column: value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
