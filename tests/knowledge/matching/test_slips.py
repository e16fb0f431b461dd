from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.slips import is_another_name

words = st.text("abcdeinrstvy", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bril", "brill"),  # dropped
        ("brilll", "brill"),  # doubled
        ("birll", "brill"),  # swapped
        ("vrill", "brill"),  # the key beside it
        ("norvey", "norvay"),  # another vowel
        ("lindqist", "lindqvist"),
    ],
)
def test_a_slip_of_the_finger_is_no_other_name(typed: str, name: str) -> None:
    assert not is_another_name(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ostrak", "ostran"),
        ("calden", "calder"),
        ("brull", "trull"),
        ("kara", "karal"),  # one letter of a short name makes another
        ("norway", "norvay"),
    ],
)
def test_another_letter_makes_another_name(typed: str, name: str) -> None:
    assert is_another_name(typed, name)


@given(words)
def test_a_name_is_never_another_than_itself(name: str) -> None:
    assert not is_another_name(name, name)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_it_is_the_same_both_ways(one: str, other: str) -> None:
    assert is_another_name(one, other) == is_another_name(other, one)
