"""In how many claims does a word stand? Kept for the public claims, and for each space's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.inverting import Inverted

Numbers = NDArray[np.int64]


@dataclass(slots=True)
class Counts:
    """Counts on disk, if any, and what has been added to or taken from them since."""

    stored_stems: NDArray[Any]
    stored_statements: NDArray[Any]
    stored_words: NDArray[Any]
    claims: int = 0
    _stems: Counter[int] = field(default_factory=Counter)
    _statements: Counter[int] = field(default_factory=Counter)
    _words: Counter[int] = field(default_factory=Counter)

    def add(self, inverted: Inverted, claims: int) -> None:
        """Count these claims in, or out if `claims` is negative."""
        sign = 1 if claims > 0 else -1
        stated = inverted.stems[inverted.in_statement]
        for counter, numbers in (
            (self._stems, inverted.stems),
            (self._statements, stated),
            (self._words, inverted.words),
        ):
            for number, many in zip(*np.unique(numbers, return_counts=True), strict=True):
                counter[int(number)] += sign * int(many)
        self.claims += claims

    def of_stems(self, numbers: Numbers) -> Numbers:
        """Return in how many claims any word with each of these stems stands."""
        return _summed(self.stored_stems, self._stems, numbers)

    def of_statements(self, numbers: Numbers) -> Numbers:
        """Return the same of their statements and titles only."""
        return _summed(self.stored_statements, self._statements, numbers)

    def of_words(self, numbers: Numbers) -> Numbers:
        """Return in how many claims each of these words stands, in just this form."""
        return _summed(self.stored_words, self._words, numbers)


def no_counts() -> Counts:
    """Return counts of no claims."""
    nothing = np.zeros(0, np.uint32)
    return Counts(nothing, nothing, nothing)


def _summed(stored: NDArray[Any], changes: Counter[int], numbers: Numbers) -> Numbers:
    counts = np.zeros(len(numbers), dtype=np.int64)
    known = (numbers >= 0) & (numbers < len(stored))
    counts[known] = stored[numbers[known]]
    if changes:
        get = changes.get
        counts += np.array([get(number, 0) for number in numbers.tolist()], dtype=np.int64)
    return counts
