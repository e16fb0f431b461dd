"""Cutting the texts of claims into words, fast: the index reads a million of them.

The words are exactly those of `knowledge.text.words`. That goes over a text sign by sign;
here a piece between two blanks is cut once and then remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from knowledge.text import words

# Thousands can be grouped by blanks: only such a text means more than its pieces.
_NUMBER_WITH_BLANK = re.compile(r"\d\s\d")
_PIECES_KEPT = 400_000


class Cutter:
    """Turns texts into the numbers that `number_of` gives to their words; not for two threads."""

    def __init__(self, number_of: Callable[[str], int]) -> None:
        self._number_of = number_of
        self._pieces: dict[str, tuple[int, ...]] = {}

    def cut(self, texts: Iterable[str]) -> list[int]:
        """Return the words of all `texts`, in order."""
        found: list[int] = []
        for text in texts:
            # Beyond ASCII a blank may be what the next sign is put together with.
            if not text.isascii() or _NUMBER_WITH_BLANK.search(text):
                found += self._numbers(text)
                continue
            for piece in text.split():
                known = self._pieces.get(piece)
                found += self._remembered(piece) if known is None else known
        return found

    def _remembered(self, piece: str) -> tuple[int, ...]:
        if len(self._pieces) >= _PIECES_KEPT:
            self._pieces.clear()
        numbers = self._pieces[piece] = self._numbers(piece)
        return numbers

    def _numbers(self, text: str) -> tuple[int, ...]:
        return tuple(self._number_of(word) for word in words(text))
