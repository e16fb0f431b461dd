"""What is looked for: the words of a question or a post, with how much each of them tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.index.views import IndexView
from knowledge.matching.question import Wanted
from knowledge.text import stem, tokens

_AUTHOR_WEIGHT = 0.5
_MOST_COUNTED = 2
_READ_TOKENS = 300
_SHORT_WORD = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """The different stems of a wanted text, by first place; all arrays are of shape (m,).

    `numbers` are the index's (-1: in no claim), `idf` how much each tells. `sequence` are the
    numbers of all its words in order. `author` are the numbers of the author's stems.
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    numbers: NDArray[np.int64]
    idf: NDArray[np.float32]
    is_figure: NDArray[np.bool_]
    is_capitalised: NDArray[np.bool_]
    sequence: NDArray[np.int64]
    author: NDArray[np.int64]
    searched: Mapping[str, float]


def read_terms(wanted: Wanted, view: IndexView) -> Terms:
    """Return the terms of `wanted` as the claims seen in `view` make them telling."""
    found = tokens(wanted.text)[:_READ_TOKENS]
    roots = [stem(token.folded) for token in found]
    places: dict[str, list[int]] = {}
    for at, root in enumerate(roots):
        places.setdefault(root, []).append(at)
    numbers = view.term_numbers(list(places))
    by_root = dict(zip(places, numbers.tolist(), strict=True))
    author = _stems_of(f"{wanted.author} {wanted.handle}")
    searched = {root: min(len(at), _MOST_COUNTED) ** 0.5 for root, at in places.items()}
    for root in author:
        searched.setdefault(root, _AUTHOR_WEIGHT)
    author_numbers = view.term_numbers(author)
    return Terms(
        stems=tuple(places),
        words=tuple(found[at[0]].folded for at in places.values()),
        numbers=numbers,
        idf=view.statement_idf(numbers),
        is_figure=np.array([found[at[0]].kind != "word" for at in places.values()], np.bool_),
        is_capitalised=np.array(
            [any(at and found[at].is_capitalised for at in every) for every in places.values()],
            np.bool_,
        ),
        sequence=np.array([by_root[root] for root in roots], dtype=np.int64),
        author=np.unique(author_numbers[author_numbers >= 0]),
        searched=searched,
    )


def _stems_of(text: str) -> Sequence[str]:
    roots = (stem(token.folded) for token in tokens(text))
    return [root for root in dict.fromkeys(roots) if len(root) > _SHORT_WORD]
