"""Is this a word, how common is it, and which word was meant?

Three circles of words: those that frame questions, those of the records, and common
English. A word of none of them is a slip of the finger for a near one, or a name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

from knowledge.matching.lexicon import Lexicon
from knowledge.matching.near_words import NearWords, near_words
from knowledge.matching.word_counts import DictCounts, WordCounts
from knowledge.matching.word_meaning import forms
from knowledge.text import stem

# "Who said Russia is planning to …": people put another verb far more often than another thing.
_VERB_ENDINGS = ("ing", "ed")
_VERB_SHARE = 0.6
_COMMONEST = 100
_RAREST = 25_000
_COMMON_RANK = 5_000
"""Words up to here are words first, though they may begin a designation too."""
_TWO_SLIPS_CHARACTERS = 8
_ONE_SLIP_CHARACTERS = 4
_LONG_NAME_CHARACTERS = 8
_LOOKED_AT = 5
"""Of one circle, nearest first; of equally near common words the commonest."""


@dataclass(slots=True)
class Vocabulary:
    """All words that can be met in a question.

    `counts` are the words of the records, `ranks` says where an English word stands among the
    common ones (0 is the commonest).
    """

    lexicon: Lexicon
    counts: WordCounts | Mapping[str, int]
    ranks: Mapping[str, int]
    claims: int
    framing: frozenset[str] = frozenset()
    recorded: WordCounts = field(init=False)
    _framing_near: NearWords = field(init=False)
    _common_near: NearWords = field(init=False)
    _corrected: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = self.counts
        self.recorded = DictCounts(known) if isinstance(known, Mapping) else known
        framing: set[str] = set(self.lexicon.pleasantry | self.lexicon.lookup)
        for frame in self.lexicon.frames.values():
            framing |= frame.all
        self.framing = frozenset(framing)
        self._framing_near = near_words(tuple(sorted(framing)))
        self._common_near = near_words(tuple(self.ranks))

    @property
    def designation_letters(self) -> frozenset[str]:
        """The letters with which recorded designations begin."""
        return self.recorded.designation_letters()

    def is_designation_part(self, word: str) -> bool:
        """Whether a number behind `word` makes a designation of it: "su 35", but not "age 29"."""
        is_common = self.ranks.get(word, _RAREST) < _COMMON_RANK
        return word in self.designation_letters and not is_common

    def stands(self, word: str) -> bool:
        """Whether the records have the folded `word` in just this form."""
        return self.recorded.count(word) > 0

    def is_recorded(self, word: str) -> bool:
        """Whether `word`, or another form of it, stands in the records."""
        return self.stands(word) or self.recorded.stem_count(stem(word)) > 0

    def is_word(self, word: str) -> bool:
        """Whether `word` is known at all: framing, recorded or common."""
        known = any(form in self.ranks for form in forms(word))
        return known or self.is_recorded(word) or word in self.framing

    def likely_name(self, word: str) -> str | None:
        """Return the one recorded word that a long unknown name is a slip away from, if any."""
        if len(word) < _LONG_NAME_CHARACTERS or not word.isalpha():
            return None
        near = [
            known
            for known, _ in self.recorded.near(word, 1)
            if known[0] == word[0] and not any(form in self.ranks for form in forms(known))
        ]
        return near[0] if len(near) == 1 else None

    def corrected(self, word: str) -> str | None:
        """Return the known word that `word` is a slip of the finger for; None if there is none.

        Of equally near ones, words of the records come first, then framing words, then common ones.
        """
        if word not in self._corrected:
            if len(self._corrected) > 10_000:
                self._corrected.clear()
            self._corrected[word] = self._correct(word)
        return self._corrected[word]

    def _correct(self, word: str) -> str | None:
        if len(word) < _ONE_SLIP_CHARACTERS or not word.isalpha():
            return None
        allowed = 2 if len(word) >= _TWO_SLIPS_CHARACTERS else 1
        circles = (
            self.recorded.near(word, allowed),
            self._framing_near.near(word, allowed),
            self._common_near.near(word, allowed),
        )
        # Of words that are equally near in one circle, the one that begins alike.
        near = [
            (slips, number, -JaroWinkler.similarity(word, known), known)
            for number, circle in enumerate(circles)
            for known, slips in sorted(circle, key=lambda each: each[1])[:_LOOKED_AT]
            if len(known) >= _ONE_SLIP_CHARACTERS
        ]
        return min(near)[3] if near else None

    def weight(self, word: str) -> float:
        """Return how much `word` tells, 0.1 (stands everywhere) to 1 (rare).

        The rarer of English at large and of these records decides: "missile" is no common word,
        but where every claim is about missiles it tells little.
        """
        rank = next((self.ranks[form] for form in forms(word) if form in self.ranks), _RAREST)
        rarity = math.log(max(rank, _COMMONEST) / _COMMONEST) / math.log(_RAREST / _COMMONEST)
        rarity = min(1.0, 0.25 + 0.75 * rarity)
        if word.endswith(_VERB_ENDINGS):
            rarity *= _VERB_SHARE
        count = self.recorded.count(word) or self.recorded.stem_count(stem(word))
        if not count or self.claims < 2:
            return rarity
        spread = 1 - math.log(count) / math.log(self.claims + 1)
        return max(0.1, rarity * (0.4 + 0.6 * spread))
