"""The words of the claims, each with a number: mapped from disk, new ones in memory.

A stem has a number too: that of the string that it is, whether or not it is also a word.
Opening an index reads none of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import Column, starts_of
from knowledge.matching.index.files import Arrays
from knowledge.matching.index.hashing import UNKNOWN, bytes_of, find_text, text_of
from knowledge.matching.word_meaning import WordVectors
from knowledge.text import stem

_BYTES_OF_LETTER = 4
_NOT_LOOKED_UP = -2


def form_arrays(stems: NDArray[np.uint32]) -> dict[str, NDArray[Any]]:
    """Return `stems` (the stem of each word), and the words of each stem behind one another."""
    return {
        "term_stems": stems,
        "form_words": np.argsort(stems, kind="stable").astype(np.uint32),
        "form_starts": starts_of(np.bincount(stems, minlength=len(stems))),
    }


class NewTerms:
    """Words with numbers from `first` on, in the order in which they were added."""

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.stems = Column(np.uint32)
        self.forms: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, stem_number: int | None) -> int:
        """Give the new `word` a number; `stem_number` is None if it is its own stem."""
        number = self.first + len(self.words)
        own = number if stem_number is None else stem_number
        self.stems.append(np.array([own], np.uint32))
        self.words.append(word)
        self.forms.setdefault(own, []).append(number)
        # Last: once a word is found, all of it is there.
        self.numbers[word] = number
        return number


class StoredTerms:
    """Words of an index on disk."""

    def __init__(self, arrays: Arrays) -> None:
        self._text = arrays["term_text"]
        self._starts = arrays["term_starts"]
        self._table = arrays["term_table"]
        self.stems = arrays["term_stems"]
        self._form_words = arrays["form_words"]
        self._form_starts = arrays["form_starts"]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def find(self, word: str) -> int:
        """Return the number of `word`, or -1."""
        return find_text(word, self._text, self._starts, self._table)

    def word(self, number: int) -> str:
        """Return the word with that number."""
        return text_of(self._text[self._starts[number] : self._starts[number + 1]])

    def forms(self, stem_number: int) -> NDArray[Any]:
        """Return the numbers of the words that have this stem."""
        if not 0 <= stem_number < len(self):
            return self._form_words[:0]
        return self._form_words[self._form_starts[stem_number] : self._form_starts[stem_number + 1]]

    def words_like(self, word: str, slips: int, numbers: NDArray[np.uint32]) -> dict[int, str]:
        """Return those of the words with these numbers that are not too long or too short."""
        size = len(bytes_of(word))
        starts = self._starts[numbers].astype(np.int64)
        ends = self._starts[numbers + np.uint32(1)].astype(np.int64)
        # A letter is one byte, or up to four beyond ASCII.
        shortest = size - slips * (1 if word.isascii() else _BYTES_OF_LETTER)
        fit = (ends - starts >= shortest) & (ends - starts <= size + _BYTES_OF_LETTER * slips)
        text = self._text
        return {
            number: text_of(text[start:end])
            for number, start, end in zip(
                numbers[fit].tolist(), starts[fit].tolist(), ends[fit].tolist(), strict=True
            )
        }


class Terms:
    """All words: those on disk, and those that came since. Numbers tell nothing of a space."""

    def __init__(self, stored: StoredTerms) -> None:
        self.stored = stored
        self.new = NewTerms(len(stored))
        self._lock = threading.Lock()
        self._vector_places = np.zeros(0, dtype=np.int32)

    def find(self, word: str) -> int:
        """Return the number of a folded `word` or a stem, or -1."""
        number = self.new.numbers.get(word)
        return self.stored.find(word) if number is None else number

    def find_all(self, words: Iterable[str]) -> NDArray[np.int64]:
        """Return the number of each of `words`, -1 for unknown ones."""
        return np.array([self.find(word) for word in words], dtype=np.int64)

    def add(self, word: str) -> int:
        """Return the number of `word`, which is given one if it has none."""
        number = self.find(word)
        if number != UNKNOWN:
            return number
        root = stem(word)
        root_number = None if root == word else self.add(root)
        with self._lock:
            return (
                self.new.add(word, root_number) if word not in self.new.numbers else self.find(word)
            )

    def vector_places(self, numbers: NDArray[np.int64], vectors: WordVectors) -> NDArray[np.int64]:
        """Return where the vectors of words stand in `vectors`; -1 if nowhere."""
        places = self._vector_places
        if len(places) < len(self.stored) + len(self.new):
            with self._lock:
                size = (len(self.stored) + len(self.new)) * 5 // 4
                grown = np.full(size, _NOT_LOOKED_UP, dtype=np.int32)
                grown[: len(self._vector_places)] = self._vector_places
                places = self._vector_places = grown
        found = places[numbers]
        for at in np.flatnonzero(found == _NOT_LOOKED_UP).tolist():
            number = int(numbers[at])
            found[at] = places[number] = vectors.place(self.word(number))
        return found.astype(np.int64)

    def word(self, number: int) -> str:
        """Return the word with that number."""
        if number < len(self.stored):
            return self.stored.word(number)
        return self.new.words[number - len(self.stored)]

    def stems(self, numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the numbers of the stems of these words."""
        known = len(self.stored)
        found: NDArray[np.uint32]
        if not len(self.new) or not len(numbers) or int(numbers.max()) < known:
            found = self.stored.stems[numbers]
            return found
        found = np.empty(len(numbers), dtype=np.uint32)
        old = numbers < known
        found[old] = self.stored.stems[numbers[old]]
        found[~old] = self.new.stems.view()[numbers[~old] - known]
        return found

    def forms(self, stem_number: int) -> NDArray[np.int64]:
        """Return the numbers of the words that have this stem, as far as anybody used them."""
        new = self.new.forms.get(stem_number, [])
        return np.concatenate([self.stored.forms(stem_number).astype(np.int64), list(new)]).astype(
            np.int64
        )
