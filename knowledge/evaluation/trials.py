"""Asking a set's questions: twice each, with the claims that they mean and without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.evaluation.peers import Method, Ranked

Clock = Callable[[], float]
"""Returns seconds that only grow, like `time.perf_counter`."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How one question went. `unanswerable` is what was found with its golds ruled out.

    `twins` have the words of a gold: they are ruled out with it, and right to show beside it.

    `milliseconds` is what somebody who asks had to wait for; None if it was not timed.
    """

    golds: frozenset[str]
    answerable: Ranked
    unanswerable: Ranked
    milliseconds: float | None = None
    twins: frozenset[str] = frozenset()


def ask_all(
    method: Method,
    questions: Sequence[SetQuestion],
    *,
    clock: Clock | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Trial, ...]:
    """Return how each of `questions` goes, timed if there is a clock.

    Nothing that the first question needs is read beforehand: warm `method` up before.
    """
    return tuple(_ask_all(method, questions, clock, progress))


def _ask_all(
    method: Method,
    questions: Sequence[SetQuestion],
    clock: Clock | None,
    progress: Callable[[int, int], None],
) -> Iterator[Trial]:
    for number, question in enumerate(questions, 1):
        # Timed first: what is ranked later finds the claims read already.
        took = _timed(method, question.text, clock) if clock else None
        yield Trial(
            question.golds,
            method.rank(question.text, ()),
            method.rank(question.text, question.meant),
            took,
            question.twins,
        )
        progress(number, len(questions))


def _timed(method: Method, question: str, clock: Clock) -> float:
    began = clock()
    method.ask(question)
    return (clock() - began) * 1000
