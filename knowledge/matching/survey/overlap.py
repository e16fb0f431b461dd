"""Features of words: how much of the question is in the claim, and of the claim in the question?

Every feature is an array with one number a candidate. Words count by how much they tell (their
inverse document frequency), in both directions: a claim that is about more than the question
is as suspicious as a question that asks for more than the claim says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.fields import Field
from knowledge.matching.index.handles import Handles
from knowledge.matching.index.views import IndexView
from knowledge.matching.survey.asked import Terms

Numbers = NDArray[np.float64]
Features = dict[str, Numbers]

_TINY = 1e-6
_BOTH_WORDS = np.int64(1) << np.int64(32)
_SATURATION = 1.2
_LENGTH_SHARE = 0.5
_USUAL_LENGTHS = {Field.STATEMENT: 20.0, Field.TITLES: 9.0}
_MOST_NAMED = 20.0


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of one field of n candidates, one behind the other.

    `stems` are numbers of stems, `owner` the candidate of each, `hits` whether the question has
    it, `table` how often each of the question's m terms stands in each candidate, shape (n, m).
    """

    field: Field
    words: NDArray[np.int64]
    stems: NDArray[np.int64]
    idf: NDArray[np.float32]
    owner: NDArray[np.int64]
    lengths: NDArray[np.int64]
    hits: NDArray[np.bool_]
    table: NDArray[np.float32]

    def total(self, values: NDArray[np.generic]) -> Numbers:
        """Return the sum of `values`, one a word, for each candidate."""
        return np.bincount(self.owner, values, len(self.lengths)).astype(np.float64)

    def highest(self, values: NDArray[np.float32]) -> Numbers:
        """Return the highest of `values` for each candidate, 0 or more."""
        found = np.zeros(len(self.lengths))
        filled = np.flatnonzero(self.lengths)
        if len(filled):
            starts = np.concatenate([[0], np.cumsum(self.lengths[filled])[:-1]])
            found[filled] = np.maximum.reduceat(values, starts)
        return found


def words_of_field(view: IndexView, rows: Handles, field: Field, terms: Terms) -> FieldWords:
    """Return the words that `field` of the claims in `rows` has."""
    ragged = view.words_of(rows, field)
    words = ragged.values.astype(np.int64)
    stems = view.stem_numbers(ragged.values).astype(np.int64)
    different, places = np.unique(stems, return_inverse=True)
    idf = view.statement_idf(different)[places] if len(stems) else np.zeros(0, np.float32)
    owner = ragged.owners
    known = np.flatnonzero(terms.numbers >= 0)
    order = known[np.argsort(terms.numbers[known])]
    n, m = len(rows), len(terms.numbers)
    hits = np.zeros(len(stems), np.bool_)
    table = np.zeros((n, m), np.float32)
    if len(order) and len(stems):
        at = np.minimum(np.searchsorted(terms.numbers[order], stems), len(order) - 1)
        hits = terms.numbers[order][at] == stems
        cells = owner[hits] * m + order[at[hits]]
        table = np.bincount(cells, minlength=n * m).reshape(n, m).astype(np.float32)
    return FieldWords(field, words, stems, idf, owner, ragged.lengths, hits, table)


def coverage_of_question(
    statement: FieldWords, titles: FieldWords, terms: Terms, relevance: NDArray[np.float32]
) -> Features:
    """Return how much of the question a claim has. `relevance` is what `by_words` found."""
    idf = terms.idf.astype(np.float64)
    total = idf.sum() + _TINY
    has = (statement.table > 0) | (titles.table > 0)
    told = has * idf
    missed = ~has * idf
    names = terms.is_capitalised & ~terms.is_figure
    return {
        "words": relevance / total,
        "words_statement": (_saturated(statement) @ idf) / total,
        "words_titles": (_saturated(titles) @ idf) / total,
        "covered": told.sum(1) / total,
        "covered_squared": (has @ idf**2) / ((idf**2).sum() + _TINY),
        "covered_sum": told.sum(1),
        "rarest": _largest(told, 1),
        "second_rarest": _largest(told, 2),
        "rarest_missed": _largest(missed, 1),
        "shared_figures": (has & terms.is_figure).sum(1).astype(np.float64),
        "missed_figures": (~has & terms.is_figure).sum(1).astype(np.float64),
        "covered_names": (told @ names) / (idf[names].sum() + _TINY),
        "rarest_name_missed": _largest(missed * names, 1),
    }


def coverage_of_claim(part: FieldWords, terms: Terms, name: str) -> Features:
    """Return how much of one field the question has, and how many words stand together in both."""
    idf = part.idf.astype(np.float64)
    authored = np.isin(part.stems, terms.author) if len(terms.author) else np.zeros_like(part.hits)
    said = part.hits | authored
    total = part.total(idf) + _TINY
    return {
        f"claimed_{name}": part.total(idf * part.hits) / total,
        f"claimed_with_author_{name}": part.total(idf * said) / total,
        f"rarest_unasked_{name}": part.highest(part.idf * ~said),
        f"pairs_{name}": _pairs(part, terms),
        f"author_{name}": part.total(idf * authored),
        f"length_{name}": np.log1p(part.lengths),
    }


def author_features(features: Features) -> Features:
    """Return how much of who wrote the post the claim names."""
    named = features.pop("author_statement") + features.pop("author_titles")
    return {"author_named": np.minimum(named, _MOST_NAMED)}


def _saturated(part: FieldWords) -> NDArray[np.float32]:
    """Return BM25's term weights without idf (Robertson & Zaragoza 2009), shape (n, m)."""
    usual = _USUAL_LENGTHS[part.field]
    norm = 1 / (1 - _LENGTH_SHARE + _LENGTH_SHARE * part.lengths / usual)
    weighed = part.table * norm[:, None]
    return (weighed * (1 + _SATURATION) / (weighed + _SATURATION)).astype(np.float32)


def _largest(table: Numbers, nth: int) -> Numbers:
    """Return the `nth` largest number of each row, 0 where there are fewer."""
    if table.shape[1] < nth:
        return np.zeros(len(table))
    found: Numbers = np.partition(table, -nth, axis=1)[:, -nth]
    return found


def _pairs(part: FieldWords, terms: Terms) -> Numbers:
    """Return for each candidate the weight of the neighbouring words that both texts have."""
    first, second = terms.sequence[:-1], terms.sequence[1:]
    both = (first >= 0) & (second >= 0)
    asked = np.unique(first[both] * _BOTH_WORDS + second[both])
    if len(part.stems) < 2 or not len(asked):
        return np.zeros(len(part.lengths))
    pairs = part.stems[:-1] * _BOTH_WORDS + part.stems[1:]
    at = np.minimum(np.searchsorted(asked, pairs), len(asked) - 1)
    shared = (asked[at] == pairs) & (part.owner[:-1] == part.owner[1:])
    weights = (part.idf[:-1] + part.idf[1:]) * shared
    return np.bincount(part.owner[:-1], weights, len(part.lengths)).astype(np.float64)
