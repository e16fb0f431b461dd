from __future__ import annotations

import pytest

from knowledge.matching.verbatim import has_any

QUOTES = "that price is invented | no boat of ours has left its berth"


@pytest.mark.parametrize(
    "phrase", ["price is invented", "That price is invented!", "NO BOAT", "invented", "of ours"]
)
def test_words_stand_in_a_quote_whatever_their_case_and_stops(phrase: str) -> None:
    assert has_any([phrase], QUOTES)


@pytest.mark.parametrize(
    "phrase",
    [
        "price was invented",
        "invent",  # half a word is none
        "ours left",
        "invented no boat",  # from the end of one quote into the next
        "our ferries have left the harbour",
    ],
)
def test_other_words_do_not(phrase: str) -> None:
    assert not has_any([phrase], QUOTES)


def test_a_long_phrase_may_be_misremembered_by_a_letter_or_two() -> None:
    assert has_any(["no boat of ours had left its berth"], QUOTES)


def test_one_phrase_of_several_is_enough() -> None:
    assert has_any(["nonsense", "price is invented"], QUOTES)
    assert not has_any([], QUOTES)
