from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ThresholdsError
from knowledge.matching.question import Wanted
from knowledge.matching.survey.surveying import Surveyor
from knowledge.matching.survey.weights import (
    SurveyWeights,
    load_survey_weights,
    read_survey_weights,
)
from knowledge.matching.word_meaning import WordVectors
from tests.knowledge.matching.survey.surveys import AN_ENCODER, view_of, weighing

WEIGHTS = SurveyWeights(
    ("covered", "cosine"), np.array([0.5, 0.2]), np.array([0.25, 0.1]), np.array([2.0, -1.0])
)


def data(**features: Any) -> dict[str, Any]:
    return {"fitted_on": "nothing", "features": features}


def test_a_score_is_the_sum_of_features_on_one_scale() -> None:
    scores = WEIGHTS.scores({"covered": np.array([0.75, 0.5]), "cosine": np.array([0.2, 0.4])})
    assert scores.tolist() == pytest.approx([2.0, -2.0])


def test_a_feature_without_a_weight_counts_for_nothing() -> None:
    scores = WEIGHTS.scores({"covered": np.array([0.75]), "days_apart": np.array([99.0])})
    assert scores.tolist() == pytest.approx([2.0])


def test_a_feature_that_could_not_be_made_tells_no_two_apart() -> None:
    covered = np.array([0.1, 0.9, 0.4])
    usual = WEIGHTS.scores({"covered": covered, "cosine": np.full(3, 0.2)})
    assert WEIGHTS.scores({"covered": covered}).tolist() == usual.tolist()


def test_what_is_very_far_off_counts_as_six_spreads() -> None:
    scores = WEIGHTS.scores({"covered": np.array([1e9, -1e9, 2.0]), "cosine": np.full(3, 0.2)})
    assert scores.tolist() == pytest.approx([12.0, -12.0, 12.0])


def test_weights_are_read_by_name() -> None:
    read = read_survey_weights(data(rarest=[1, 2, 3], covered=[0.5, 0.25, -1.5]), "w.toml")
    assert read.names == ("rarest", "covered")
    assert read.means.tolist() == [1.0, 0.5]
    assert read.spreads.tolist() == [2.0, 0.25]
    assert read.weights.tolist() == [3.0, -1.5]
    assert read.fitted_on == "nothing"


def test_without_meaning_other_weights_count() -> None:
    without = {"covered": [0.0, 1.0, 5.0]}
    read = read_survey_weights(
        data(cosine=[0.0, 1.0, 2.0]) | {"features_without_meaning": without}, "w.toml"
    )
    ones = np.ones(1)
    assert read.scores({"covered": ones}).tolist() == [5.0]
    assert read.scores({"covered": ones, "cosine": ones}).tolist() == [2.0]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"features": {}},
        {"features": []},
        data(covered=[0.5, 0.25]),
        data(covered=[0.5, 0.25, 1.0, 1.0]),
        data(covered=[0.5, 0.25, 1.0], rarest=[0.5]),
        data(covered=["much", 0.25, 1.0]),
        data(covered=0.5),
        data(covered=[0.5, 0.0, 1.0]),
        data(covered=[0.5, -1.0, 1.0]),
        data(covered=[0.5, float("nan"), 1.0]),
        data(covered=[float("nan"), 1.0, 1.0]),
        data(covered=[0.5, 1.0, float("nan")]),
        data(covered=[0.5, 1.0, float("inf")]),
    ],
)
def test_weights_that_are_not_whole_are_refused_by_the_files_name(broken: Any) -> None:
    with pytest.raises(ThresholdsError, match=r"broken\.toml.*gainsay calibrate"):
        read_survey_weights(broken, "broken.toml")


def test_every_weight_that_ships_is_of_a_feature_that_is_made() -> None:
    shipped = load_survey_weights()
    assert shipped.fitted_on
    assert len(set(shipped.names)) == len(shipped.names)
    surveyed = Surveyor(weighing(covered=1.0), AN_ENCODER, WordVectors()).survey(
        Wanted("red ferry"), view_of("red ferry", "quay")
    )
    assert set(shipped.names) <= set(surveyed.features)


@given(
    st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=5),
    st.booleans(),
)
def test_any_features_give_numbers(values: list[float], has_meaning: bool) -> None:
    features = {"covered": np.array(values)}
    if has_meaning:
        features["cosine"] = np.array(values[::-1])
    scores = WEIGHTS.scores(features)
    assert scores.shape == (len(values),)
    assert (np.abs(scores) <= 6 * 3 + 1e-9).all()
