"""In how many claims does a word stand, and which recorded words are near it?

The claim index answers it for large stores. `DictCounts` does for small ones, from the counts
of all words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from knowledge.matching.near_words import NearWords
from knowledge.text import stem

_DESIGNATION = re.compile(r"([^\W\d_]{1,6})\d+\w*")


class WordCounts(Protocol):
    """The words of the records. Words and stems are those of text.py."""

    def count(self, word: str) -> int:
        """Return in how many claims the folded word stands, 0 if in none."""
        ...

    def stem_count(self, stem: str) -> int:
        """Return in how many claims the commonest word with this stem stands, 0 if in none."""
        ...

    def near(self, word: str, distance: int) -> Sequence[tuple[str, int]]:
        """Return the recorded words within `distance` slips (OSA), and how many slips."""
        ...

    def designation_letters(self) -> frozenset[str]:
        """Return with which letters recorded designations begin: "su" if "su35" is recorded."""
        ...


class DictCounts:
    """The words of a small store, from in how many claims each folded word stands.

    What is not asked for is not made: stems take 10 s for 500,000 words, near ones 1 s.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def count(self, word: str) -> int:
        """Return in how many claims the folded word stands, 0 if in none."""
        return self._counts.get(word, 0)

    def stem_count(self, stem: str) -> int:
        """Return in how many claims the commonest word with this stem stands, 0 if in none."""
        return self._stems.get(stem, 0)

    def near(self, word: str, distance: int) -> Sequence[tuple[str, int]]:
        """Return the recorded words within `distance` slips (OSA), nearest first."""
        return self._near.near(word, distance)

    def designation_letters(self) -> frozenset[str]:
        """Return with which letters recorded designations begin."""
        return self._letters

    @cached_property
    def _stems(self) -> Mapping[str, int]:
        stems: dict[str, int] = {}
        for word, count in self._counts.items():
            key = stem(word)
            stems[key] = max(stems.get(key, 0), count)
        return stems

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(self._counts)

    @cached_property
    def _letters(self) -> frozenset[str]:
        parts = (_DESIGNATION.fullmatch(word) for word in self._counts)
        return frozenset(part.group(1) for part in parts if part)
