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

    @classmethod
    def of(cls, what: str, taken_ms: Sequence[float]) -> Timed:
        """Return the figures of calls that took so long each; there is at least one."""
        last = sorted(taken_ms)[min(len(taken_ms) - 1, int(len(taken_ms) * 0.99))]
        return cls(what, len(taken_ms), statistics.median(taken_ms), last)


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
    taken = time_calls(lambda asked: answer(asked, matcher), questions, clock)
    return Timed.of("answer()", taken)


def time_peer(matcher: Matcher, questions: Sequence[str], clock: Clock) -> Timed:
    """Return how long rapidfuzz takes to rank all claims' texts; ranking only."""
    store = matcher.store
    texts = [claim.text for claim in store.get_claims(store.list_claims())]
    taken = time_calls(lambda asked: brute_force(asked, texts), questions, clock)
    return Timed.of("rapidfuzz token_set_ratio over all claims", taken)


def time_calls(
    call: Callable[[str], object], questions: Iterable[str], clock: Clock
) -> list[float]:
    """Return for each question the milliseconds that `call` took over it."""
    taken = []
    for question in questions:
        began = clock()
        call(question)
        taken.append((clock() - began) * 1000)
    return taken
