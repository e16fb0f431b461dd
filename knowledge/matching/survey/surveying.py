"""Surveying: candidates from several views of the index, their features, their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.fields import Field
from knowledge.matching.index.handles import Handles
from knowledge.matching.index.views import IndexView
from knowledge.matching.meaning import Encoder, Vectors
from knowledge.matching.question import Wanted
from knowledge.matching.survey.alignment import alignment, sentence_features
from knowledge.matching.survey.asked import Terms, read_terms
from knowledge.matching.survey.overlap import (
    Features,
    author_features,
    coverage_of_claim,
    coverage_of_question,
    words_of_field,
)
from knowledge.matching.survey.relative import beside_the_others, days_between
from knowledge.matching.survey.weights import SurveyWeights
from knowledge.matching.word_meaning import WordVectors

SEEN_CLAIMS = 50
"""How many claims each view gives."""

LOOKED_AT_CLAIMS = 40
"""Of these, the likeliest by words and by meaning are looked at; of posts, all."""

ASKED_FOR_CLAIMS = 100
"""Of claims that somebody named said, so many are looked at besides."""

SURVEYED_CLAIMS = 20
"""How many are left for a closer look."""

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Candidates, likeliest first: their ids, scores and features (each of shape (n,))."""

    claims: tuple[str, ...]
    scores: NDArray[np.float64]
    features: Features

    def best(self, count: int) -> Surveyed:
        """Return the first `count`."""
        cut = {name: values[:count] for name, values in self.features.items()}
        return Surveyed(self.claims[:count], self.scores[:count], cut)


@dataclass(frozen=True, slots=True)
class Seen:
    """Candidates as the views give them; arrays of shape (n,). No cosines without an encoder."""

    rows: Handles
    relevance: NDArray[np.float32]
    cosines: Features

    def likeliest(self, count: int, asked_for: NDArray[np.bool_] | None = None) -> Seen:
        """Return the `count` that stand out most, by words and by meaning together.

        Of those `asked_for` the first `ASKED_FOR_CLAIMS` that do are kept besides.
        """
        if len(self.rows) <= count:
            return self
        standing = _above(self.relevance)
        if self.cosines:
            standing = standing + _above(self.cosines["cosine"])
        order = np.argsort(-standing, kind="stable")
        kept = np.sort(order[:count])
        if asked_for is not None:
            kept = np.union1d(kept, order[asked_for[order]][:ASKED_FOR_CLAIMS])
        cosines = {name: values[kept] for name, values in self.cosines.items()}
        return Seen(self.rows[kept], self.relevance[kept], cosines)


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Surveys the claims for one question. Without `encoder` or `vectors` meaning tells nothing."""

    weights: SurveyWeights
    encoder: Encoder | None
    vectors: WordVectors | None
    _encoded: dict[str, Vectors] = field(default_factory=dict)

    @property
    def has_meaning(self) -> bool:
        """Whether sentences are compared by their meaning."""
        return self.encoder is not None

    def survey(
        self,
        wanted: Wanted,
        view: IndexView,
        *,
        also: Sequence[str] = (),
        without: Collection[str] = (),
    ) -> Surveyed:
        """Return the likeliest claims seen in `view`, and those of `also` set beside them.

        Claims in `without` are left out as if they were not recorded.
        """
        terms = read_terms(wanted, view)
        vector = self._encode(wanted.to_encode)
        rows = self._candidates(terms, vector, view, len(without))
        asked_for = np.zeros(0, np.int64)
        if also:
            asked_for = view.rows_of(also)
            asked_for = asked_for[asked_for >= 0]
            rows = np.union1d(rows, asked_for)
        if without:
            rows = np.setdiff1d(rows, view.rows_of(list(without)))
        seen = Seen(rows, view.relevance(terms.searched, rows), _cosines(view, vector, rows))
        if not wanted.author:
            # Long posts have many words in common with many claims: there all are looked at.
            seen = seen.likeliest(LOOKED_AT_CLAIMS, np.isin(seen.rows, asked_for))
        if not len(seen.rows):
            return Surveyed((), np.zeros(0), {})
        features = self.features(terms, wanted, view, seen)
        scores = self.weights.scores(features)
        order = np.argsort(-scores, kind="stable")
        claims = view.ids(seen.rows[order])
        return Surveyed(
            tuple(claims), scores[order], {name: values[order] for name, values in features.items()}
        )

    def _encode(self, text: str) -> Vectors | None:
        """Return the vector of `text`: made once, however often one question is surveyed."""
        if self.encoder is None:
            return None
        if text not in self._encoded:
            self._encoded[text] = self.encoder.encode([text])[0]
        return self._encoded[text]

    def _candidates(
        self, terms: Terms, vector: Vectors | None, view: IndexView, more: int
    ) -> Handles:
        found = [view.by_words(terms.searched, SEEN_CLAIMS + more).rows]
        if vector is not None:
            found.append(view.by_meaning(vector, SEEN_CLAIMS + more).rows)
        rows: Handles = np.unique(np.concatenate(found))
        return rows

    def features(self, terms: Terms, wanted: Wanted, view: IndexView, seen: Seen) -> Features:
        """Return every named feature of the claims that were seen."""
        statement = words_of_field(view, seen.rows, Field.STATEMENT, terms)
        titles = words_of_field(view, seen.rows, Field.TITLES, terms)
        features = coverage_of_question(statement, titles, terms, seen.relevance)
        features |= coverage_of_claim(statement, terms, "statement")
        features |= coverage_of_claim(titles, terms, "titles")
        features |= author_features(features)
        if self.vectors is not None:
            features |= alignment(statement, titles, terms, view, self.vectors)
        features |= seen.cosines
        features |= days_between(view.days(seen.rows), wanted.posted_on)
        return features | beside_the_others(features)


def _cosines(view: IndexView, vector: Vectors | None, rows: Handles) -> Features:
    return {} if vector is None else sentence_features(view.cosines(vector, rows))


def _above(values: NDArray[np.generic]) -> NDArray[np.float64]:
    above: NDArray[np.float64] = (values - values.mean()) / (values.std() + _TINY)
    return above
