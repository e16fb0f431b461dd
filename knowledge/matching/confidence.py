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
from knowledge.matching.question import Kind
from knowledge.matching.scores import FEATURES, Score

FILE = "thresholds.toml"
FEW_CLAIMS = 100
MANY_CLAIMS = 10_000
"""The sizes between which confidence passes from one fitted model to the other."""


@dataclass(frozen=True, slots=True)
class Decision:
    """From which confidence on a claim is shown, offered, or shown along. All 0 to 1."""

    answer: float
    many_question: float
    many_statement: float
    many_post: float
    choice: float
    band: float
    gap: float
    evidence: float
    ordered: float
    listed: float
    listed_mended: float
    linked: float
    others: float
    checked: float
    unasked: float

    def answer_among_many(self, kind: Kind) -> float:
        """Return `answer` for a text of this kind where there are many claims."""
        return float(getattr(self, f"many_{kind.value}"))


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each of `FEATURES`, and what is added to their sum."""

    intercept: float
    by_feature: tuple[float, ...]

    def log_odds(self, features: tuple[float, ...]) -> float:
        """Return the log odds that a claim with these features is meant."""
        return self.intercept + sum(
            weight * value for weight, value in zip(self.by_feature, features, strict=True)
        )

    def probability(self, features: tuple[float, ...]) -> float:
        """Return the probability that a claim with these features is meant."""
        return probability(self.log_odds(features))


def probability(log_odds: float) -> float:
    """Return the probability, 0 to 1, that has these log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def share_of_many(claims: int) -> float:
    """Return 0 for few claims, 1 for many, and in between what lies between, by the logarithm."""
    share = math.log(max(claims, 1) / FEW_CLAIMS) / math.log(MANY_CLAIMS / FEW_CLAIMS)
    return min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All fitted numbers."""

    decision: Decision
    few: Weights
    few_without_meaning: Weights
    many: Mapping[Kind, Weights]
    fitted_on: str

    def confidence(self, score: Score, kind: Kind, claims: int, *, has_meaning: bool) -> float:
        """Return the calibrated probability, 0 to 1, that this claim is the one meant.

        `kind` is that of the text that was asked, `claims` among how many the claim was found:
        among a hundred, one that has the words is mostly meant; among ten thousand there are
        others like it. In between the log odds are (as the logarithm of `claims` is).
        """
        few = self.few if has_meaning else self.few_without_meaning
        among_many = self.many[kind].log_odds(score.features) if has_meaning else None
        among_few = few.log_odds(score.features)
        if among_many is None:
            return probability(among_few)
        share = share_of_many(claims)
        return probability((1 - share) * among_few + share * among_many)

    def least(self, kind: Kind, claims: int) -> float:
        """Return from which confidence on a text of this kind is answered."""
        share = share_of_many(claims)
        return (1 - share) * self.decision.answer + share * self.decision.answer_among_many(kind)


@lru_cache(maxsize=1)
def load_thresholds() -> Thresholds:
    """Return the numbers that ship; raise `ThresholdsError` if the file is not whole."""
    file = resources.files("knowledge.matching").joinpath(FILE)
    return read_thresholds(tomllib.loads(file.read_text(encoding="utf-8")), FILE)


def read_thresholds(data: Mapping[str, Any], name: str) -> Thresholds:
    """Return the numbers in `data`; raise `ThresholdsError` naming what is wrong."""
    try:
        decision = {f.name: float(data["decision"][f.name]) for f in fields(Decision)}
        few = _weights(data["confidence"]["few"])
        without_meaning = _weights(data["confidence"]["few_without_meaning"])
        many = {kind: _weights(data["confidence"][f"many_{kind.value}"]) for kind in Kind}
    except (KeyError, TypeError, ValueError) as error:
        raise ThresholdsError(name, f"lacks or misspells {error}; run gainsay calibrate") from error
    for field, value in decision.items():
        if not 0 <= value <= 1:
            raise ThresholdsError(name, f"{field} = {value} is not between 0 and 1")
    fitted_on = str(data.get("fitted_on", ""))
    return Thresholds(Decision(**decision), few, without_meaning, many, fitted_on)


def _weights(table: Mapping[str, Any]) -> Weights:
    by_feature = tuple(float(table[feature]) for feature in FEATURES)
    return Weights(float(table["intercept"]), by_feature)
