"""Rows of different lengths, and arrays that grow."""

from __future__ import annotations

import numpy as np

from knowledge.matching.index.columns import Column, Ragged, spans, starts_of


def test_what_was_seen_of_a_column_stays_as_it_was() -> None:
    column = Column(np.int64)
    column.append(np.arange(3))
    seen = column.view()
    column.append(np.arange(100))
    assert (seen.tolist(), len(column)) == ([0, 1, 2], 103)


def test_ragged_rows_can_be_made_square() -> None:
    rows = Ragged(np.array([7, 8, 9, 5]), starts_of(np.array([3, 0, 1])))
    assert rows.padded().tolist() == [[7, 8, 9], [-1, -1, -1], [5, -1, -1]]
    assert rows.padded(fill=0, width=2).tolist() == [[7, 8], [0, 0], [5, 0]]
    assert rows.owners.tolist() == [0, 0, 0, 2]
    assert rows.row(0).tolist() == [7, 8, 9]


def test_spans_lie_one_behind_the_other() -> None:
    assert spans(np.array([4, 9, 2]), np.array([2, 0, 3])).tolist() == [4, 5, 2, 3, 4]
    assert spans(np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []
