"""Among which claims is a question answered: a party's, a thread's, those with a quoted phrase?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.matching.following import Followed
from knowledge.matching.pools import POOL_CLAIMS, Pool, Pools
from knowledge.matching.question import Reading
from knowledge.matching.ranking import Ranker
from knowledge.matching.shelf import Shelf
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS
from knowledge.matching.verbatim import has_any
from knowledge.text import stems, words

POOL_OF_MANY = 50
"""Where there are many claims, so many of a party's are enough: the survey finds the others."""

QUOTING_CLAIMS = 30
"""In so many claims that have its words a quoted phrase is looked for."""


def pool_of(followed: Followed, shelf: Shelf, space: str, without: Collection[str]) -> Pool | None:
    """Return the claims that come into question; None if quoted words are in no quote.

    Claims in `without` never do.
    """
    reading = followed.reading
    most = POOL_OF_MANY if shelf.is_large(space) else POOL_CLAIMS
    pools = Pools(shelf.store, shelf.names, most)
    pool = pools.pool(reading, space=space)
    if followed.within is not None:
        inside = followed.within
        if reading.sayers:
            inside = tuple(c for c in inside if c in (pool.claims or ()))
        pool = Pool(inside, is_cut=pool.is_cut)
    if pool.claims is not None:
        pool = replace(pool, claims=tuple(c for c in pool.claims if c not in without))
    if not reading.quoted or reading.is_instruction:
        return pool
    found = _quoting(reading.quoted, pool.claims, shelf, space)
    quoting = tuple(claim for claim in found if claim not in without)
    return Pool(quoting, is_cut=pool.is_cut) if quoting else None


def widened(pool: Pool, reading: Reading, ranker: Ranker) -> Pool:
    """Return a pool that was cut with those claims of its parties that the words lead to.

    Of a hundred thousand claims of a speaker a pool holds the first few hundred only.
    """
    if not pool.is_cut or not reading.units:
        return pool
    names, shelf = ranker.shelf.names, ranker.shelf
    sayers, responders = (
        names.speaking_for(frozenset().union(*(party.speakers for party in parties)))
        for parties in (reading.sayers, reading.responders)
    )
    near = ranker.survey(reading).claims[:SURVEYED_CLAIMS]
    theirs = [
        e.claim.id
        for e in shelf.evidence(near, space=ranker.space)
        if (not sayers or sayers & set(e.claim.said_by + e.claim.via))
        and (not responders or responders & e.answered)
    ]
    first = (pool.claims or ())[: ranker.listed]
    return replace(pool, claims=tuple(dict.fromkeys((*theirs, *first))))


def has_topic_beside_quote(reading: Reading) -> bool:
    """Whether the question is about more than the phrases that it quotes."""
    quoted = {word for phrase in reading.quoted for word in words(phrase)}
    return any(not set(words(unit.typed)) <= quoted for unit in reading.units)


def _quoting(
    phrases: Sequence[str], claims: Sequence[str] | None, shelf: Shelf, space: str
) -> tuple[str, ...]:
    """Return the claims in whose quotes, or in whose responses' quotes, a phrase stands."""
    chosen = _with_words_of(phrases, shelf, space) if claims is None else claims
    evidence = shelf.evidence(chosen, space=space)
    spoken = ((e.claim.id, f"{e.quoted} | {e.response_quoted}") for e in evidence)
    return tuple(claim for claim, quotes in spoken if has_any(phrases, quotes))


def _with_words_of(phrases: Sequence[str], shelf: Shelf, space: str) -> list[str]:
    """Return claims that have the words of the phrases, in listing order."""
    view = shelf.view(space)
    looked_for = dict.fromkeys((stem for phrase in phrases for stem in stems(phrase)), 1.0)
    rows = view.by_words(looked_for, QUOTING_CLAIMS).rows
    return view.ids(rows[view.numbers(rows).argsort()])
