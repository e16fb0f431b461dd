"""What does a reply show of a claim? A digest says whether that is still what is recorded.

It has three parts: the claim itself with who said it, what answers it, what reviews it; each
as one space sees it. Facts are digested, not words: another way to say them, a vector or a
topic is no reason to correct a reply.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge.codec import as_plain
from knowledge.errors import NotFoundError
from knowledge.model import Claim, Quote, Response, Review, Source, Speaker
from knowledge.store.port import RecordStore

GONE = "gone"
"""The digest of a claim that is not seen any more."""
PARTS = ("claim", "responses", "reviews")

_DIGITS = 16
_NOT_SHOWN = ("state", "space", "topics", "claims")


def digests_of(store: RecordStore, claims: Sequence[str], *, space: str) -> tuple[str, ...]:
    """Return for each of these claims the digest of what is recorded of it, seen from `space`."""
    return tuple(_digest_of(store, claim, space) for claim in claims)


def changed_parts(before: str, now: str) -> tuple[str, ...]:
    """Return which of `PARTS` differ; all of them if one of the digests has no parts."""
    old, new = before.split(":"), now.split(":")
    if not len(old) == len(new) == len(PARTS):
        return PARTS if before != now else ()
    return tuple(part for part, a, b in zip(PARTS, old, new, strict=True) if a != b)


def _digest_of(store: RecordStore, id_: str, space: str) -> str:
    try:
        (claim,) = store.get_claims([id_], space=space)
    except NotFoundError:
        return GONE
    responses = store.responses_to([id_], space=space)[id_]
    reviews = store.reviews_of([id_], space=space)[id_]
    speakers = _speakers(store, claim, responses, space)
    of_responses = [_response(response, id_, speakers) for response in responses]
    parts = (_statement(claim, speakers), _sorted(of_responses), _sorted(map(_plain, reviews)))
    return ":".join(map(_hash, parts))


def _speakers(
    store: RecordStore, claim: Claim, responses: Iterable[Response], space: str
) -> Mapping[str, Speaker]:
    ids = {*claim.said_by, *claim.via, *(p for each in responses for p in each.parties)}
    return {speaker.id: speaker for speaker in store.get_speakers(sorted(ids), space=space)}


def _statement(record: Claim | Response, speakers: Mapping[str, Speaker]) -> dict[str, Any]:
    people = (
        record.said_by + record.via
        if isinstance(record, Claim)
        else record.by + record.on_behalf_of + record.silent
    )
    named = {id_: _person(speakers[id_]) for id_ in people if id_ in speakers}
    return {**_plain(record), "people": named, "sources": _sources(record.quotes)}


def _response(response: Response, claim: str, speakers: Mapping[str, Speaker]) -> dict[str, Any]:
    """Return a response as it answers `claim`; what else it answers is not shown there."""
    scope = next(answers.scope.value for answers in response.answers if answers.claim == claim)
    return {**_statement(response, speakers), "answers": scope}


def _plain(record: Claim | Response | Review) -> dict[str, Any]:
    return {name: value for name, value in as_plain(record).items() if name not in _NOT_SHOWN}


def _person(speaker: Speaker) -> list[str]:
    role = [speaker.roles[0].title, speaker.roles[0].organisation] if speaker.roles else []
    return [speaker.name, speaker.kind.value, *role]


def _sources(quotes: Iterable[Quote]) -> dict[str, list[str]]:
    return {quote.source.id: _source(quote.source) for quote in quotes}


def _source(source: Source) -> list[str]:
    day = source.published_on.isoformat() if source.published_on else ""
    said = (source.title, source.byline, source.publisher, source.url)
    return [*(part or "" for part in said), day]


def _sorted(plain: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(plain, key=lambda each: str(each["id"]))


def _hash(plain: object) -> str:
    as_json = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(as_json.encode()).hexdigest()[:_DIGITS]
