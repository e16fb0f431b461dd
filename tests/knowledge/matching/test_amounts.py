from __future__ import annotations

import pytest

from knowledge.matching.amounts import figures, product
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.matcher import Matcher
from knowledge.text import tokens
from tests.knowledge.matching.harbour import ids


@pytest.mark.parametrize(
    ("number", "magnitude", "amount"),
    [
        ("4", "million", "4000000"),
        ("4", "millions", "4000000"),
        ("4.2", "million", "4200000"),
        ("4.25", "million", "4250000"),
        ("2", "hundred", "200"),
        ("3", "billion", "3000000000"),
        ("2", "dozen", "24"),
    ],
)
def test_a_number_and_its_magnitude_are_one_amount(
    number: str, magnitude: str, amount: str
) -> None:
    assert product(number, magnitude) == amount


@pytest.mark.parametrize(("number", "word"), [("4", "crowns"), ("4:30", "million"), ("", "")])
def test_anything_else_is_none(number: str, word: str) -> None:
    assert product(number, word) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it cost 4 million crowns", ["4000000"]),
        ("it cost four million crowns", ["4000000"]),
        ("it cost 4,000,000 crowns", ["4000000"]),
        ("it cost 4 crowns", ["4"]),
        ("an HX-7 and 2 F-16s in 2022", ["hx7", "2", "f16", "2022"]),
        ("a million crowns", []),
        ("", []),
    ],
)
def test_the_figures_of_a_text(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert list(figures(tokens(text), lexicon)) == expected


@pytest.mark.parametrize(
    "amount", ["4 million", "four million", "4,000,000", "4000000", "4 000 000", "4.0 million"]
)
def test_an_amount_is_the_same_however_it_is_typed(harbour: Matcher, amount: str) -> None:
    assert ids(harbour.match(f"Did the ferry cost {amount} crowns?")) == ["ferry-cost"]


@pytest.mark.parametrize(
    "amount", ["4", "4 billion", "40 million", "4.2 million", "four thousand", "5,000,000", "400"]
)
def test_another_amount_is_another_claim(harbour: Matcher, amount: str) -> None:
    assert ids(harbour.match(f"Did the ferry cost {amount} crowns?")) == []
