"""How well does a claim explain a question? Features, each a number from 0 to 1.

A fuzzy score alone is no decision: one shared word can score 100, and a negation scores
above an honest paraphrase. What decides is how much of what the question is about the
claim explains, each word weighed by how much it tells, next to wording and meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.matching.evidence import Evidence
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.question import Intent, Reading, Unit
from knowledge.matching.word_meaning import WordVectors
from knowledge.text import stem, words

SYNONYM = 0.9
SAME_ROOT = 0.8
IN_THE_ANSWER = 0.85
AROUND = 0.5
# A paragraph holds several claims: its words excuse a word of the question, and prove little.
BESIDE = 0.25
# Measured on 203 pairs of words: from 0.30 on two words are of one subject, but no similarity tells
# a synonym from a sister ("four", "five"), so it never counts as much as the word itself.
_SAME_SUBJECT = 0.30
# A question about one common word is explained by too much to be explained well.
_DOUBT = 0.2
_NEAREST = 0.80
_ROOT_CHARACTERS = 5
_PART_CHARACTERS = 4
_SURVEY_SCALE = 10.0


def share_a_root(one: str, other: str) -> bool:
    """Whether two stems are of one family: "violat" and "violation", "heat" and "heatwave"."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared == min(len(one), len(other)):
        return shared >= _PART_CHARACTERS
    return shared >= max(_ROOT_CHARACTERS, 0.7 * max(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class Explained:
    """How far a claim explains one unit, 0 to 1, and by what."""

    unit: Unit
    amount: float
    by: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """How a claim stands beside the others of the survey.

    `surveyed` is its score there, `ahead` by how much that beats the best other one, `share` its
    part (0 to 1) in the softmax of all scores; `meaning` the highest cosine of its texts,
    `standout` by how much that exceeds those of the next nearest claims.
    """

    surveyed: float = 0.0
    ahead: float = 0.0
    share: float = 0.0
    meaning: float = 0.0
    standout: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The features of one claim for one question. All 0 to 1 but those of `Beside`."""

    evidence: Evidence
    explained: tuple[Explained, ...]
    beside: Beside
    coverage: float
    strongest: float
    wording: float
    explained_weight: float
    limited: float

    @property
    def meaning(self) -> float:
        """The cosine of the claim's nearest text, -1 to 1."""
        return self.beside.meaning

    @property
    def features(self) -> tuple[float, ...]:
        """In the order of `FEATURES`."""
        return (
            self.coverage,
            self.strongest,
            self.wording,
            self.meaning,
            self.beside.standout,
            self.explained_weight,
            self.limited,
            self.beside.surveyed / _SURVEY_SCALE,
            self.beside.ahead / _SURVEY_SCALE,
            self.beside.share,
        )


FEATURES = (
    "coverage",
    "strongest",
    "wording",
    "meaning",
    "standout",
    "explained_weight",
    "limited",
    "surveyed",
    "ahead",
    "share",
)
OF_MEANING = ("meaning", "standout")
"""The features that tell nothing where the encoder is not installed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading with what every claim is compared with, made once."""

    reading: Reading
    words: str
    single: tuple[str, ...]
    through_answers: bool


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores claims; `vectors` is None where the encoder's words are not installed."""

    lexicon: Lexicon
    vectors: WordVectors | None

    def asked(self, reading: Reading) -> Asked:
        """Return `reading`, ready to be compared with claims."""
        single = (unit.word for unit in reading.units if unit.kind == "word")
        return Asked(
            reading,
            " ".join(words(reading.content)),
            tuple(w for w in dict.fromkeys(single) if w not in self.lexicon.countables),
            _through_answers(reading),
        )

    def score(self, asked: Asked, evidence: Evidence, beside: Beside, *, limited: bool) -> Score:
        """Return the features of `evidence` for what is `asked`.

        Names are left to the guards: a claim without them is refused, so they tell no two apart.
        """
        likeness = self._likeness(asked, evidence)
        explained = tuple(self._explain(u, asked, evidence, likeness) for u in asked.reading.units)
        telling = [
            e for e in explained if e.unit.kind != "name" and (e.amount or not e.unit.is_optional)
        ]
        total = sum(e.unit.weight for e in telling)
        covered = sum(e.unit.weight * e.amount for e in telling)
        strongest = max((e.unit.weight * e.amount for e in telling), default=0.0)
        return Score(
            evidence=evidence,
            explained=explained,
            beside=beside,
            coverage=covered / (total + _DOUBT) if total else 1.0,
            strongest=strongest,
            wording=fuzz.token_set_ratio(asked.words, evidence.text) / 100,
            explained_weight=min(1.0, covered / 4),
            limited=float(limited),
        )

    def _likeness(self, asked: Asked, evidence: Evidence) -> Mapping[str, float]:
        """Return for each single word how like the likest word of the claim is, -1 to 1."""
        if self.vectors is None or not asked.single or not evidence.long_words:
            return {}
        nearest = self.vectors.similarities(asked.single, evidence.long_words).max(axis=1)
        return dict(zip(asked.single, nearest.tolist(), strict=True))

    def _explain(
        self, unit: Unit, asked: Asked, evidence: Evidence, likeness: Mapping[str, float]
    ) -> Explained:
        """Return how far `evidence` explains `unit`."""
        if unit.kind == "name":
            inside = evidence.named | evidence.chain | evidence.answerers
            group = unit.speakers | unit.spokespeople
            if group & inside:
                return Explained(unit, 1.0, "names")
            beside = unit.is_adjective and bool(group & evidence.named_around)
            return Explained(unit, AROUND if beside else 0.0, "names")
        if unit.kind in ("number", "designation"):
            return self._figure(unit, evidence)
        return self._word(unit, asked, evidence, likeness)

    def _figure(self, unit: Unit, evidence: Evidence) -> Explained:
        if unit.word in evidence.figures or self.lexicon.spelt(unit.word) & evidence.words:
            return Explained(unit, 1.0, "figure")
        if unit.word in evidence.response_figures:
            return Explained(unit, IN_THE_ANSWER, "figure in the response")
        # A number beside a claim is mostly another claim's; a document's symbol is not.
        if unit.kind == "designation" and unit.word in evidence.around:
            return Explained(unit, AROUND, "figure beside it")
        return Explained(unit, 0.0)

    def _word(
        self, unit: Unit, asked: Asked, evidence: Evidence, likeness: Mapping[str, float]
    ) -> Explained:
        root = stem(unit.word)
        if root in evidence.stems:
            return Explained(unit, 1.0, "word")
        near = self._nearest(unit.word, root, evidence, likeness)
        if asked.through_answers and near < IN_THE_ANSWER and root in evidence.response_stems:
            return Explained(unit, IN_THE_ANSWER, "word of the response")
        if near < BESIDE and root in evidence.around:
            return Explained(unit, BESIDE, "word beside it")
        return Explained(unit, near, "meaning" if near else "")

    def _nearest(
        self, word: str, root: str, evidence: Evidence, likeness: Mapping[str, float]
    ) -> float:
        groups = self.lexicon.synonyms.get(root)
        if groups and any(self.lexicon.are_synonyms(root, other) for other in evidence.stems):
            return SYNONYM
        start = root[:_PART_CHARACTERS]
        alike = (other for other in evidence.stems if other.startswith(start))
        if any(share_a_root(root, other) for other in alike):
            return SAME_ROOT
        if word not in likeness:
            return 0.0
        return max(0.0, min(likeness[word], _NEAREST) - _SAME_SUBJECT)


def _through_answers(reading: Reading) -> bool:
    """Whether words of a recorded response may point to the claim that it answers."""
    return reading.intent in (Intent.ANSWERED, Intent.SOURCE) or bool(
        reading.sayers or reading.responders or reading.quoted
    )
