"""Is this a word, how common is it, and which word was meant?

Three circles of words: those that frame questions, those of the records, and common
English. A word of none of them is a slip of the finger for a near one, or a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.matching.lexicon import Lexicon
from knowledge.matching.word_meaning import forms
from knowledge.text import stem

_DESIGNATION = re.compile(r"([^\W\d_]{1,6})\d+\w*")
# "Who said Russia is planning to …": people put another verb far more often than another thing.
_VERB_ENDINGS = ("ing", "ed")
_VERB_SHARE = 0.6
_COMMONEST = 100
_RAREST = 25_000
_TWO_SLIPS_CHARACTERS = 8
_ONE_SLIP_CHARACTERS = 4


@dataclass(slots=True)
class Vocabulary:
    """All words that can be met in a question.

    `counts` says in how many claims a folded word stands, `ranks` where an English word
    stands among the common ones (0 is the commonest).
    """

    lexicon: Lexicon
    counts: Mapping[str, int]
    ranks: Mapping[str, int]
    claims: int
    stems: dict[str, int] = field(default_factory=dict)
    framing: frozenset[str] = frozenset()
    designation_letters: frozenset[str] = frozenset()
    _corrected: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word, count in self.counts.items():
            key = stem(word)
            self.stems[key] = max(self.stems.get(key, 0), count)
        framing: set[str] = set(self.lexicon.pleasantry | self.lexicon.lookup)
        for frame in self.lexicon.frames.values():
            framing |= frame.all
        self.framing = frozenset(framing)
        parts = (_DESIGNATION.fullmatch(word) for word in self.counts)
        self.designation_letters = frozenset(part.group(1) for part in parts if part)

    def is_recorded(self, word: str) -> bool:
        """Whether `word`, or another form of it, stands in the records."""
        return word in self.counts or stem(word) in self.stems

    def is_word(self, word: str) -> bool:
        """Whether `word` is known at all: framing, recorded or common."""
        known = any(form in self.ranks for form in forms(word))
        return known or self.is_recorded(word) or word in self.framing

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
        near: list[tuple[int, int, float, str]] = []
        for number, circle in enumerate((self.counts, self.framing, self.ranks)):
            for known, distance, _ in process.extract(
                word, list(circle), scorer=OSA.distance, score_cutoff=allowed, limit=5
            ):
                if len(known) >= _ONE_SLIP_CHARACTERS:
                    # Of words that are equally near in one circle, the one that begins alike.
                    alike = JaroWinkler.similarity(word, known)
                    near.append((int(distance), number, -alike, known))
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
        count = self.counts.get(word, self.stems.get(stem(word), 0))
        if not count or self.claims < 2:
            return rarity
        spread = 1 - math.log(count) / math.log(self.claims + 1)
        return max(0.1, rarity * (0.4 + 0.6 * spread))
