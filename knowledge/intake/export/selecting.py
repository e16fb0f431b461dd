"""Which records go out, and what belongs to a claim?

Either all that are public, or some claims. What is written in full takes along all that hangs
together with these: a response that answers two claims goes out with both, because one that is
imported with half of its relations would replace the whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from knowledge.model import Claim, Response, Review, Speaker
from knowledge.records import Record
from knowledge.store.port import RecordStore

BATCH_CLAIMS = 200

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim with all that is said of it; `speakers` are those that these name, by id."""

    claim: Claim
    speakers: Mapping[str, Speaker]
    responses: tuple[Response, ...] = ()
    reviews: tuple[Review, ...] = ()

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.speakers[id_].name for id_ in ids)


def claims_concerning(store: RecordStore, speakers: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the claims that `speakers` said, carried, answered or were silent on."""
    made, answered = store.claims_by(speakers), store.claims_answered_by(speakers)
    return tuple(dict.fromkeys((*made, *answered)))


def iter_dossiers(store: RecordStore, claims: Sequence[str] | None = None) -> Iterator[Dossier]:
    """Yield each public claim, or each of `claims`, with what is said of it."""
    found = _all_claims(store) if claims is None else _each(store.find_claims, claims)
    for batch in _batches(found):
        ids = [claim.id for claim in batch]
        responses, reviews = store.responses_to(ids), store.reviews_of(ids)
        answering = [response for id_ in ids for response in responses[id_]]
        named = {id_ for claim in batch for id_ in claim.said_by + claim.via}
        named |= {id_ for response in answering for id_ in response.parties}
        speakers = {speaker.id: speaker for speaker in store.get_speakers(named)}
        for claim in batch:
            yield Dossier(claim, speakers, responses[claim.id], reviews[claim.id])


def iter_records(store: RecordStore, claims: Sequence[str] | None = None) -> Iterator[Record]:
    """Yield all public records, or `claims` and what hangs together with them.

    None comes before what it mentions; only speakers who speak for one another cannot help it.
    """
    records = store.iter_records() if claims is None else _connected(store, claims)
    seen: set[int] = set()
    for record in records:
        if isinstance(record, Speaker):
            yield from _spoken_for_first(record, store, seen)
        else:
            yield record


def _spoken_for_first(speaker: Speaker, store: RecordStore, seen: set[int]) -> Iterator[Speaker]:
    """Yield `speaker` after those that it speaks for; of each seen 8 bytes are remembered."""
    waiting = [speaker] if hash(speaker.id) not in seen else []
    seen.add(hash(speaker.id))
    while waiting:
        ahead = [id_ for id_ in waiting[-1].speaks_for if hash(id_) not in seen][:1]
        if ahead:
            seen.add(hash(ahead[0]))
            waiting += store.get_speakers(ahead)
        else:
            yield waiting.pop()


def _all_claims(store: RecordStore) -> Iterator[Claim]:
    return (record for record in store.iter_records() if isinstance(record, Claim))


def _connected(store: RecordStore, claims: Sequence[str]) -> Iterator[Record]:
    """Yield the records that hang together with `claims`, kind by kind; ids are held, no more."""
    ids = _connected_claims(store, claims)
    named, quoted = _mentioned(store, ids)
    yield from (store.get_source(id_) for id_ in quoted)
    yield from _each(store.get_speakers, named)
    yield from _each(store.find_claims, ids)
    yield from _once(_answering(store, ids))
    yield from _once(_reviewing(store, ids))


def _connected_claims(store: RecordStore, claims: Sequence[str]) -> list[str]:
    found = {claim.id: None for claim in _each(store.find_claims, claims)}
    new = list(found)
    while new:
        ahead = [a.claim for response in _answering(store, new) for a in response.answers]
        ahead += [id_ for review in _reviewing(store, new) for id_ in review.claims]
        ahead = [id_ for id_ in dict.fromkeys(ahead) if id_ not in found]
        new = [claim.id for claim in _each(store.find_claims, ahead)]
        found.update(dict.fromkeys(new))
    return list(found)


def _mentioned(store: RecordStore, claims: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the ids of the speakers and of the sources that these and their responses name."""
    speakers: dict[str, None] = {}
    sources: dict[str, None] = {}
    for record in _each(store.find_claims, claims):
        speakers.update(dict.fromkeys(record.said_by + record.via))
        sources.update({quote.source.id: None for quote in record.quotes})
    for response in _answering(store, claims):
        speakers.update(dict.fromkeys(response.parties))
        sources.update({quote.source.id: None for quote in response.quotes})
    return list(speakers), list(sources)


def _answering(store: RecordStore, claims: Sequence[str]) -> Iterator[Response]:
    """Yield the responses to `claims`, without what they say of claims that nobody sees."""
    for batch in _batches(iter(claims)):
        for responses in store.responses_to(batch).values():
            for response in responses:
                seen = _seen(store, [answer.claim for answer in response.answers])
                answers = tuple(a for a in response.answers if a.claim in seen)
                yield replace(response, answers=answers)


def _reviewing(store: RecordStore, claims: Sequence[str]) -> Iterator[Review]:
    for batch in _batches(iter(claims)):
        for reviews in store.reviews_of(batch).values():
            for review in reviews:
                seen = _seen(store, review.claims)
                yield replace(review, claims=tuple(id_ for id_ in review.claims if id_ in seen))


def _seen(store: RecordStore, claims: Collection[str]) -> set[str]:
    return {claim.id for claim in store.find_claims(claims)} if len(claims) > 1 else set(claims)


def _once(records: Iterable[Response | Review]) -> Iterator[Response | Review]:
    seen: set[str] = set()
    for record in records:
        if record.id not in seen:
            seen.add(record.id)
            yield record


def _each(find: Callable[[Sequence[str]], Iterable[_Part]], ids: Sequence[str]) -> Iterator[_Part]:
    for batch in _batches(iter(ids)):
        yield from find(batch)


def _batches(parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    while batch := list(islice(parts, BATCH_CLAIMS)):
        yield batch
