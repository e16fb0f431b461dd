"""Word meaning: how near are two words, and how common is a word?

The words are the tokenizer's vocabulary, commonest first; the vectors come from the same
model as `meaning` (see encoder/NOTICE.md). Made by deploy/export_encoder.py.

A similarity tells words of one subject from strangers, and no more: *drone* is nearer to
*helicopter* (0.52) than *breach* to *violation* (0.17), and opposites are near.
Measured in tests/knowledge/matching/test_word_meaning.py.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.common import WORDS_FOLDER, common_ranks, unusable

Vectors = NDArray[np.float32]

# Shorter words have a rank but no vector.
LETTERS_WITH_VECTOR = 3
# What is left after an ending is taken off must still look like a word.
LETTERS_OF_STEM = 3
# The rows of so many lists of words are kept; a row takes 384 bytes.
KEPT_LISTS = 2_000
KEPT_WORDS = 50_000


class WordVectors:
    """Holds the two tables; reads each when first asked. Words are given folded."""

    def __init__(self, folder: Path = WORDS_FOLDER) -> None:
        self._folder = folder
        self._kept: dict[tuple[str, ...], Vectors] = {}
        self._places: dict[str, int] = {}

    def rank(self, word: str) -> int | None:
        """Return the place of `word` among the common words, 0 for the commonest."""
        known = next((form for form in forms(word) if form in self._ranks), None)
        return None if known is None else self._ranks[known]

    def similarity(self, a: str, b: str) -> float | None:
        """Return how near `a` and `b` are, -1..1; None if either is unknown."""
        if self.place(a) < 0 or self.place(b) < 0:
            return None
        return float(self.similarities([a], [b])[0, 0])

    def similarities(self, words: Sequence[str], others: Sequence[str]) -> Vectors:
        """Return -1..1 for each of `words` (rows) and `others`; 0 where one is unknown."""
        table: Vectors = self._kept_rows(words) @ self._kept_rows(others).T
        return table.clip(-1.0, 1.0)

    def _kept_rows(self, words: Sequence[str]) -> Vectors:
        """Return the rows of `words`, made once: a claim's words come back at every question."""
        key = tuple(words)
        rows = self._kept.get(key)
        if rows is None:
            if len(self._kept) >= KEPT_LISTS:
                self._kept.clear()
            rows = self._kept[key] = self.unit_rows(words)
        return rows

    def unit_rows(self, words: Sequence[str]) -> Vectors:
        """Return a row of length 1 for each of `words`, zeros for unknown ones."""
        places = np.array([self.place(word) for word in words], dtype=np.int64)
        rows = np.zeros((len(words), self._vectors.shape[1]), dtype=np.float32)
        known = places >= 0
        rows[known] = self.unit_rows_at(places[known])
        return rows

    def unit_rows_at(self, places: NDArray[np.int64]) -> Vectors:
        """Return the rows of words by their `place`, each of length 1."""
        rows: Vectors = self._vectors[places] * self._shares[places, None]
        return rows

    def place(self, word: str) -> int:
        """Return where the vector of `word`, or of a form of it, stands; -1 if nowhere."""
        place = self._places.get(word)
        if place is None:
            if len(self._places) >= KEPT_WORDS:
                self._places.clear()
            place = next((self._rows[form] for form in forms(word) if form in self._rows), -1)
            self._places[word] = place
        return place

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return common_ranks(self._folder)

    @cached_property
    def _rows(self) -> dict[str, int]:
        long_words = (word for word in self._ranks if len(word) >= LETTERS_WITH_VECTOR)
        rows = {word: row for row, word in enumerate(long_words)}
        if len(rows) != len(self._vectors):
            raise unusable(self._folder / "word_vectors.npz")
        return rows

    @cached_property
    def _shares(self) -> Vectors:
        """What each stored row is multiplied with to be of length 1."""
        lengths: Vectors = np.sqrt(np.square(self._vectors, dtype=np.float32).sum(axis=1))
        shares: Vectors = (1.0 / np.maximum(lengths, 1.0)).astype(np.float32)
        return shares

    @cached_property
    def _vectors(self) -> NDArray[np.int8]:
        path = self._folder / "word_vectors.npz"
        try:
            with np.load(path, allow_pickle=False) as tables:
                vectors: NDArray[np.int8] = tables["vectors"]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise unusable(path) from error
        return vectors


def forms(word: str) -> Iterator[str]:
    """Yield `word`, then what it may be an inflection of, then its plural."""
    yield word
    owner = word.removesuffix("'").removesuffix("’")
    owner = owner.removesuffix("'s").removesuffix("’s")
    for stem in stems(owner):
        if len(stem) >= LETTERS_OF_STEM:
            yield stem
    yield f"{owner}s"


def stems(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield stem
            yield stem + "e"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
