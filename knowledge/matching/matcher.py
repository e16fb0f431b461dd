"""Which claims did the person mean? Reading -> pool -> ranking -> one of four outcomes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
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
from knowledge.matching.survey.surveying import Surveyed, Surveyor
from knowledge.matching.survey.weights import SurveyWeights, load_survey_weights
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
    """Matches questions to the claims of a store. Safe to use from several threads.

    `index_folder` is where the claim index of the store is built, if it is. `disabled_guards` are
    names of `Guards`' vetoes to leave out, to measure what each is worth.
    """

    store: RecordStore
    encoder: Encoder | None
    vectors: WordVectors | None
    index_folder: Path | None = None
    thresholds: Thresholds = field(default_factory=load_thresholds)
    weights: SurveyWeights = field(default_factory=load_survey_weights)
    disabled_guards: frozenset[str] = frozenset()
    _shelf: Shelf | None = None
    _lock: Lock = field(default_factory=Lock)

    def match(
        self,
        question: str,
        *,
        context: Sequence[str] = (),
        space: str = PUBLIC,
        without: Collection[str] = (),
        is_measured: bool = False,
    ) -> Decided:
        """Return the claims that `question` means, read with the thread's earlier questions.

        `without` are claims ruled out for it: they are ranked as if they were not recorded. Where
        it `is_measured` the ranking of all claims is returned with what was decided.
        """
        shelf = self.shelf(space)
        ranker = self._ranker(shelf, space, frozenset(without))
        decider = Decider(shelf, ranker, self.thresholds, space, is_measured)
        last: Turn | None = None
        for earlier in context[-READ_TURNS:]:
            decided = self._match_parts(earlier, decider, last)
            last = decider.turn(decided) if decided.outcome is not Outcome.SILENT else last
        return self._match_parts(question, decider, last)

    def survey(
        self, question: str, *, space: str = PUBLIC, without: Collection[str] = ()
    ) -> Surveyed:
        """Return the candidates for `question` with their features, before any closer look."""
        shelf = self.shelf(space)
        reading = shelf.reader_in(space).read(question)
        return self._ranker(shelf, space, frozenset(without)).survey(reading)

    def _match_parts(self, question: str, decider: Decider, last: Turn | None) -> Decided:
        """Decide a question, or each part of "who said A, and who said B?", shown together."""
        read = decider.shelf.reader_in(decider.space).read
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

    def shelf(self, space: str = PUBLIC) -> Shelf:
        """Return the shelf of the store's present knowledge version, as seen from `space`."""
        with self._lock:
            if self._shelf is None:
                self._shelf = open_shelf(self.store, load_lexicon(), folder=self.index_folder)
            elif self._shelf.change != self.store.change_number():
                self._shelf = self._shelf.renewed()
            return self._shelf.seen_from(space)

    def _ranker(
        self, shelf: Shelf, space: str = PUBLIC, without: frozenset[str] = frozenset()
    ) -> Ranker:
        return Ranker(
            shelf,
            Surveyor(self.weights, self.encoder, self.vectors),
            Scorer(shelf.lexicon, self.vectors),
            Guards(shelf.lexicon, shelf.names.speakers, self.disabled_guards),
            self.thresholds,
            space,
            without,
        )


def _parts(question: str) -> list[str]:
    """Return the questions that a message asks in one breath; mostly itself alone."""
    parts = [part.strip() for part in _NEXT_PART.split(question) if part.strip()]
    each_asks = all(_ASKS.match(part) and len(part.split()) >= _PART_WORDS for part in parts)
    return parts if 1 < len(parts) <= _PARTS and each_asks else [question]
