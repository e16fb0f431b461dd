"""Features of meaning: is there a word of like meaning for every word, and the whole sentence?

Each word of one text is set beside its nearest of the other (Corley & Mihalcea, "Measuring
the Semantic Similarity of Texts", 2005), weighed by how much it tells, in both directions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.meanings import VectorCosines
from knowledge.matching.index.views import IndexView
from knowledge.matching.survey.asked import Terms
from knowledge.matching.survey.overlap import Features, FieldWords
from knowledge.matching.word_meaning import WordVectors

_TINY = 1e-6
_LEAST_LIKE = 0.25
"""Below it words are strangers."""
_MOST_LIKE = 0.95
"""Another word is never quite the same."""


def alignment(
    statement: FieldWords, titles: FieldWords, terms: Terms, view: IndexView, vectors: WordVectors
) -> Features:
    """Return how well the words of both texts find each other, 0 to 1 each."""
    n, m = statement.table.shape
    words = np.concatenate([statement.words, titles.words])
    if not len(words) or not m:
        nothing = np.zeros(n)
        return dict.fromkeys(("aligned", "aligned_squared", "aligned_statement"), nothing) | {
            "aligned_titles": nothing
        }
    different, places = np.unique(words, return_inverse=True)
    likeness = _likeness(different, terms, view, vectors)
    to_question = likeness.max(0)
    features: Features = {}
    for part, name, its in (
        (statement, "statement", places[: len(statement.words)]),
        (titles, "titles", places[len(statement.words) :]),
    ):
        idf = part.idf.astype(np.float64)
        total = part.total(idf) + _TINY
        features[f"aligned_{name}"] = part.total(idf * to_question[its]) / total
    nearest = _nearest_in_each(likeness, places, np.concatenate([statement.owner, titles.owner]), n)
    idf = terms.idf.astype(np.float64)
    features["aligned"] = (idf @ nearest) / (idf.sum() + _TINY)
    features["aligned_squared"] = (idf**2 @ nearest) / ((idf**2).sum() + _TINY)
    return features


def sentence_features(cosines: VectorCosines) -> Features:
    """Return the cosines of the sentence vectors.

    A claim's first vector is that of its text; a claim with one alone has it as the other too.
    """
    starts, lengths = cosines.each.starts[:-1], cosines.each.lengths
    values = np.append(cosines.each.values, np.float32(0)).astype(np.float64)
    has = lengths > 0
    first = np.where(has, values[np.minimum(starts, len(values) - 1)], 0.0)
    highest = cosines.highest.astype(np.float64)
    other = first.copy()
    several = np.flatnonzero(lengths > 1)
    if len(several):
        # From behind the first of a claim to the first of the next claim that has several.
        spans = np.stack([starts[several] + 1, starts[several] + lengths[several]], axis=1)
        other[several] = np.maximum.reduceat(values, spans.ravel())[::2]
    return {
        "cosine_text": first,
        "cosine_other": other,
        "cosine": np.maximum(first, highest),
        "cosine_mean": (first + other) / 2,
    }


def _likeness(
    words: NDArray[np.int64], terms: Terms, view: IndexView, vectors: WordVectors
) -> NDArray[np.float32]:
    """Return how like each of the m terms is to each of `words`, 0 to 1, shape (m, words)."""
    rows = view.vector_places(words, vectors)
    known = np.flatnonzero(rows >= 0)
    likeness = np.zeros((len(terms.words), len(words)), np.float32)
    if len(known):
        asked = vectors.unit_rows(terms.words)
        table = asked @ vectors.unit_rows_at(rows[known]).T
        likeness[:, known] = np.where(table < _LEAST_LIKE, 0.0, np.minimum(table, _MOST_LIKE))
    same = terms.numbers[:, None] == view.stem_numbers(words.astype(np.uint32))[None, :]
    likeness[same] = 1.0
    return likeness


def _nearest_in_each(
    likeness: NDArray[np.float32], places: NDArray[np.intp], owner: NDArray[np.int64], n: int
) -> NDArray[np.float64]:
    """Return how like each term is to its nearest word of each claim, shape (m, n)."""
    order = np.argsort(owner, kind="stable")
    sorted_owner = owner[order]
    filled, starts = np.unique(sorted_owner, return_index=True)
    nearest = np.zeros((len(likeness), n))
    nearest[:, filled] = np.maximum.reduceat(likeness[:, places[order]], starts, axis=1)
    return nearest
