from __future__ import annotations

import json
from enum import StrEnum

import pytest

from knowledge import vocabulary
from knowledge.errors import RecordError
from knowledge.vocabulary import SILENCES, Mode, Stance, one_of

KINDS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
each_kind = pytest.mark.parametrize("kind", KINDS)


def test_the_silences_are_the_three_stances_of_parties_that_said_nothing() -> None:
    assert {"declines_to_comment", "did_not_respond", "not_confirmed"} == SILENCES


@each_kind
def test_every_word_is_found_by_its_own_spelling(kind: type[StrEnum]) -> None:
    assert [one_of(kind, word.value, record="r", field="f") for word in kind] == list(kind)


@each_kind
def test_a_word_is_itself_in_json_and_in_text(kind: type[StrEnum]) -> None:
    for word in kind:
        assert json.loads(json.dumps(word)) == str(word) == word.value


@each_kind
def test_a_word_is_lower_case_letters_joined_by_underscores(kind: type[StrEnum]) -> None:
    assert all(word.replace("_", "").isalpha() and word.islower() for word in kind)


@pytest.mark.parametrize("typed", ["", "Denies", "refutes", " denies", "DENIES", "denies "])
def test_an_unknown_word_is_refused_with_those_that_are_allowed(typed: str) -> None:
    with pytest.raises(RecordError) as raised:
        one_of(Stance, typed, record="response roof-denial", field="stance")
    assert raised.value.record == "response roof-denial"
    assert raised.value.field == "stance"
    assert f"'{typed}' is unknown" in raised.value.why
    assert all(stance in raised.value.why for stance in Stance)


def test_the_allowed_words_are_listed_in_the_order_of_the_documentation() -> None:
    with pytest.raises(RecordError, match=r"use one of: direct, indirect, mixed, narration$"):
        one_of(Mode, "verbatim", record="claim roof-cost", field="mode")
