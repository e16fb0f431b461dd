from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.reading import Reader
from knowledge.matching.wordings import Wording, changed_places

WORDS = (
    "the Norvay Velland Brill Karga ferry barge sank cost 4 6 not sent to from before all".split()
)
questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def wording(reader: Reader, question: str) -> Wording:
    return Wording(reader.read(question), reader)


@settings(max_examples=100, deadline=None)
@given(questions, questions)
def test_a_wording_is_the_same_both_ways(reader: Reader, one: str, other: str) -> None:
    first, second = wording(reader, one), wording(reader, other)
    assert first.is_that_of(second) is second.is_that_of(first)


@settings(max_examples=100, deadline=None)
@given(questions)
def test_every_question_has_its_own_wording(reader: Reader, question: str) -> None:
    assert wording(reader, question).is_that_of(wording(reader, question))


@settings(max_examples=100, deadline=None)
@given(questions, st.sampled_from(["6", "Norvay", "not", "all", "sank"]))
def test_a_wording_with_a_telling_word_more_is_another(
    reader: Reader, question: str, more: str
) -> None:
    if more not in question.split():
        longer = wording(reader, f"{question} {more}")
        assert not longer.is_that_of(wording(reader, question))


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("union sued council", "council sued union", True),
        ("ferry cost millions", "cost ferry millions", False),
        ("ferry cost millions", "ferry cost millions", False),
        ("ferry millions", "millions ferry", False),
        ("", "", False),
    ],
)
def test_places_are_changed_around_something_between(one: str, other: str, changed: bool) -> None:
    first, second = ([("word", word) for word in text.split()] for text in (one, other))
    assert changed_places(first, second) is changed
