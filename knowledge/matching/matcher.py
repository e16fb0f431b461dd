"""Which claims did the person mean? Reading -> pool -> ranking -> one of four outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from knowledge.answer import Outcome
from knowledge.matching.confidence import Thresholds, load_thresholds
from knowledge.matching.deciding import Decided, Decider
from knowledge.matching.following import Turn, follow
from knowledge.matching.guards import Guards
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.meaning import Encoder
from knowledge.matching.ranking import Ranker
from knowledge.matching.scores import Scorer
from knowledge.matching.shelf import Shelf, open_shelf
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.port import PUBLIC, RecordStore

READ_TURNS = 5
_PARTS = 3
_NEXT_PART = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|[;?]\s+(?:and\s+)?)(?=(?:who|what|did|has|which)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:who|what|did|has|which|is|was|how)\b", re.IGNORECASE)
_PART_WORDS = 3


@dataclass(slots=True)
class Matcher:
    """Matches questions to the claims of a store. Safe to use from several threads."""

    store: RecordStore
    encoder: Encoder | None
    vectors: WordVectors | None
    thresholds: Thresholds = field(default_factory=load_thresholds)
    _shelf: Shelf | None = None
    _lock: Lock = field(default_factory=Lock)

    def match(self, question: str, *, context: Sequence[str] = (), space: str = PUBLIC) -> Decided:
        """Return the claims that `question` means, read with the thread's earlier questions."""
        shelf = self.shelf()
        decider = Decider(shelf, self._ranker(shelf), self.thresholds, space)
        last: Turn | None = None
        for earlier in context[-READ_TURNS:]:
            decided = self._match_parts(earlier, decider, last)
            last = decider.turn(decided) if decided.outcome is not Outcome.SILENT else last
        return self._match_parts(question, decider, last)

    def _match_parts(self, question: str, decider: Decider, last: Turn | None) -> Decided:
        """Decide a question, or each part of "who said A, and who said B?", shown together."""
        read = decider.shelf.reader.read
        parts = _parts(question)
        if len(parts) == 1:
            return decider.decide(follow(read(question), last))
        decided: list[Decided] = []
        before = last
        for part in parts:
            decided.append(decider.decide(follow(read(part), before)))
            before = decider.turn(decided[-1])
        if all(part.outcome is Outcome.ANSWER for part in decided):
            return decider.together(decided)
        return decider.decide(follow(read(question), last))

    def shelf(self) -> Shelf:
        """Return the shelf of the store's present knowledge version."""
        with self._lock:
            if self._shelf is None or self._shelf.version != self.store.knowledge_version():
                has_meaning = self.encoder is not None
                self._shelf = open_shelf(self.store, load_lexicon(), has_meaning=has_meaning)
            return self._shelf

    def _ranker(self, shelf: Shelf) -> Ranker:
        lexicon = load_lexicon()
        guards = Guards(lexicon, shelf.names.speakers)
        return Ranker(shelf, Scorer(lexicon, self.vectors), guards, self.thresholds, self.encoder)


def _parts(question: str) -> list[str]:
    """Return the questions that a message asks in one breath; mostly itself alone."""
    parts = [part.strip() for part in _NEXT_PART.split(question) if part.strip()]
    each_asks = all(_ASKS.match(part) and len(part.split()) >= _PART_WORDS for part in parts)
    return parts if 1 < len(parts) <= _PARTS and each_asks else [question]
