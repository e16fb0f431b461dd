"""Claims for the index: made, not real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from knowledge.matching.index.building import build_index
from knowledge.matching.index.claim_index import ClaimIndex
from knowledge.matching.index.views import IndexView
from knowledge.matching.meaning import NUMBERS_PER_TEXT, Vectors
from knowledge.store.index_rows import IndexRow
from knowledge.text import stem

ENCODER = "an encoder"
WORDS = (
    "harbour minister ferries ferry closed closing Marlow's bridge 4,000 Su-35 paid paying "
    "tolls fishermen quay lighthouse Øresund naïve 1 000 storm"
).split(" ")

texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=6).map(" ".join)


def a_row(
    number: int,
    statement: str,
    *,
    change: int | None = None,
    space: str = "",
    titles: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    said_on: date | None = None,
    is_listed: bool = True,
) -> IndexRow:
    return IndexRow(
        number=number,
        id=f"claim-{number}",
        space=space,
        change=number if change is None else change,
        is_listed=is_listed,
        statement=(statement,) if statement else (),
        titles=titles,
        names=names,
        responses=(),
        said_on=said_on,
    )


@st.composite
def rows(draw: st.DrawFn, space: str = "") -> list[IndexRow]:
    """Claims 1 to n, as they were first added."""
    return [
        a_row(
            number,
            draw(texts),
            titles=(draw(texts),),
            names=(draw(texts),),
            said_on=draw(st.none() | st.dates()),
            space=space,
        )
        for number in range(1, draw(st.integers(1, 8)) + 1)
    ]


def vectors_of(row: IndexRow) -> Vectors:
    """One vector a text, always the same for the same text; none for a claim without one."""
    found = []
    for text in row.statement + row.titles:
        noise = np.random.default_rng(sum(text.encode())).standard_normal(NUMBERS_PER_TEXT)
        found.append(noise / np.linalg.norm(noise))
    return np.array(found, dtype=np.float32).reshape(-1, NUMBERS_PER_TEXT)


def with_vectors(some: Iterable[IndexRow]) -> Mapping[str, Vectors]:
    return {row.id: vectors_of(row) for row in some}


def built(root: Path, some: list[IndexRow], *, change: int | None = None) -> ClaimIndex:
    """Return an index of `some` that was built on disk and opened."""
    numbered = [(row.number, vectors_of(row)) for row in sorted(some, key=lambda r: r.number)]
    last = max([row.change for row in some], default=0) if change is None else change
    build_index(root, some, numbered, change=last, encoder=ENCODER)
    index = ClaimIndex.open(root, encoder=ENCODER)
    assert index is not None
    return index


def in_memory(some: list[IndexRow]) -> ClaimIndex:
    index = ClaimIndex.empty(encoder=ENCODER)
    index.update(some, with_vectors(some))
    return index


def found_by_words(view: IndexView, asked: str, k: int = 100) -> list[str]:
    return view.ids(view.by_words(dict.fromkeys(map(stem, asked.split()), 1.0), k).rows)
