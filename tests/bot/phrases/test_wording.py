from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.wording import count, day, listed, listed_up_to, sentence, shortened


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "A"], "A"),
    ],
)
def test_lists_read_as_people_write_them(parts: list[str], said: str) -> None:
    assert listed(parts) == said


def test_a_long_list_says_how_many_are_left() -> None:
    assert listed_up_to("ABCDE", 3) == "A, B, C and 2 others"
    assert listed_up_to("ABCD", 3) == "A, B, C and 1 other"


def test_counts_have_their_plural() -> None:
    assert [count(number, "claim") for number in (0, 1, 2, 1200)] == [
        "0 claims",
        "1 claim",
        "2 claims",
        "1,200 claims",
    ]


def test_days_do_not_depend_on_the_machine_s_language() -> None:
    assert day(date(2024, 12, 2)) == "2 December 2024"


@given(st.text(), st.integers(min_value=3, max_value=50))
def test_a_shortened_text_is_its_beginning_and_a_mark(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or text.startswith(short.removesuffix(" …"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It leaks", "It leaks."),
        ("It leaks.", "It leaks."),
        ("It “leaks.”", "It “leaks.”"),
        ("It leaks …", "It leaks …"),
        ('He said "it leaks"', 'He said "it leaks".'),
    ],
)
def test_a_sentence_ends_once(text: str, said: str) -> None:
    assert sentence(text) == said
