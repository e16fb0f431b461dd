from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import fields
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ThresholdsError
from knowledge.matching.confidence import (
    FEW_CLAIMS,
    FILE,
    MANY_CLAIMS,
    Decision,
    Weights,
    load_thresholds,
    read_thresholds,
    share_of_many,
)
from knowledge.matching.question import Kind
from knowledge.matching.scores import FEATURES

SHIPPED = load_thresholds()
EVERY = (SHIPPED.few, SHIPPED.few_without_meaning, *SHIPPED.many.values())
every_table = pytest.mark.parametrize("table", ["few", "few_without_meaning", "many_post"])
shares = st.lists(st.floats(-1, 1), min_size=len(FEATURES), max_size=len(FEATURES))


def data() -> dict[str, Any]:
    file = resources.files("knowledge.matching").joinpath(FILE)
    return deepcopy(tomllib.loads(file.read_text(encoding="utf-8")))


def features(**given_: float) -> tuple[float, ...]:
    return tuple(given_.get(name, 0.5) for name in FEATURES)


@given(shares, st.sampled_from(EVERY))
def test_a_confidence_is_between_0_and_1(values: list[float], weights: Weights) -> None:
    assert 0 < weights.probability(tuple(values)) < 1


@given(st.floats(-1e9, 1e9))
def test_even_absurd_numbers_give_a_probability(value: float) -> None:
    assert 0 <= Weights(value, (value,)).probability((1.0,)) <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_more_a_claim_explains_the_surer_it_is(one: float, other: float) -> None:
    for weights in EVERY:
        less, more = (weights.probability(features(coverage=c)) for c in sorted((one, other)))
        assert less <= more


def test_without_the_encoder_meaning_counts_for_nothing() -> None:
    weights = SHIPPED.few_without_meaning
    plain = weights.probability(features(meaning=0.0, standout=0.0))
    assert plain == weights.probability(features(meaning=1.0, standout=1.0))


def test_a_wrong_number_of_features_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError):
        SHIPPED.few.probability((0.5,))


def test_what_ships_is_in_order_from_offering_to_answering() -> None:
    decision = SHIPPED.decision
    assert decision.choice <= decision.answer <= decision.ordered
    assert decision.listed_mended <= decision.listed
    assert decision.others <= decision.choice
    assert decision.answer <= decision.checked <= decision.unasked
    assert SHIPPED.fitted_on


def test_unasked_a_name_or_a_relation_alone_is_too_little() -> None:
    assert SHIPPED.decision.listed < SHIPPED.decision.unasked


@every_table
def test_a_missing_weight_is_named(table: str) -> None:
    broken = data()
    del broken["confidence"][table]["coverage"]
    with pytest.raises(ThresholdsError, match=r"broken\.toml.*coverage"):
        read_thresholds(broken, "broken.toml")


@every_table
def test_a_missing_table_is_named(table: str) -> None:
    broken = data()
    del broken["confidence"][table]
    with pytest.raises(ThresholdsError, match=table):
        read_thresholds(broken, FILE)


@pytest.mark.parametrize("field", [field.name for field in fields(Decision)])
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_threshold_outside_0_to_1_is_refused(field: str, value: float) -> None:
    broken = data()
    broken["decision"][field] = value
    with pytest.raises(ThresholdsError, match=field):
        read_thresholds(broken, FILE)


@pytest.mark.parametrize("value", ["much", [], None])
def test_a_threshold_that_is_no_number_is_refused(value: object) -> None:
    broken = data()
    broken["decision"]["answer"] = value
    with pytest.raises(ThresholdsError):
        read_thresholds(broken, FILE)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_more_claims_there_are_the_more_the_model_for_many_counts(one: int, other: int) -> None:
    less, more = (share_of_many(claims) for claims in sorted((one, other)))
    assert 0 <= less <= more <= 1


def test_few_and_many_claims_have_a_model_of_their_own() -> None:
    assert share_of_many(FEW_CLAIMS) == 0
    assert share_of_many(MANY_CLAIMS) == 1
    assert share_of_many(1_000) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", Kind)
def test_among_many_claims_an_answer_has_to_be_surer(kind: Kind) -> None:
    least = [SHIPPED.least(kind, claims) for claims in (10, 1_000, 1_000_000)]
    assert least[0] == SHIPPED.decision.answer
    assert least[2] == SHIPPED.decision.answer_among_many(kind)
    assert least == sorted(least)
