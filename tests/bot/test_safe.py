from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safe import REPLACEMENT, safe


def test_a_terminal_is_not_steered_by_a_source() -> None:
    assert safe("\x1b[31mred\x1b[0m\x07") == "�[31mred�[0m�"


def test_text_is_not_turned_around_unseen() -> None:
    assert safe("paid \u202eton\u202c") == "paid �ton�"


@pytest.mark.parametrize("text", ["امیرسعید", "می\u200cرود", "“naïve” – 👩\u200d🚀", "Ünïcode"])
def test_letters_of_every_script_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_every_line_end_is_a_newline() -> None:
    assert safe("a\r\nb\rc\u2028d\u2029e\x85f\tg") == "a\nb\nc\nd\ne\nf g"


@given(st.text(alphabet=st.characters()))
def test_nothing_that_steers_is_left(text: str) -> None:
    shown = safe(text)
    kinds = {unicodedata.category(character) for character in shown.replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    shown.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_what_does_not_steer_is_not_changed(text: str) -> None:
    assert safe(text) == text


def test_what_is_replaced_can_be_seen() -> None:
    assert safe("\ud800") == REPLACEMENT
