from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.matching.near_words import NearWords

few_letters = st.text("abcdé", max_size=7)
# Longer than the letters that are compared as bits, and letters that share one.
long_words = st.text("abxyzé9обман", max_size=5).map(lambda part: "abcdefghijklm" * 2 + part)
words = few_letters | long_words | st.text(max_size=6)
listed = st.lists(words, max_size=30)


def plainly(word: str, known: list[str], distance: int) -> list[tuple[str, int]]:
    """Compare `word` with each word: what is found has to be the same."""
    slips = [(other, OSA.distance(word, other)) for other in dict.fromkeys(known)]
    return sorted((each for each in slips if each[1] <= distance), key=lambda each: each[1])


@settings(max_examples=300, deadline=None)
@given(listed, words, st.integers(0, 4))
def test_exactly_the_near_words_are_found_nearest_and_first_given_first(
    known: list[str], word: str, distance: int
) -> None:
    assert NearWords(known).near(word, distance) == plainly(word, known, distance)


@settings(max_examples=100, deadline=None)
@given(listed, listed, words)
def test_words_that_came_later_are_found_as_if_given_at_once(
    known: list[str], later: list[str], word: str
) -> None:
    first = NearWords(known)
    more = first.with_words(later)
    assert more.near(word, 2) == plainly(word, known + later, 2)
    assert first.near(word, 2) == plainly(word, known, 2)


def test_very_many_later_words_are_put_in_order_anew() -> None:
    later = [f"berth{number}" for number in range(1_000)]
    assert NearWords(["berth"]).with_words(later).near("berth", 1) == [
        ("berth", 0),
        *((f"berth{number}", 1) for number in range(10)),
    ]


@pytest.mark.parametrize("word", ["", "a", "x" * 6_000])
def test_among_no_words_none_is_near(word: str) -> None:
    assert NearWords([]).near(word, 2) == []


def test_any_number_of_slips_may_be_allowed() -> None:
    assert NearWords(["berth", "oyster"]).near("x" * 90, 90) == [("berth", 90), ("oyster", 90)]
