"""What one question sees of the index: the public claims and those of its space."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.columns import Ragged, starts_of
from knowledge.matching.index.counting import Counts
from knowledge.matching.index.fields import FIELDS, Field, inverse_frequency
from knowledge.matching.index.handles import (
    Found,
    Handles,
    best,
    handle_of,
    handles_of,
    rows_of,
    segments_of,
)
from knowledge.matching.index.hashing import UNKNOWN
from knowledge.matching.index.meanings import Meanings, VectorCosines
from knowledge.matching.index.nearness import Nearness, NearWord, likeness
from knowledge.matching.index.rows import Rows
from knowledge.matching.index.segments import Segment
from knowledge.matching.index.slips import slips_allowed
from knowledge.matching.index.terms import Terms
from knowledge.matching.index.wording import Weighted, found_in, plan, scores_at
from knowledge.matching.meaning import Vectors
from knowledge.matching.word_meaning import WordVectors

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The claims that one space may see; held for one question, by any thread.

    `rows` that a method takes or returns are handles: good for this view only. What other
    spaces have recorded changes nothing that is returned here.
    """

    segments: tuple[Segment, ...]
    counts: tuple[Counts, ...]
    terms: Terms
    nearness: Nearness
    meanings: Meanings
    designations: frozenset[str]
    """The letters with which designations begin, of claims that were withdrawn too."""

    @property
    def claims(self) -> int:
        """How many claims can be found."""
        return sum(count.claims for count in self.counts)

    @property
    def _filled(self) -> list[tuple[int, Segment]]:
        """The segments that have rows, with their places: looking into empty ones costs as much."""
        pairs = enumerate(self.segments)
        return [(place, segment) for place, segment in pairs if len(segment.rows)]

    # Words -----------------------------------------------------------------------------

    def term_numbers(self, words: Sequence[str]) -> Numbers:
        """Return the number of each folded word or stem, -1 for those that nobody recorded."""
        return self.terms.find_all(words)

    def stem_numbers(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """Return the numbers of the stems of words with these `numbers`, none of them -1."""
        return self.terms.stems(numbers)

    def word_counts(self, numbers: Numbers) -> Numbers:
        """Return in how many claims each word stands in just this form; 0 for -1."""
        return _sum(count.of_words(numbers) for count in self.counts)

    def stem_counts(self, numbers: Numbers) -> Numbers:
        """Return in how many claims a word with each of these stems stands; 0 for -1."""
        return _sum(count.of_stems(numbers) for count in self.counts)

    def statement_counts(self, numbers: Numbers) -> Numbers:
        """Return the same, counting statements and titles only."""
        return _sum(count.of_statements(numbers) for count in self.counts)

    def word_count(self, word: str) -> int:
        """Return in how many claims the folded `word` stands in just this form."""
        return int(self.word_counts(self.term_numbers([word]))[0])

    def stem_count(self, stem: str) -> int:
        """Return in how many claims a word with this `stem` stands."""
        return int(self.stem_counts(self.term_numbers([stem]))[0])

    def is_word(self, word: str) -> bool:
        """Whether the folded `word` stands in a claim."""
        return self.word_count(word) > 0

    def idf(self, stem_numbers: Numbers) -> NDArray[np.float32]:
        """Return how much each stem tells, 0 or more; see `fields.inverse_frequency`."""
        return inverse_frequency(self.stem_counts(stem_numbers), self.claims)

    def statement_idf(self, stem_numbers: Numbers) -> NDArray[np.float32]:
        """Return the same, counting statements and titles only."""
        return inverse_frequency(self.statement_counts(stem_numbers), self.claims)

    def vector_places(self, numbers: Numbers, vectors: WordVectors) -> Numbers:
        """Return `vectors.place` of each word, which is looked up once."""
        return self.terms.vector_places(numbers, vectors)

    def near_words(self, word: str, slips: int | None = None) -> list[NearWord]:
        """Return recorded words within `slips` of the folded `word`, nearest first.

        Without `slips`, as many as its length allows. Two are found for words of 6 letters up.
        """
        allowed = slips_allowed(word) if slips is None else slips
        near = self.nearness.near(word, allowed) if allowed else {}
        counts = self.word_counts(np.array(list(near), dtype=np.int64))
        found = [
            NearWord(known, distance, likeness(word, known), int(count))
            for (known, distance), count in zip(near.values(), counts, strict=True)
            if count > 0
        ]
        return sorted(found, key=lambda near: (near.slips, -near.similarity, near.word))

    # Ways of searching -----------------------------------------------------------------

    def by_words(self, stems: Mapping[str, float], k: int) -> Found:
        """Return the `k` claims that have most of `stems`, each weighed with its number.

        Scores are sums of weight · idf · (0 to 1 for how full of it the claim is).
        """
        return self._by_words(stems, k, only_names=False)

    def by_names(self, stems: Mapping[str, float], k: int) -> Found:
        """Return the same of claims that have `stems` among the names of who said them."""
        return self._by_words(stems, k, only_names=True)

    def _by_words(self, stems: Mapping[str, float], k: int, *, only_names: bool) -> Found:
        how = plan(self._weighted(stems), self.segments)
        handles, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for place, segment in self._filled:
            rows, found = found_in(segment, how, k, only_names=only_names)
            handles.append(handles_of(place, rows))
            scores.append(found)
        return self._best(np.concatenate(handles), np.concatenate(scores), k)

    def relevance(self, stems: Mapping[str, float], rows: Handles) -> NDArray[np.float32]:
        """Return the score that `by_words` gives to each of `rows`."""
        wanted = self._weighted(stems)
        scores = np.zeros(len(rows), dtype=np.float32)
        for place, segment in self._filled:
            here = np.flatnonzero(segments_of(rows) == place)
            if len(here):
                scores[here] = scores_at(segment, wanted, rows_of(rows[here]))
        return scores

    def _weighted(self, stems: Mapping[str, float]) -> list[Weighted]:
        numbers = self.term_numbers(list(stems))
        weights = self.idf(numbers) * np.array(list(stems.values()), dtype=np.float32)
        return [
            Weighted(number, weight)
            for number, weight in zip(numbers.tolist(), weights.tolist(), strict=True)
            if number != UNKNOWN and weight > 0
        ]

    def by_meaning(self, vector: Vectors, k: int) -> Found:
        """Return the `k` claims of which a text is nearest to `vector`; scores are cosines."""
        handles, cosines = self.meanings.near(vector, [s.rows.hidden for s in self.segments])
        return self._best(handles, cosines, k)

    def _best(self, handles: Handles, scores: NDArray[np.float32], k: int) -> Found:
        return best(handles, scores, self.numbers(handles), k)

    # What is known of rows ---------------------------------------------------------------

    def cosines(self, vector: Vectors, rows: Handles) -> VectorCosines:
        """Return the cosine of `vector` with each vector of `rows`, and the highest of each."""
        return self.meanings.cosines(vector, rows)

    def ids(self, rows: Handles) -> list[str]:
        """Return the ids of claims."""
        pairs = zip(segments_of(rows).tolist(), rows_of(rows).tolist(), strict=True)
        return [self.segments[segment].id_of(row) for segment, row in pairs]

    def rows_of(self, ids: Sequence[str]) -> Handles:
        """Return the row of each claim, -1 for those that cannot be found here."""
        return np.array([self._row_of(claim) for claim in ids], dtype=np.int64)

    def _row_of(self, claim: str) -> int:
        for place, segment in enumerate(self.segments):
            row = segment.row_of(claim)
            if row != UNKNOWN and not segment.rows.hidden[row]:
                return handle_of(place, row)
        return UNKNOWN

    def numbers(self, rows: Handles) -> Numbers:
        """Return the claims' numbers in the store."""
        return self._gathered(rows, lambda part, places: part.numbers[places])

    def days(self, rows: Handles) -> Numbers:
        """Return when each was said, as `date.toordinal()`; 0 where that is not known."""
        return self._gathered(rows, lambda part, places: part.days[places])

    def lengths(self, rows: Handles) -> Numbers:
        """Return how many words each field has, shape (n, 4) in the order of `Field`."""
        return self._gathered(rows, lambda part, places: part.lengths(places), FIELDS)

    def words_of(self, rows: Handles, first: Field, last: Field | None = None) -> Ragged:
        """Return the numbers of the words of a field, or of `first` to `last`, in text order."""
        last = first if last is None else last
        lengths = np.zeros(len(rows), dtype=np.int64)
        parts: list[tuple[NDArray[np.int64], NDArray[np.uint32]]] = []
        for place, segment in self._filled:
            here = np.flatnonzero(segments_of(rows) == place)
            words, many = segment.rows.words_of(rows_of(rows[here]), first, last)
            lengths[here] = many
            parts.append((here, words))
        starts = starts_of(lengths)
        values = np.zeros(int(starts[-1]), dtype=np.uint32)
        for here, words in parts:
            values[np.repeat(_is_in(here, len(rows)), lengths)] = words
        return Ragged(values, starts)

    def _gathered(
        self,
        rows: Handles,
        of: Callable[[Rows, Numbers], NDArray[Any]],
        width: int | None = None,
    ) -> Numbers:
        shape = (len(rows),) if width is None else (len(rows), width)
        gathered = np.zeros(shape, dtype=np.int64)
        for place, segment in self._filled:
            here = segments_of(rows) == place
            if here.any():
                gathered[here] = of(segment.rows, rows_of(rows[here]))
        return gathered


def _is_in(places: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    inside = np.zeros(size, dtype=np.bool_)
    inside[places] = True
    return inside


def _sum(counts: Any) -> Numbers:
    total: Numbers = sum(counts)
    return total
