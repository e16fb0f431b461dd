"""All records seen from a space, one after another, in bounded memory.

A page is a transaction of its own. What a response or a review says of a claim that is not
seen (one that was withdrawn) is left out of it, and it itself where nothing is left: so what
was yielded hangs together, and can be added to another store.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlite_utils import Database

from knowledge.model import Response, Review
from knowledge.records import Record
from knowledge.store.reading import read_claims, read_responses, read_reviews, read_speakers
from knowledge.store.sources import SourceCache, read_sources

PAGE_RECORDS = 200
"""How many records are read in one transaction; sources may be long."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records of one kind; `last` is the number after which the next page begins."""

    records: tuple[Record, ...]
    last: int


def read_page(
    db: Database, cache: SourceCache, kind: str, after: int, *, space: str
) -> Page | None:
    """Return the first records of `kind` numbered above `after`; None after the last."""
    published = "" if kind in ("source", "speaker") else "AND state = 'published'"
    sql = f"""
        SELECT number, id FROM {kind}
        WHERE number > ? AND space IN ('', ?) {published} ORDER BY number LIMIT ?
    """
    rows = db.execute(sql, [after, space, PAGE_RECORDS]).fetchall()
    if not rows:
        return None
    ids = [id_ for _, id_ in rows]
    found = _read(db, cache, kind, ids, space)
    records = (found[id_] for id_ in ids if id_ in found)
    return Page(tuple(records), rows[-1][0])


def _read(
    db: Database, cache: SourceCache, kind: str, ids: Collection[str], space: str
) -> dict[str, Record]:
    match kind:
        case "source":
            return dict(read_sources(db, cache, ids))
        case "speaker":
            return dict(read_speakers(db, ids, space=space))
        case "claim":
            return dict(read_claims(db, cache, ids, space=space))
        case "response":
            responses = read_responses(db, cache, ids, space=space).values()
            seen = _seen(db, (a.claim for r in responses for a in r.answers), space)
            return {r.id: r for response in responses for r in _answering(response, seen)}
        case _:
            reviews = read_reviews(db, ids, space=space).values()
            seen = _seen(db, (claim for review in reviews for claim in review.claims), space)
            return {r.id: r for review in reviews for r in _reviewing(review, seen)}


def _seen(db: Database, claims: Iterable[str], space: str) -> set[str]:
    sql = """
        SELECT id FROM claim WHERE id IN (SELECT value FROM json_each(?))
        AND state = 'published' AND space IN ('', ?)
    """
    return {id_ for (id_,) in db.execute(sql, [json.dumps(list(claims)), space])}


def _answering(response: Response, seen: Collection[str]) -> Iterable[Response]:
    answers = tuple(answer for answer in response.answers if answer.claim in seen)
    return (replace(response, answers=answers),) if answers else ()


def _reviewing(review: Review, seen: Collection[str]) -> Iterable[Review]:
    claims = tuple(claim for claim in review.claims if claim in seen)
    return (replace(review, claims=claims),) if claims else ()
