"""How probable is it that this claim is the one meant?

Logistic regression over the named features of `scores`; every number is read from one data
file, which `gainsay calibrate` writes.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from typing import Any

from knowledge.errors import ThresholdsError
from knowledge.matching.scores import FEATURES, Score

FILE = "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Decision:
    """From which confidence on a claim is shown, offered, or shown along. All 0 to 1."""

    answer: float
    choice: float
    band: float
    gap: float
    evidence: float
    ordered: float
    listed: float
    listed_mended: float
    others: float
    checked: float
    unasked: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each of `FEATURES`, and what is added to their sum."""

    intercept: float
    by_feature: tuple[float, ...]

    def probability(self, features: tuple[float, ...]) -> float:
        """Return the probability that a claim with these features is meant."""
        total = self.intercept + sum(
            weight * value for weight, value in zip(self.by_feature, features, strict=True)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All fitted numbers."""

    decision: Decision
    with_meaning: Weights
    without_meaning: Weights
    fitted_on: str

    def confidence(self, score: Score, *, has_meaning: bool) -> float:
        """Return the calibrated probability, 0 to 1, that this claim is the one meant."""
        weights = self.with_meaning if has_meaning else self.without_meaning
        return weights.probability(score.features)


@lru_cache(maxsize=1)
def load_thresholds() -> Thresholds:
    """Return the numbers that ship; raise `ThresholdsError` if the file is not whole."""
    file = resources.files("knowledge.matching").joinpath(FILE)
    return read_thresholds(tomllib.loads(file.read_text(encoding="utf-8")), FILE)


def read_thresholds(data: Mapping[str, Any], name: str) -> Thresholds:
    """Return the numbers in `data`; raise `ThresholdsError` naming what is wrong."""
    try:
        decision = {f.name: float(data["decision"][f.name]) for f in fields(Decision)}
        weights = [
            Weights(
                float(data[table]["intercept"]),
                tuple(float(data[table][feature]) for feature in FEATURES),
            )
            for table in ("confidence", "confidence_without_meaning")
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ThresholdsError(name, f"lacks or misspells {error}; run gainsay calibrate") from error
    for field, value in decision.items():
        if not 0 <= value <= 1:
            raise ThresholdsError(name, f"{field} = {value} is not between 0 and 1")
    return Thresholds(Decision(**decision), weights[0], weights[1], str(data.get("fitted_on", "")))
