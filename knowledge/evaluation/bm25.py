"""BM25 in plain NumPy: the ranking by words that everything else is measured against.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, equation
3.15, with the idf that Lucene made common (it is never negative).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.text import stems

SATURATION = 1.5
"""k1: from how many repetitions on a word says little more."""
LENGTH = 0.75
"""b: how much a long text is held against its words, 0 to 1."""

_Postings = tuple[NDArray[np.int32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Bm25:
    """For each stem the positions of the texts that hold it, and what it is worth there."""

    texts: int
    postings: dict[str, _Postings]

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return for each text how well it fits `question`: 0 (no word in common) upwards.

        A word that stands twice in the question counts twice.
        """
        total = np.zeros(self.texts, dtype=np.float32)
        for stem in stems(question):
            if stem in self.postings:
                positions, worth = self.postings[stem]
                total[positions] += worth
        return total


def index_words(texts: Sequence[str]) -> Bm25:
    """Return the index of `texts`."""
    counts: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths = np.zeros(len(texts), dtype=np.float32)
    for position, text in enumerate(texts):
        found = stems(text)
        lengths[position] = len(found)
        for stem, times in Counter(found).items():
            counts[stem].append((position, times))
    # Texts without a word have no postings, so that their mean length of 0 divides nothing.
    relative = lengths / max(float(lengths.mean()) if len(lengths) else 0.0, 1.0)
    held_against = SATURATION * (1 - LENGTH + LENGTH * relative)
    return Bm25(
        len(texts),
        {stem: _worth(found, held_against, len(texts)) for stem, found in counts.items()},
    )


def _worth(
    found: Sequence[tuple[int, int]], held_against: NDArray[np.float32], texts: int
) -> _Postings:
    positions = np.array([position for position, _ in found], dtype=np.int32)
    times = np.array([times for _, times in found], dtype=np.float32)
    rarity = np.log1p((texts - len(found) + 0.5) / (len(found) + 0.5))
    worth = rarity * times * (SATURATION + 1) / (times + held_against[positions])
    return positions, worth.astype(np.float32)
