"""How long do answers take, how often are they right, and what would plain searches take?

All of it on the questions of `synthetic.asking`, each asked once: nothing that is kept from
an earlier question helps.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from knowledge.answering import answer
from knowledge.evaluation.speed import Clock, Timed, time_calls
from knowledge.evaluation.synthetic.asking import Asked, Kind
from knowledge.evaluation.synthetic.records import bundle, claim_id, sketch_of
from knowledge.evaluation.synthetic.wording import claim_text
from knowledge.matching.brute_force import brute_force
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import ENCODER_NAME
from knowledge.store.port import RecordStore
from knowledge.text import stems

ALL = "all"
"""All kinds of questions together."""
RANKED = 5
"""How many claims the plain searches are asked for."""
ADDED_CLAIMS = 5
PATIENCE_SECONDS = 10.0
"""How long each added claim is waited for: some questions are never answered, however long."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions with the milliseconds that each answer took and the claim that it showed first."""

    asked: tuple[Asked, ...]
    taken_ms: tuple[float, ...]
    shown: tuple[str | None, ...]

    def of_kind(self, kind: Kind | None) -> KindTimed:
        """Return the figures of one kind of questions, of all for None."""
        chosen = [at for at, each in enumerate(self.asked) if kind in (None, each.kind)]
        timed = Timed.of("answer()", [self.taken_ms[at] for at in chosen])
        right = sum(self.shown[at] == self.asked[at].claim for at in chosen)
        return KindTimed(kind or ALL, timed, right)


@dataclass(frozen=True, slots=True)
class KindTimed:
    """How answers to one kind of questions went.

    `right` of them showed the claim that was meant first, or none where none was meant.
    """

    kind: str
    timed: Timed
    right: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A plain search and `answer()` on the same questions; the search only ranks.

    `ours` is the median of `answer()`, in milliseconds; `right` of the questions that mean a
    claim had it ranked first, of `meant` in all.
    """

    peer: Timed
    ours: float
    right: int
    meant: int

    @property
    def ratio(self) -> float:
        """How many times as long as an answer the plain search takes, by their medians."""
        return self.peer.median_ms / self.ours


@dataclass(frozen=True, slots=True)
class Adding:
    """Adding claims, one after the other, of which an answer showed `found`.

    Median seconds from the beginning until one was kept, encoded, and shown by an answer;
    the last is None if no answer showed any within `PATIENCE_SECONDS`.
    """

    added: int
    found: int
    kept_seconds: float
    encoded_seconds: float
    found_seconds: float | None


def ask_all(matcher: Matcher, asked: Sequence[Asked], clock: Clock) -> Answered:
    """Ask each of `asked` once, one after the other."""
    shown: list[str | None] = []

    def ask(text: str) -> None:
        matches = answer(text, matcher).matches
        shown.append(matches[0].claim.id if matches else None)

    taken = time_calls(ask, [each.text for each in asked], clock)
    return Answered(tuple(asked), tuple(taken), tuple(shown))


def beside_fuzzy(answered: Answered, texts: Sequence[str], count: int, clock: Clock) -> Beside:
    """Compare the first `count` answers with rapidfuzz over the texts of all claims in order."""

    def rank(text: str) -> str:
        return claim_id(brute_force(text, texts, RANKED)[0])

    return _beside("rapidfuzz process.extract, token_set_ratio", rank, answered, count, clock)


def beside_full_text(answered: Answered, store: RecordStore, count: int, clock: Clock) -> Beside:
    """Compare the first `count` answers with SQLite's own ranking by any of the words."""

    def rank(text: str) -> str | None:
        found = store.search(stems(text), limit=RANKED)
        return found[0][0] if found else None

    return _beside("SQLite FTS5, words joined by OR", rank, answered, count, clock)


def questions_a_second(
    matcher: Matcher, asked: Sequence[Asked], threads: int, clock: Clock
) -> float:
    """Return how many of `asked` so many threads answer in a second, over one matcher."""
    with ThreadPoolExecutor(threads) as pool:
        began = clock()
        list(pool.map(lambda each: answer(each.text, matcher), asked))
        return len(asked) / (clock() - began)


def time_adding(matcher: Matcher, numbers: Sequence[int], seed: int, clock: Clock) -> Adding:
    """Add the claims of these numbers, which the store does not have, and ask for each at once.

    The matcher stays open; nothing is told to it.
    """
    timed = [_add(matcher, number, seed, clock) for number in numbers]
    kept, encoded, found = zip(*timed, strict=True)
    shown = [seconds for seconds in found if seconds is not None]
    return Adding(
        added=len(timed),
        found=len(shown),
        kept_seconds=statistics.median(kept),
        encoded_seconds=statistics.median(encoded),
        found_seconds=statistics.median(shown) if shown else None,
    )


def _add(
    matcher: Matcher, number: int, seed: int, clock: Clock
) -> tuple[float, float, float | None]:
    """Return the seconds until the claim was kept, encoded, and shown (None: never)."""
    new = bundle(range(number, number + 1), seed)
    text = claim_text(sketch_of(number, seed))
    began = clock()
    matcher.store.add(new)
    kept = clock() - began
    if matcher.encoder is not None:
        rows = matcher.encoder.encode([text])
        matcher.store.add_vectors(ENCODER_NAME, {claim_id(number): rows})
    encoded = clock() - began
    while clock() - began < PATIENCE_SECONDS:
        if claim_id(number) in {match.claim.id for match in answer(text, matcher).matches}:
            return kept, encoded, clock() - began
    return kept, encoded, None


def _beside(
    what: str,
    rank: Callable[[str], str | None],
    answered: Answered,
    count: int,
    clock: Clock,
) -> Beside:
    asked = answered.asked[:count]
    first: list[str | None] = []
    taken = time_calls(lambda text: first.append(rank(text)), [e.text for e in asked], clock)
    meant = [at for at, each in enumerate(asked) if each.claim is not None]
    return Beside(
        Timed.of(what, taken),
        Timed.of("answer()", answered.taken_ms[:count]).median_ms,
        sum(first[at] == asked[at].claim for at in meant),
        len(meant),
    )
