from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.sentences import sentences_of


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        ("The roof leaks badly. It cost too much!", ["The roof leaks badly.", "It cost too much!"]),
        ("“The roof leaks badly.” Roe denied all.", ["“The roof leaks badly.”", "Roe denied all."]),
        ("He asked U.S. officials about it.", ["He asked U.S. officials about it."]),
        ("It was Mr. Doe who said so.", ["It was Mr. Doe who said so."]),
        ("It cost 9.5 million euros.", ["It cost 9.5 million euros."]),
        ("the roof leaks\nand it is new", ["the roof leaks", "and it is new"]),
        ("> The roof leaks badly.\n- It is new.", ["The roof leaks badly.", "It is new."]),
        ("BREAKING: The roof leaks badly", ["The roof leaks badly"]),
        ("UN: the roof leaks badly", ["UN: the roof leaks badly"]),
        ("see https://courier.example/a.b?c=1 the roof leaks", ["see   the roof leaks"]),
        ("<https://courier.example> the roof leaks", ["the roof leaks"]),
        ("Ok. Yes. The roof leaks badly.", ["The roof leaks badly."]),
        ("", []),
    ],
)
def test_a_message_is_cut_into_its_sentences(message: str, sentences: list[str]) -> None:
    assert list(sentences_of(message)) == sentences


@given(st.text() | st.text(st.sampled_from('aB .!?\n"”>-'), max_size=60))
def test_a_sentence_has_words_and_stands_in_the_message(message: str) -> None:
    for sentence in sentences_of(message):
        assert len(sentence.split()) >= 3
        assert sentence in message or "http" in message


def test_a_message_of_stops_takes_no_longer_than_one_of_words() -> None:
    assert list(sentences_of("." * 100_000)) == []
    assert len(list(sentences_of("A. " * 30_000))) <= 1
