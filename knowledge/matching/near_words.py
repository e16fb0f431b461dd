"""Which of very many words are a slip or two away from a word? All of them, and no others.

A slip takes at most one letter out of a word and puts at most one in. So only words are
compared whose lengths and letters differ by no more than that; letters are bits of a number, and
NumPy compares those of all words at once.
Source of the distance: optimal string alignment, Boytsov, ACM JEA 16 (2011), section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

# Of longer words the first letters only: a slip changes no more than one of them, too.
_LETTERS = 24
_LATIN = 26
_OTHERS = 6
_SECOND = 32
"""By how many bits a letter's second occurrence is shifted."""
_AT_ONCE = 32_768
_LATER_WORDS = 400
"""So many words are compared one by one before all are put in order anew (takes 0.1 s)."""


class NearWords:
    """Words among which near ones are found. It never changes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._later: tuple[str, ...] = ()
        lengths = np.fromiter(map(len, self._words), np.int64, len(self._words))
        self._order = np.argsort(lengths, kind="stable")
        self._letters = _letters_of(self._words)[self._order]
        self._longest = int(lengths.max(initial=0))
        self._starts = np.searchsorted(lengths[self._order], np.arange(self._longest + 2))

    def with_words(self, words: Iterable[str]) -> NearWords:
        """Return these words and `words`."""
        later = (*self._later, *words)
        if len(later) > _LATER_WORDS:
            return NearWords((*self._words, *later))
        more = NearWords(())
        for name in ("_words", "_order", "_letters", "_longest", "_starts"):
            setattr(more, name, getattr(self, name))
        more._later = later
        return more

    def near(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Return the words within `distance` slips (0 is `word` itself), and how many slips.

        Nearest first; of equally near ones that which was given first.
        """
        alike = [*(self._words[at] for at in sorted(self._alike(word, distance))), *self._later]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=distance, limit=None)
        # Sorted, as the order of equally near ones is not promised.
        found = {alike[at]: slips for _, slips, at in sorted(near, key=lambda each: each[1:])}
        return list(found.items())

    def _alike(self, word: str, distance: int) -> list[int]:
        """Return the numbers of the words whose length and letters allow `distance` slips."""
        if len(word) - distance > self._longest:
            return []
        low = self._starts[max(0, len(word) - distance)]
        high = self._starts[min(self._longest + 1, len(word) + distance + 1)]
        letters, typed = self._letters[low:high], _letters_of([word])[0]
        fit = np.flatnonzero(_are_few(letters & ~typed, distance))
        fit = fit[_are_few(typed & ~letters[fit], distance)]
        numbers: list[int] = self._order[low:high][fit].tolist()
        return numbers


@lru_cache(maxsize=8)
def near_words(words: tuple[str, ...]) -> NearWords:
    """Return `NearWords`, made once in a process for each of the few lists that ship."""
    return NearWords(words)


def _are_few(bits: NDArray[np.uint64], most: int) -> NDArray[np.bool_]:
    """Return for each number whether at most `most` of its bits are set."""
    for _ in range(min(most, 64)):
        bits = bits & (bits - np.uint64(1))  # takes the lowest bit off
    few: NDArray[np.bool_] = bits == 0
    return few


def _letters_of(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return for each word the set of its letters, and of those that it has twice, as bits."""
    sets = np.zeros(len(words), np.uint64)
    for start in range(0, len(words), _AT_ONCE):
        cut = [word[:_LETTERS] for word in words[start : start + _AT_ONCE]]
        width = max(1, *map(len, cut))
        part = np.array(cut, f"U{width}")
        codes = part.view(np.uint32).reshape(len(part), width).astype(np.int64)
        latin = codes - ord("a")
        number = np.where((latin >= 0) & (latin < _LATIN), latin, _LATIN + codes % _OTHERS)
        once = np.where(codes > 0, np.uint64(1) << number.astype(np.uint64), np.uint64(0))
        seen, twice = np.zeros((2, len(part)), np.uint64)
        for column in once.T:
            twice |= seen & column
            seen |= column
        sets[start : start + len(part)] = seen | twice << np.uint64(_SECOND)
    return sets
