from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intake.article.attribution import sentences
from knowledge.intake.article.quotations import quotations


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(st.text(alphabet='Ab. !?"“”’\n\t,12é\u2029', max_size=200))
def test_sentences_stand_in_order_and_hold_every_word(text: str) -> None:
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Ray spoke to Sen. Lee.",
        "The U.S. Senate met at 5 p.m. in St. Ives.",
        "J. R. Lee of Ray Inc. spoke on Jan. 5.",
        "It cost 4.5 million.",
        "The file lib.txt was sent.",
    ],
)
def test_a_stop_inside_a_name_or_a_number_ends_nothing(text: str) -> None:
    assert split(text) == [text]


def test_a_sentence_ends_with_its_closing_quotation_mark() -> None:
    assert split("“It rained.” Then it snowed.") == ["“It rained.”", "Then it snowed."]


def test_a_sentence_may_begin_behind_a_shortened_word() -> None:
    assert split("He left the U.S. The rest stayed.") == ["He left the U.S.", "The rest stayed."]


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert split("Bridge closed\nAnn Lee spoke.") == ["Bridge closed", "Ann Lee spoke."]


def test_a_hard_wrapped_line_does_not_end_a_sentence() -> None:
    text = "Ann Lee told the council on Friday evening that the old bridge\nwas closed in May."
    assert split(text) == [text]


def quoted(text: str) -> list[str]:
    return [text[slice(*found.words)] for found in quotations(text)]


@pytest.mark.parametrize(
    "text", ["“a b”", '"a b"', "''a b''", "``a b''", "«a b»", "‘a b’", "'a b'", "„a b”"]
)
def test_quotations_are_found_whatever_their_marks(text: str) -> None:
    assert quoted(f"He said {text}.") == ["a b"]


@pytest.mark.parametrize(
    "text", ["It is 6'2\" tall.", "The workers' union isn't ready.", "In the '90s"]
)
def test_an_apostrophe_or_an_inch_opens_nothing(text: str) -> None:
    assert quoted(text) == []


def test_what_is_quoted_inside_a_quotation_belongs_to_it() -> None:
    assert quoted("“She said ‘no’ to me,” he said.") == ["She said ‘no’ to me,"]


def test_a_quotation_left_open_goes_on_only_if_the_next_paragraph_opens_anew() -> None:
    assert quoted("He said, “It rained.\n\n“It snowed.”") == ["It rained.", "It snowed."]
    assert quoted("He said, “It rained.\n\nIt snowed.") == []


def test_a_stray_straight_mark_does_not_turn_all_others_round() -> None:
    assert quoted('It was 5" wide and "old", he said.\n\n"New", she said.') == ["old", "New"]
