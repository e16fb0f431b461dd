"""The learned weights of the survey, read from a data file that a person reviews.

A candidate's score is the sum of its features, each set on one scale and weighed: one vector
of weights for every kind of question, fitted by `gainsay calibrate` so that the right claim
comes first (a listwise softmax; Cao et al., "Learning to Rank: From Pairwise Approach to
Listwise Approach", 2007).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ThresholdsError
from knowledge.matching.survey.overlap import Features

FILE = "weights.toml"
MEANING = "cosine"
"""Features of sentence vectors begin with it."""
FARTHEST = 6.0
"""A feature farther from its mean than so many standard deviations counts as that far."""


@dataclass(frozen=True, slots=True)
class SurveyWeights:
    """For each named feature: its mean and spread where it was fitted, and its weight.

    `without_meaning` are the weights where there is no encoder, which ask more of the words.
    """

    names: tuple[str, ...]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]
    fitted_on: str = ""
    without_meaning: SurveyWeights | None = None

    def scores(self, features: Features) -> NDArray[np.float64]:
        """Return one score a candidate: the higher, the likelier; only differences tell.

        A feature that could not be made (there is no encoder) tells nothing.
        """
        if self.without_meaning and MEANING not in features:
            return self.without_meaning.scores(features)
        size = len(next(iter(features.values())))
        unknown = np.ones(size)
        columns = [
            features.get(name, unknown * mean)
            for name, mean in zip(self.names, self.means.tolist(), strict=True)
        ]
        table = np.column_stack(columns)
        scaled = np.clip((table - self.means) / self.spreads, -FARTHEST, FARTHEST)
        found: NDArray[np.float64] = scaled @ self.weights
        return found


@lru_cache(maxsize=1)
def load_survey_weights() -> SurveyWeights:
    """Return the weights that ship; raise `ThresholdsError` if the file is not whole."""
    file = resources.files("knowledge.matching.survey").joinpath(FILE)
    return read_survey_weights(tomllib.loads(file.read_text(encoding="utf-8")), FILE)


def read_survey_weights(data: Mapping[str, Any], name: str) -> SurveyWeights:
    """Return the weights in `data`; raise `ThresholdsError` naming what is wrong."""
    fitted_on = str(data.get("fitted_on", ""))
    weights = _read_table(data, "features", name, fitted_on)
    if "features_without_meaning" not in data:
        return weights
    without = _read_table(data, "features_without_meaning", name, fitted_on)
    return replace(weights, without_meaning=without)


def _read_table(data: Mapping[str, Any], table: str, name: str, fitted_on: str) -> SurveyWeights:
    try:
        rows = {feature: tuple(map(float, row)) for feature, row in data[table].items()}
        means, spreads, weights = (np.array(column) for column in zip(*rows.values(), strict=True))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ThresholdsError(name, f"lacks or misspells {error}; run gainsay calibrate") from error
    if not all(np.isfinite(column).all() for column in (means, spreads, weights)):
        raise ThresholdsError(name, "a number is not finite; run gainsay calibrate")
    if not (spreads > 0).all():
        raise ThresholdsError(name, "a spread is not above 0; run gainsay calibrate")
    return SurveyWeights(tuple(rows), means, spreads, weights, fitted_on)
