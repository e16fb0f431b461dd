"""Vectors for more claims than one would encode: drawn near the encoded ones of claims like them.

Encoding a million claims takes an hour. A search does the same work over drawn vectors, as
long as they lie as real ones do: in crowds about the same things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.evaluation.synthetic.records import sketch_of
from knowledge.evaluation.synthetic.sketches import Sketch, rng_of

Vectors = NDArray[np.float32]

SHARES = (0.55, 0.3, 0.15)
"""How much a drawn vector has of a claim of the same sentence and things, of the same things,
and of the same field."""
NOISE = 0.45
"""Length of the part that a drawn vector shares with no claim."""


@dataclass(frozen=True, slots=True)
class Prototypes:
    """Encoded claims, found by what they share with others; `at` has the row of each by number."""

    rows: Vectors
    at: Mapping[int, int]
    alike: Mapping[tuple[object, ...], Sequence[int]]

    def draw(self, numbers: Sequence[int], seed: int) -> Vectors:
        """Return a row of length 1 for the claim of each of `numbers`."""
        chosen = np.array([self._like(sketch_of(number, seed), seed) for number in numbers])
        mixed = np.einsum("p,npd->nd", np.array(SHARES, np.float32), self.rows[chosen])
        mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
        noise = np.random.default_rng((seed, numbers[0])).standard_normal(mixed.shape, np.float32)
        noise *= NOISE / np.sqrt(mixed.shape[1])
        mixed += noise
        drawn: Vectors = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
        return drawn

    def _like(self, drawn: Sketch, seed: int) -> list[int]:
        rng = rng_of(seed, "like", drawn.number)
        chosen: list[int] = []
        alike: Sequence[int] = range(len(self.rows))
        # From the widest to the closest: who shares nothing closer has the share of the wider.
        for key in reversed(_keys(drawn)):
            alike = self.alike.get(key, alike)
            chosen.append(rng.choice(alike))
        return chosen[::-1]


def prototypes(numbers: Sequence[int], rows: Vectors, seed: int) -> Prototypes:
    """Return the claims of these numbers, encoded as `rows`, as prototypes of others."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for at, number in enumerate(numbers):
        for key in _keys(sketch_of(number, seed)):
            alike.setdefault(key, []).append(at)
    return Prototypes(rows, {number: at for at, number in enumerate(numbers)}, alike)


def _keys(drawn: Sketch) -> tuple[tuple[object, ...], ...]:
    return (drawn.template, drawn.things), (drawn.things,), (drawn.topic,)
