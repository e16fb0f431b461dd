"""Candidates -> scores -> guards -> confidence: how probably is each claim the one meant?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matching.confidence import Thresholds
from knowledge.matching.directions import described_between, directions_between
from knowledge.matching.evidence import Evidence
from knowledge.matching.guards import Guards, Question
from knowledge.matching.meaning import Encoder
from knowledge.matching.question import Reading
from knowledge.matching.scores import Score, Scorer
from knowledge.matching.shelf import Shelf
from knowledge.text import stem, tokens
from knowledge.vocabulary import SpeakerKind

SEARCHED_CLAIMS = 40
NEAR_CLAIMS = 20
CROWD_CLAIMS = 10
TELLING_COSINE = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that might be meant. `veto` says why it cannot be, if it cannot.

    `because` says by what relation it was reached, if a name led to it.
    """

    evidence: Evidence
    confidence: float
    score: Score
    veto: str | None = None
    because: tuple[str, ...] = ()

    @property
    def claim_id(self) -> str:
        """The claim's id."""
        return self.evidence.claim.id

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons for the match, in words."""
        named = [e.unit.typed for e in self.score.explained if e.by == "names" and e.amount]
        exact = [e.unit.typed for e in self.score.explained if e.amount and e.by != "names"]
        missed = [e.unit.typed for e in self.score.explained if not e.amount]
        reasons = list(self.because)
        if named:
            reasons.append(f"names {', '.join(dict.fromkeys(named))}")
        if exact:
            reasons.append("has " + ", ".join(f"“{word}”" for word in dict.fromkeys(exact)))
        if self.score.meaning >= TELLING_COSINE and self.score.explained:
            reasons.append(f"similar in meaning ({self.score.meaning:.2f})")
        if missed:
            reasons.append("does not have " + ", ".join(f"“{w}”" for w in dict.fromkeys(missed)))
        return tuple(reasons)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks claims for a reading."""

    shelf: Shelf
    scorer: Scorer
    guards: Guards
    thresholds: Thresholds
    encoder: Encoder | None

    def rank(
        self, reading: Reading, claims: Sequence[str] | None, *, space: str
    ) -> list[Candidate]:
        """Return the candidates, likeliest first, vetoed ones last; among `claims` if given."""
        meanings = self._meanings(reading, space)
        chosen = claims if claims is not None else self._candidates(reading, meanings, space)
        question = self._question(reading)
        by_name = any(self._is_voice(unit.speakers) for unit in reading.units)
        nearest = sorted(meanings.values(), reverse=True)[:CROWD_CLAIMS]
        crowd = sum(nearest) / len(nearest) if nearest else 0.0
        found = []
        for evidence in self.shelf.evidence(chosen, space=space):
            score = self.scorer.score(
                reading,
                evidence,
                meaning=meanings.get(evidence.claim.id, 0.0),
                standout=meanings.get(evidence.claim.id, 0.0) - crowd,
                limited=claims is not None or by_name,
            )
            confidence = self.thresholds.confidence(score, has_meaning=bool(meanings))
            veto = self.guards.veto(question, score)
            found.append(Candidate(evidence, confidence, score, veto))
        return sorted(found, key=lambda c: (c.veto is not None, -c.confidence))

    def _meanings(self, reading: Reading, space: str) -> dict[str, float]:
        # Without a topic claims are reached by relation alone: encoding would tell nothing.
        if self.encoder is None or not len(self.shelf.vectors) or not reading.units:
            return {}
        return self.shelf.meanings(self.encoder.encode([reading.content])[0], space=space)

    def _candidates(
        self, reading: Reading, meanings: dict[str, float], space: str
    ) -> tuple[str, ...]:
        looked_for = {stem(word) for unit in reading.units for word in unit.word.split()}
        found = self.shelf.store.search(looked_for, limit=SEARCHED_CLAIMS, space=space)
        near = sorted(meanings, key=lambda claim: -meanings[claim])[:NEAR_CLAIMS]
        return tuple(dict.fromkeys([*(claim for claim, _ in found), *near]))

    def _is_voice(self, speakers: frozenset[str]) -> bool:
        """Whether these speak for themselves, so that naming them limits the claims to theirs."""
        kinds = {self.shelf.names.speakers[speaker].kind for speaker in speakers}
        return bool(kinds) and SpeakerKind.STATE not in kinds

    def _question(self, reading: Reading) -> Question:
        found = tokens(reading.asked)
        mentions = self.shelf.names.find(found, self.shelf.reader.vocabulary.is_word)
        return Question(
            reading,
            directions_between(found, mentions, self.shelf.names),
            described_between(found, mentions),
        )
