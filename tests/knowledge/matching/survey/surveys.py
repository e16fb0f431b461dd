"""Claims and questions for the survey: made, not real, small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import cast

import numpy as np
from hypothesis import strategies as st

from knowledge.matching.index.fields import Field
from knowledge.matching.index.handles import Handles
from knowledge.matching.index.views import IndexView
from knowledge.matching.meaning import NUMBERS_PER_TEXT, Encoder, Vectors
from knowledge.matching.question import Wanted
from knowledge.matching.survey.asked import Terms, read_terms
from knowledge.matching.survey.overlap import FieldWords, words_of_field
from knowledge.matching.survey.surveying import Surveyor
from knowledge.matching.survey.weights import SurveyWeights
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.bad_input import typed_by_anybody
from tests.knowledge.matching.index.claims import WORDS, a_row, in_memory

asked = st.one_of(
    st.lists(st.sampled_from([*WORDS, "zebra", "5,000"]), max_size=10).map(" ".join),
    typed_by_anybody(),
)


def view_of(*statements: str, titles: Sequence[str] = ()) -> IndexView:
    """Return a view of claims with these statements; the first have these titles."""
    titled = [*titles, *[""] * (len(statements) - len(titles))]
    rows = [
        a_row(number, statement, titles=(title,) if title else ())
        for number, (statement, title) in enumerate(zip(statements, titled, strict=True), 1)
    ]
    return seen(rows)


def seen(rows: list[IndexRow]) -> IndexView:
    return in_memory(rows).view("")


def all_rows(view: IndexView, claims: int) -> Handles:
    """Return the rows of claims 1 to `claims`, in order."""
    return view.rows_of([f"claim-{number}" for number in range(1, claims + 1)])


def terms_of(text: str, view: IndexView, author: str = "") -> Terms:
    return read_terms(Wanted(text, text, author), view)


def field_words(view: IndexView, claims: int, terms: Terms, field: Field) -> FieldWords:
    return words_of_field(view, all_rows(view, claims), field, terms)


def idf(claims_with_it: int, claims: int) -> float:
    """Return how much a word tells that stands in so many of so many claims."""
    return log(1 + (claims - claims_with_it + 0.5) / (claims_with_it + 0.5))


class TextsAsNumbers:
    """Encodes without a model: the same text gets the same row, others strange ones."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(sum(t.encode("utf-8", "replace"))) for t in texts]
        table = np.array([row.standard_normal(NUMBERS_PER_TEXT) for row in rows])
        unit: Vectors = (table / np.linalg.norm(table, axis=1, keepdims=True)).astype(np.float32)
        return unit


AN_ENCODER = cast(Encoder, TextsAsNumbers())


def weighing(**weights: float) -> SurveyWeights:
    """Return weights of these features, each taken as it is."""
    size = len(weights)
    return SurveyWeights(
        tuple(weights), np.zeros(size), np.ones(size), np.array(list(weights.values()))
    )


def surveyor(
    encoder: Encoder | None = None, vectors: WordVectors | None = None, **weights: float
) -> Surveyor:
    return Surveyor(weighing(**(weights or {"covered": 1.0})), encoder, vectors)
