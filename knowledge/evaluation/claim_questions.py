"""Which questions of an evaluation set is the matcher fitted on?"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random

from knowledge.evaluation.claim_sets import SetQuestion
from knowledge.matching.matcher import Matcher
from knowledge.text import words

Compared = tuple[str, ...]
"""The folded words of a question: what makes two questions one."""


@dataclass(frozen=True, slots=True)
class ClaimQuestions:
    """Questions of an evaluation set, and a matcher over its claims."""

    name: str
    questions: Sequence[SetQuestion]
    matcher: Matcher


def compared(question: str) -> Compared:
    """Return what tells `question` from others: case, spacing and punctuation do not."""
    return words(question)


def drawn(
    questions: Sequence[SetQuestion], count: int, *, seed: int, unless: AbstractSet[Compared]
) -> tuple[SetQuestion, ...]:
    """Return at most `count` of `questions`, in their order, the same for the same `seed`.

    Questions that are asked in `unless` as well are left out: the figures are reported on those.
    """
    left = [question for question in questions if compared(question.text) not in unless]
    if len(left) <= count:
        return tuple(left)
    chosen = Random(seed).sample(range(len(left)), count)
    return tuple(left[number] for number in sorted(chosen))
