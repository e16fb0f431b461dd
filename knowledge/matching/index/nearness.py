"""Which recorded words may a misspelt one stand for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.matching.index.files import Arrays
from knowledge.matching.index.slips import can_be_meant, near_numbers, slip_arrays
from knowledge.matching.index.terms import Terms

_UNSORTED = 1_000


@dataclass(frozen=True, slots=True)
class NearWord:
    """A recorded word that is few slips away from a typed one."""

    word: str
    slips: int
    """Optimal string alignment distance: letters changed, left out, put in or swapped."""
    similarity: float
    """Jaro-Winkler, 0 to 1: of words equally far, the one that begins alike is likelier."""
    count: int
    """In how many claims it stands."""


class Nearness:
    """Finds near words among those on disk, and among the new ones."""

    def __init__(self, terms: Terms, arrays: Arrays) -> None:
        self._terms = terms
        self._stored = arrays["slip_hashes"], arrays["slip_numbers"]
        nothing = np.zeros(0, np.uint32)
        self._new: tuple[int, NDArray[Any], NDArray[Any]] = (0, nothing, nothing)

    def sort_new(self) -> None:
        """Sort the new words in, once there are as many unsorted ones as sorted ones."""
        words = self._terms.new.words
        sorted_, many = self._new[0], len(words)
        if many - sorted_ > max(_UNSORTED, sorted_):
            arrays = slip_arrays(words[:many], np.ones(many, np.bool_))
            self._new = (many, arrays["slip_hashes"], arrays["slip_numbers"])

    def candidates(self, word: str, slips: int) -> dict[int, str]:
        """Return numbers and words of which some may be within `slips` of `word`."""
        new = self._terms.new
        sorted_, hashes, numbers = self._new
        found = {number: new.words[number - new.first] for number in self._unsorted(sorted_)}
        for number in near_numbers(word, slips, hashes, numbers).tolist():
            found[number + new.first] = new.words[number]
        stored = near_numbers(word, slips, *self._stored)
        found.update(self._terms.stored.words_like(word, slips, stored))
        return found

    def _unsorted(self, sorted_: int) -> range:
        new = self._terms.new
        return range(new.first + sorted_, new.first + len(new))

    def near(self, word: str, slips: int) -> dict[int, tuple[str, int]]:
        """Return the number, spelling and distance of the words within `slips` of `word`."""
        near: dict[int, tuple[str, int]] = {}
        if not can_be_meant(word):
            return near
        for number, known in self.candidates(word, slips).items():
            if can_be_meant(known):
                distance = OSA.distance(word, known, score_cutoff=slips)
                if distance <= slips:
                    near[number] = (known, distance)
        return near


def likeness(word: str, known: str) -> float:
    """Return how alike the two are, 0 to 1, beginnings above all (Winkler 1990)."""
    return float(JaroWinkler.similarity(word, known))
