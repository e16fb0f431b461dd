"""Which of many comes next? Few come often, most come once, and new ones never stop.

Two laws of real texts are kept: how often the n-th most frequent comes (Zipf's, with
Mandelbrot's correction for the first few), and how many different ones there are after so
many claims (Heaps').
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Growth:
    """There are `scale * claims ** power` different ones after so many claims.

    `flatness` is Mandelbrot's: the larger, the less the very first ones stand out.
    Sources: Zipf 1949; Mandelbrot 1953; Heaps 1978.
    """

    scale: float
    power: float
    flatness: float = 4.0

    def known(self, claims: int) -> int:
        """Return how many different ones `claims` claims have at most."""
        return max(1, int(self.scale * claims**self.power))

    def draw(self, rng: Random, claim: int) -> int:
        """Return the number of one for the claim of that number, counted from 0.

        Where the claims so far do not have all that there should be, a new one comes.
        """
        before, now = self.known(claim), self.known(claim + 1)
        if now > before:
            return now - 1
        return min(int(self.flatness * ((now / self.flatness + 1) ** rng.random() - 1)), now - 1)


SPEAKERS = Growth(10.7, 0.6, flatness=8)
PLACES = Growth(16, 0.62)
FIRMS = Growth(18, 0.66)
PRODUCTS = Growth(24, 0.66)
NOUNS = Growth(27, 0.68)
DESIGNATIONS = Growth(10, 0.6)
PERSONS = Growth(18, 0.64)
"""People who are spoken of, who need not speak themselves."""
