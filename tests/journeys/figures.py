"""How many questions of each set are answered right at present, and how many wrongly.

A change may lose two right answers and gain one wrong answer in a set before a test fails. A
change that lowers a figure says so in its commit, with the figures before and after; one that
raises a figure raises it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RIGHT_TO_LOSE = 2
WRONG_TO_GAIN = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Of so many questions so many are right; `wrong` are answers (not choices) with a fault."""

    of: int
    right: int
    wrong: int


# Measured with `encoder`: all parts that ship.
WITH_ENCODER: Mapping[str, Figures] = {
    "seed": Figures(24, 24, 0),
    "dev": Figures(42, 40, 1),
    "dev_2": Figures(42, 41, 0),
    "dev_3": Figures(63, 58, 3),
    "blind": Figures(42, 36, 2),
    "council": Figures(126, 113, 3),
    "club": Figures(126, 107, 8),
    "vaccine": Figures(42, 39, 0),
    "orchestra": Figures(42, 38, 0),
    "ferry": Figures(63, 51, 5),
    "museum": Figures(63, 54, 2),
    "observatory": Figures(63, 61, 1),
}
