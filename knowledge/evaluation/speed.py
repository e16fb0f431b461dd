"""How long does an answer take, beside a plain fuzzy search over the same claims?"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.answering import answer
from knowledge.matching.brute_force import brute_force
from knowledge.matching.matcher import Matcher
from knowledge.store.port import RecordStore

Clock = Callable[[], float]
"""Returns seconds that only grow, like `time.perf_counter`."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds a call, over `calls` calls."""

    what: str
    calls: int
    median_ms: float
    p99_ms: float


def asked_of(store: RecordStore) -> list[str]:
    """Return questions of four kinds about the claims and speakers of `store`, always the same."""
    questions = []
    for claim in store.get_claims(store.list_claims()):
        questions += [f"Who said that {claim.text}", f"Did anybody deny this: {claim.text[:60]}"]
    for speaker in store.list_speakers():
        questions += [speaker.name, f"What did {speaker.name} say about the zeppelins?"]
    return questions


def time_answers(matcher: Matcher, questions: Sequence[str], clock: Clock) -> Timed:
    """Return how long a warm `answer()` takes."""
    answer(questions[0], matcher)
    return _timed("answer()", lambda asked: answer(asked, matcher), questions, clock)


def time_peer(matcher: Matcher, questions: Sequence[str], clock: Clock) -> Timed:
    """Return how long rapidfuzz takes to rank all claims' texts; ranking only."""
    store = matcher.store
    texts = [claim.text for claim in store.get_claims(store.list_claims())]
    rank = "rapidfuzz token_set_ratio over all claims"
    return _timed(rank, lambda asked: brute_force(asked, texts), questions, clock)


def _timed(
    what: str, call: Callable[[str], object], questions: Iterable[str], clock: Clock
) -> Timed:
    taken = []
    for question in questions:
        began = clock()
        call(question)
        taken.append((clock() - began) * 1000)
    last = sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.99))]
    return Timed(what, len(taken), statistics.median(taken), last)
