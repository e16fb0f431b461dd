"""The words of the records, as one space sees them: for spelling, and for how much a word tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matching.index.views import IndexView


@dataclass(frozen=True, slots=True)
class RecordedWords:
    """The words of all claims of a view; made anew for each question, as the view is."""

    view: IndexView

    def count(self, word: str) -> int:
        """Return in how many claims the folded `word` stands."""
        return self.view.word_count(word)

    def stem_count(self, stem: str) -> int:
        """Return in how many claims the commonest word with this `stem` stands."""
        forms = self.view.terms.forms(self.view.terms.find(stem))
        return int(self.view.word_counts(forms).max(initial=0))

    def near(self, word: str, distance: int) -> Sequence[tuple[str, int]]:
        """Return the recorded words within `distance` of `word`, and how far each is."""
        return [(near.word, near.slips) for near in self.view.near_words(word, distance)]

    def designation_letters(self) -> frozenset[str]:
        """Return the letters with which recorded designations begin."""
        return self.view.designations
