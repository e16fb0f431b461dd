from __future__ import annotations

from typing import ClassVar, cast

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from knowledge.matching.index.columns import Ragged, starts_of
from knowledge.matching.index.fields import Field
from knowledge.matching.index.meanings import VectorCosines
from knowledge.matching.survey.alignment import alignment, sentence_features
from knowledge.matching.survey.overlap import Features
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.index_rows import IndexRow
from tests.knowledge.matching.index.claims import rows
from tests.knowledge.matching.survey.surveys import (
    asked,
    field_words,
    idf,
    seen,
    terms_of,
    view_of,
)

REAL = WordVectors()


class Circle:
    """Gives words directions on a circle: near ones are alike, by their cosine."""

    DEGREES: ClassVar = {"boat": 0, "ferry": 60, "ship": 10, "quay": 90, "storm": 80, "stone": 180}

    def place(self, word: str) -> int:
        return list(self.DEGREES).index(word) if word in self.DEGREES else -1

    def unit_rows_at(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        angles = np.radians([list(self.DEGREES.values())[place] for place in places])
        return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)

    def unit_rows(self, words: tuple[str, ...]) -> NDArray[np.float32]:
        known = np.array([self.place(word) for word in words])
        found = self.unit_rows_at(np.maximum(known, 0))
        found[known < 0] = 0.0
        return found


def aligned(
    statements: tuple[str, ...],
    question: str,
    vectors: WordVectors | None = None,
    titles: tuple[str, ...] = (),
) -> Features:
    view = view_of(*statements, titles=titles)
    terms = terms_of(question, view)
    statement = field_words(view, len(statements), terms, Field.STATEMENT)
    titled = field_words(view, len(statements), terms, Field.TITLES)
    return alignment(statement, titled, terms, view, vectors or cast(WordVectors, Circle()))


def test_every_word_is_set_beside_its_nearest() -> None:
    found = aligned(("ferry quay", "boat", "zebra"), "boat storm")
    boat, storm = idf(1, 3), idf(0, 3)
    ferry = quay = idf(1, 3)
    near = np.cos(np.radians(60)), np.cos(np.radians(10)), np.cos(np.radians(20))
    # "boat" is nearest to "ferry", "storm" to "quay"; and the other way round likewise.
    expected = (boat * near[0] + storm * 0.95) / (boat + storm)
    assert found["aligned"].tolist() == pytest.approx([expected, boat / (boat + storm), 0], 1e-4)
    squared = (boat**2 * near[0] + storm**2 * 0.95) / (boat**2 + storm**2)
    assert found["aligned_squared"][0] == pytest.approx(squared, 1e-4)
    stated = (ferry * near[2] + quay * 0.95) / (ferry + quay)
    assert found["aligned_statement"].tolist() == pytest.approx([stated, 1, 0], 1e-4)
    assert found["aligned_titles"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("statement", "likeness"),
    [
        ("boat", 1.0),
        ("boats", 1.0),  # another form of the word
        ("ship", 0.95),  # however near, it is not the same
        ("storm", 0.0),  # cosine 0.17: strangers
        ("stone", 0.0),  # opposites
        ("zebra", 0.0),  # no vector
        ("", 0.0),
    ],
)
def test_strangers_are_not_alike_and_no_other_word_is_the_same(
    statement: str, likeness: float
) -> None:
    found = aligned((statement, "boat"), "boat")
    assert found["aligned"].tolist() == pytest.approx([likeness, 1.0], 1e-4)


def test_words_without_a_vector_are_alike_if_they_are_the_same() -> None:
    assert aligned(("zebra 42", "zebra"), "zebras 42")["aligned"][0] == pytest.approx(1, 1e-4)


def test_a_title_explains_the_question_but_is_weighed_by_itself() -> None:
    found = aligned(("quay", "quay"), "boat", titles=("ferry",))
    assert found["aligned"].tolist() == pytest.approx([0.5, 0], abs=1e-4)
    assert found["aligned_titles"].tolist() == pytest.approx([0.5, 0], abs=1e-4)
    assert found["aligned_statement"].tolist() == [0, 0]


@pytest.mark.parametrize("question", ["", "?", "\ud83d"])
@pytest.mark.parametrize("statements", [("",), ("", ""), ("boat", "")])
def test_where_there_are_no_words_nothing_is_aligned(
    question: str, statements: tuple[str, ...]
) -> None:
    for values in aligned(statements, question).values():
        assert values.tolist() == [0.0] * len(statements)


@settings(max_examples=60, deadline=None)
@given(rows(), asked)
def test_any_texts_are_aligned_from_0_to_1(some: list[IndexRow], question: str) -> None:
    view = seen(some)
    terms = terms_of(question, view)
    statement = field_words(view, len(some), terms, Field.STATEMENT)
    titles = field_words(view, len(some), terms, Field.TITLES)
    found = alignment(statement, titles, terms, view, REAL)
    assert set(found) == {"aligned", "aligned_squared", "aligned_statement", "aligned_titles"}
    for values in found.values():
        assert values.shape == (len(some),)
        assert ((values >= 0) & (values <= 1 + 1e-6)).all()


# Sentences


def cosines(*each: list[float]) -> VectorCosines:
    values = np.array([value for one in each for value in one], np.float32)
    highest = np.array([max(one, default=0.0) for one in each], np.float32)
    return VectorCosines(highest, Ragged(values, starts_of(np.array([len(one) for one in each]))))


def test_a_claims_text_is_told_from_its_quotes() -> None:
    found = sentence_features(cosines([0.25, 0.5, 0.125], [0.75], [], [0.5, -0.25]))
    assert found["cosine_text"].tolist() == [0.25, 0.75, 0.0, 0.5]
    assert found["cosine_other"].tolist() == [0.5, 0.75, 0.0, -0.25]
    assert found["cosine"].tolist() == [0.5, 0.75, 0.0, 0.5]
    assert found["cosine_mean"].tolist() == [0.375, 0.75, 0.0, 0.125]


def test_claims_without_vectors_have_no_cosine() -> None:
    for values in sentence_features(cosines([], [])).values():
        assert values.tolist() == [0.0, 0.0]
    for values in sentence_features(cosines()).values():
        assert values.tolist() == []


def test_a_claim_that_is_unlike_is_not_made_likelier_by_having_one_vector() -> None:
    assert sentence_features(cosines([-0.5]))["cosine"].tolist() == [-0.5]
