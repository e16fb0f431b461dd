"""Among which claims is a question answered: a party's, a thread's, those with a quoted phrase?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.matching.following import Followed
from knowledge.matching.pools import Pool, Pools
from knowledge.matching.question import Reading
from knowledge.matching.shelf import Shelf
from knowledge.matching.verbatim import has_any
from knowledge.text import stems, words

QUOTING_CLAIMS = 30
"""In so many claims that have its words a quoted phrase is looked for."""


def pool_of(followed: Followed, shelf: Shelf, space: str, without: Collection[str]) -> Pool | None:
    """Return the claims that come into question; None if quoted words are in no quote.

    Claims in `without` never do.
    """
    reading = followed.reading
    pool = Pools(shelf.store, shelf.names).pool(reading, space=space)
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
