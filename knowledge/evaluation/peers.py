"""What ranks claims for a question? The product, and simpler methods to be measured beside it.

Each method is told which claims are ruled out for a question, so that the same question can be
asked where the claim that it means is not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Outcome
from knowledge.answering import answer
from knowledge.evaluation.bm25 import index_words
from knowledge.matching.brute_force import fuzzy_scores, prepared
from knowledge.matching.deciding import Decided
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import ENCODER_NAME, Encoder
from knowledge.model import Claim
from knowledge.store.port import RecordStore
from knowledge.text import stems

RANKED = 20
"""How many claims a method ranks for a question, at most."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Claim ids with what was stated of each, likeliest first; at most `RANKED`.

    That is the confidence, 0 to 1, where the method is the product, and else the method's own
    score. `outcome` and `shown` are what the product answers; a peer decides nothing.
    """

    claims: tuple[tuple[str, float], ...]
    outcome: Outcome | None = None
    shown: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims, likeliest first."""
        return tuple(claim for claim, _ in self.claims)

    @property
    def stated(self) -> float:
        """What was stated of the first claim; 0 where there is none."""
        return self.claims[0][1] if self.claims else 0.0


@dataclass(frozen=True, slots=True)
class Method:
    """A way to find claims. `rank` takes a question and the claims ruled out for it.

    `ask` is what somebody who asks has to wait for: it is timed.
    """

    name: str
    rank: Callable[[str, Collection[str]], Ranked]
    ask: Callable[[str], object]


def ours(matcher: Matcher, name: str = "ours") -> Method:
    """Return the product itself, asked as anybody asks it."""

    def rank(question: str, without: Collection[str]) -> Ranked:
        return as_ranked(matcher.match(question, without=without, is_measured=True))

    return Method(name, rank, lambda question: answer(question, matcher))


def as_ranked(decided: Decided) -> Ranked:
    """Return what the product found, in its order.

    A claim that a guard refused keeps its place and its confidence: what the guards are worth
    shows in what is answered. One that was not looked at closely is stated with 0.
    """
    confidence = {c.claim_id: c.confidence for c in decided.surveyed}
    stated = tuple((claim, confidence.get(claim, 0.0)) for claim in decided.ranking[:RANKED])
    return Ranked(stated, decided.outcome, tuple(c.claim_id for c in decided.candidates))


def bm25(claims: Sequence[Claim]) -> Method:
    """Return BM25 over the claims' titles and texts."""
    index, ids = index_words([_text(claim) for claim in claims]), _ids(claims)
    return _scored("bm25", ids, lambda asked: _in_common(index.scores(asked)))


def fts(store: RecordStore) -> Method:
    """Return the store's full text, as SQLite ranks it: any word of the question will do."""

    def rank(question: str, without: Collection[str]) -> Ranked:
        found = store.search(stems(question), limit=RANKED + len(without))
        return Ranked(tuple(pair for pair in found if pair[0] not in without)[:RANKED])

    return _peer("fts", rank)


def fuzzy(claims: Sequence[Claim]) -> Method:
    """Return rapidfuzz's token_set_ratio with every claim's title and text."""
    texts, ids = [prepared(_text(claim)) for claim in claims], _ids(claims)
    return _scored("rapidfuzz", ids, lambda asked: _in_common(fuzzy_scores(prepared(asked), texts)))


def meaning(store: RecordStore, encoder: Encoder) -> Method:
    """Return the encoder's cosine with the nearest of the vectors that the store keeps of a claim.

    Every vector is compared.
    """
    row_claims, vectors = store.vectors(ENCODER_NAME)
    ids = tuple(dict.fromkeys(row_claims))
    starts = [row for row, id_ in enumerate(row_claims) if not row or row_claims[row - 1] != id_]

    def scores(question: str) -> NDArray[np.float32]:
        if not ids:
            return np.zeros(0, dtype=np.float32)
        cosines = vectors @ encoder.encode([question])[0]
        return np.maximum.reduceat(cosines, starts)  # a claim's rows stand together

    return _scored("meaning", ids, scores)


def _text(claim: Claim) -> str:
    title = claim.quotes[0].source.title
    return f"{title} {claim.text}" if title else claim.text


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _in_common(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `scores` with claims that have nothing in common with the question ruled out."""
    return np.where(scores > 0, scores, np.float32(-np.inf))


def _scored(name: str, ids: Sequence[str], scores: Callable[[str], NDArray[np.float32]]) -> Method:
    """Return the method that ranks `ids` by `scores`, the earlier claim first where they tie.

    A claim whose score is minus infinity is not ranked.
    """
    places = {id_: place for place, id_ in enumerate(ids)}

    def rank(question: str, without: Collection[str]) -> Ranked:
        return Ranked(_best(ids, scores(question), places, without))

    return _peer(name, rank)


def _best(
    ids: Sequence[str],
    scores: NDArray[np.float32],
    places: Mapping[str, int],
    without: Collection[str],
) -> tuple[tuple[str, float], ...]:
    scores = scores.copy()
    scores[[places[claim] for claim in without if claim in places]] = -np.inf
    count = min(RANKED, int(np.isfinite(scores).sum()))
    if not count:
        return ()
    # The claims that tie with the last one too: among these the earlier ones go first.
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    near = np.flatnonzero(scores >= least)
    first = near[np.argsort(-scores[near], kind="stable")][:count]
    return tuple((ids[place], float(scores[place])) for place in first)


def _peer(name: str, rank: Callable[[str, Collection[str]], Ranked]) -> Method:
    return Method(name, rank, lambda question: rank(question, ()))
