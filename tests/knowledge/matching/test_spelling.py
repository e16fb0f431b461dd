from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.common import common_ranks
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.reading import Reader
from knowledge.matching.spelling import Vocabulary

COUNTS = {"dredging": 1, "harbour": 10, "oyster": 1, "norvay": 2, "hx7": 1, "smokehouse": 1}
VOCABULARY = Vocabulary(load_lexicon(), COUNTS, common_ranks(), claims=10)


@pytest.mark.parametrize("word", ["oyster", "oysters", "dredge", "harbours"])
def test_a_recorded_word_is_known_in_all_its_forms(word: str) -> None:
    assert VOCABULARY.is_recorded(word)


@pytest.mark.parametrize("word", ["oyster", "did", "bestritten", "window", "windows"])
def test_recorded_framing_and_common_words_are_words(word: str) -> None:
    assert VOCABULARY.is_word(word)


@pytest.mark.parametrize("word", ["oystre", "qwxzv", ""])
def test_anything_else_is_none(word: str) -> None:
    assert not VOCABULARY.is_word(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oystre", "oyster"),
        ("harbuor", "harbour"),
        ("smokehuose", "smokehouse"),
        ("windwo", "window"),
    ],
)
def test_a_slip_of_the_finger_is_understood(typed: str, meant: str) -> None:
    assert VOCABULARY.corrected(typed) == meant


@pytest.mark.parametrize("typed", ["qwxzvbn", "zzz", "", "hx9", "обман"])
def test_what_is_like_no_known_word_is_left_alone(typed: str) -> None:
    assert VOCABULARY.corrected(typed) is None


def test_of_equally_near_words_the_one_that_begins_alike_is_meant() -> None:
    vocabulary = Vocabulary(load_lexicon(), {"berth": 1, "perch": 1}, {}, claims=2)
    assert vocabulary.corrected("berch") == "berth"


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert VOCABULARY.weight("smokehouse") > VOCABULARY.weight("water") > VOCABULARY.weight("year")


def test_a_word_of_every_claim_tells_little() -> None:
    everywhere = Vocabulary(load_lexicon(), {"oyster": 10}, common_ranks(), claims=10)
    assert everywhere.weight("oyster") < VOCABULARY.weight("oyster") / 2


def test_another_form_of_a_word_tells_as_little_as_the_recorded_one() -> None:
    everywhere = Vocabulary(load_lexicon(), {"oyster": 10}, common_ranks(), claims=10)
    assert everywhere.weight("oysters") == everywhere.weight("oyster")


def test_a_verb_tells_less_than_a_thing() -> None:
    assert VOCABULARY.weight("zzzing") < VOCABULARY.weight("zzzout")


def test_the_letters_of_recorded_designations_are_known() -> None:
    assert VOCABULARY.designation_letters == {"hx"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12) | st.sampled_from(sorted(COUNTS)))
def test_a_weight_is_above_0_and_at_most_1(word: str) -> None:
    assert 0.1 <= VOCABULARY.weight(word) <= 1


@settings(max_examples=20, deadline=None)
@given(st.text("abcdefgilmnorstuy", min_size=4, max_size=9))
def test_what_a_word_is_corrected_to_is_known(word: str) -> None:
    meant = VOCABULARY.corrected(word)
    assert meant is None or VOCABULARY.is_word(meant)


def test_the_same_word_is_always_corrected_alike(reader: Reader) -> None:
    first = reader.vocabulary.corrected("dregding")
    assert first == reader.vocabulary.corrected("dregding") == "dredging"
