from __future__ import annotations

import numpy as np
import pytest

from knowledge.evaluation.synthetic.records import sketch_of
from knowledge.evaluation.synthetic.vectors import Prototypes, prototypes

SEED = 2


@pytest.fixture(scope="module")
def drawing() -> Prototypes:
    numbers = range(300)
    # Claims about the same things have the same direction, others another.
    directions: dict[object, int] = {}
    rows = np.zeros((300, 64), np.float32)
    for number in numbers:
        things = sketch_of(number, SEED).things
        rows[number, directions.setdefault(things, len(directions)) % 64] = 1
    return prototypes(numbers, rows, SEED)


def test_rows_have_the_length_1_and_are_always_the_same(drawing: Prototypes) -> None:
    rows = drawing.draw(range(300, 340), SEED)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(40), abs=1e-5)
    assert np.array_equal(rows, drawing.draw(range(300, 340), SEED))


def test_a_claim_lies_nearest_to_encoded_claims_about_the_same_things(drawing: Prototypes) -> None:
    known = {sketch_of(number, SEED).things: number for number in range(300)}
    numbers = [n for n in range(300, 500) if sketch_of(n, SEED).things in known]
    rows = drawing.draw(numbers, SEED)
    alike = [drawing.rows[known[sketch_of(n, SEED).things]] for n in numbers]
    near = np.einsum("nd,nd->n", rows, np.array(alike))
    assert near.min() > 0.5
    assert near.mean() > drawing.rows.mean(axis=0).max()


def test_no_two_claims_have_the_same_vector(drawing: Prototypes) -> None:
    rows = drawing.draw(range(300, 400), SEED)
    assert (rows @ rows.T - np.eye(100) < 0.999).all()
