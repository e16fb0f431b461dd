"""Survey -> evidence -> scores -> guards -> confidence: how probably is each claim meant?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from knowledge.matching.confidence import Thresholds
from knowledge.matching.directions import described_between, directions_between
from knowledge.matching.evidence import Evidence
from knowledge.matching.guards import Guards, Question
from knowledge.matching.question import Reading, Wanted
from knowledge.matching.scores import Beside, Score, Scorer
from knowledge.matching.shelf import Shelf
from knowledge.matching.survey.surveying import SURVEYED_CLAIMS, Surveyed, Surveyor
from knowledge.text import tokens
from knowledge.vocabulary import SpeakerKind

LISTED_CLAIMS = 100
"""At most so many claims are looked at closely because a name or a relation led to them."""

TELLING_COSINE = 0.4
LISTED_OF_MANY = 25
"""The same where there are many claims: nobody reads more, and each has to be loaded."""
_FEWEST_LOOKED_AT = 4
_LOOKED_AT_OF_MANY = 6
_SCORE_BEHIND = 6.0
"""A claim whose survey score is so far behind the best is not looked at closely."""


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
    """Ranks claims for the readings of one question, as seen from `space`.

    `without` are claims ruled out for this question.
    """

    shelf: Shelf
    surveyor: Surveyor
    scorer: Scorer
    guards: Guards
    thresholds: Thresholds
    space: str
    without: frozenset[str] = frozenset()
    _ranked: dict[tuple[Reading, tuple[str, ...] | None], list[Candidate]] = field(
        default_factory=dict
    )
    _surveys: dict[tuple[Wanted, tuple[str, ...]], Surveyed] = field(default_factory=dict)

    def ruling_out(self, claims: frozenset[str]) -> Ranker:
        """Return the ranker for a question for which `claims` are ruled out, too."""
        if claims <= self.without:
            return self
        return replace(self, without=self.without | claims, _ranked={}, _surveys={})

    @property
    def listed(self) -> int:
        """How many claims are looked at because of who said or answered them."""
        return LISTED_OF_MANY if self.shelf.is_large(self.space) else LISTED_CLAIMS

    @property
    def looked_at(self) -> int:
        """How many claims are looked at because of a question's words, of those of a party."""
        return _LOOKED_AT_OF_MANY if self.shelf.is_large(self.space) else LISTED_CLAIMS

    def survey(self, reading: Reading, claims: Sequence[str] = ()) -> Surveyed:
        """Return the likeliest claims for `reading`, and those of `claims` among them."""
        key = (reading.wanted, tuple(claims))
        if key not in self._surveys:
            self._surveys[key] = self.surveyor.survey(
                reading.wanted, self.shelf.view(self.space), also=claims, without=self.without
            )
        return self._surveys[key]

    def rank(self, reading: Reading, claims: Sequence[str] | None) -> list[Candidate]:
        """Return the candidates, likeliest first, vetoed ones last; among `claims` if given."""
        key = (reading, None if claims is None else tuple(claims))
        if key not in self._ranked:
            self._ranked[key] = self._rank(reading, claims)
        return self._ranked[key]

    def _rank(self, reading: Reading, claims: Sequence[str] | None) -> list[Candidate]:
        seen = [claim for claim in claims or () if claim not in self.without]
        if not reading.units:
            # Without a topic claims are reached by relation alone: a survey would tell nothing.
            return self._scored(reading, seen[: self.listed], {}, limited=claims is not None)
        surveyed = self.survey(reading, seen)
        beside = _beside(surveyed)
        if claims is None:
            chosen = _worth_a_look(surveyed, min(SURVEYED_CLAIMS, self.looked_at))
        else:
            inside = frozenset(seen)
            has_topic = any(unit.kind != "name" and not unit.is_optional for unit in reading.units)
            most = min(self.listed, self.looked_at) if has_topic else self.listed
            chosen = [claim for claim in surveyed.claims if claim in inside][:most]
        by_name = any(self._is_voice(unit.speakers) for unit in reading.units)
        return self._scored(reading, chosen, beside, limited=claims is not None or by_name)

    def _scored(
        self, reading: Reading, claims: Sequence[str], beside: dict[str, Beside], *, limited: bool
    ) -> list[Candidate]:
        question = self._question(reading)
        asked = self.scorer.asked(reading)
        many = self.shelf.view(self.space).claims
        found = []
        for evidence in self.shelf.evidence(claims, space=self.space):
            standing = beside.get(evidence.claim.id, Beside())
            score = self.scorer.score(asked, evidence, standing, limited=limited)
            confidence = self.thresholds.confidence(
                score, reading.kind, many, has_meaning=self.surveyor.has_meaning
            )
            found.append(Candidate(evidence, confidence, score, self.guards.veto(question, score)))
        return sorted(found, key=lambda c: (c.veto is not None, -c.confidence))

    def _is_voice(self, speakers: frozenset[str]) -> bool:
        """Whether these speak for themselves, so that naming them limits the claims to theirs."""
        kinds = {self.shelf.names.speakers[speaker].kind for speaker in speakers}
        return bool(kinds) and SpeakerKind.STATE not in kinds

    def _question(self, reading: Reading) -> Question:
        found = tokens(reading.asked)
        is_word = self.shelf.reader_in(self.space).vocabulary.is_word
        mentions = self.shelf.names.find(found, is_word)
        return Question(
            reading,
            directions_between(found, mentions, self.shelf.names),
            described_between(found, mentions),
        )


def _worth_a_look(surveyed: Surveyed, most: int) -> list[str]:
    """Return the claims that may be the one meant, at most `most`: fewer where one is far ahead."""
    if not surveyed.claims:
        return []
    close = int((surveyed.scores >= surveyed.scores[0] - _SCORE_BEHIND).sum())
    return list(surveyed.claims[: min(most, max(_FEWEST_LOOKED_AT, close))])


def _beside(surveyed: Surveyed) -> dict[str, Beside]:
    """Return for each surveyed claim how it stands beside the others."""
    scores = surveyed.scores
    if not len(scores):
        return {}
    best_other = np.where(
        np.arange(len(scores)) == 0, scores[1] if len(scores) > 1 else scores[0], scores[0]
    )
    share = np.exp(scores - scores.max())
    share /= share.sum()
    cosines = surveyed.features.get("cosine", np.zeros(len(scores)))
    crowd = float(np.sort(cosines)[::-1][:10].mean())
    columns = zip(
        surveyed.claims,
        scores.tolist(),
        (scores - best_other).tolist(),
        share.tolist(),
        cosines.tolist(),
        strict=True,
    )
    return {
        claim: Beside(score, margin, portion, cosine, cosine - crowd)
        for claim, score, margin, portion, cosine in columns
    }
