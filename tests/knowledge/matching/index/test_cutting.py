"""The index cuts texts into the words into which everything else cuts them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.matching.index.cutting import Cutter
from knowledge.text import words

signs = st.characters(codec="utf-8") | st.sampled_from("aS'’-./, 0123456789kU\t\n")


@given(st.lists(st.text(signs, max_size=40), max_size=3))
@example(["1 000 crowns", "a 12 345"])
@example(["the U.S. said Su-35s of 4,000"])
@example(["S/2022/908 and\x00such\x1fthings", "a\u0301"])
def test_the_words_are_those_of_the_text_module(texts: list[str]) -> None:
    seen: list[str] = []

    def number_of(word: str) -> int:
        if word not in seen:
            seen.append(word)
        return seen.index(word)

    cutter = Cutter(number_of)
    for _ in range(2):
        assert [seen[n] for n in cutter.cut(texts)] == [w for t in texts for w in words(t)]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.matching.index.cutting._PIECES_KEPT", 2)
    cutter = Cutter(len)
    assert cutter.cut(["one three five eleven one"]) == [3, 5, 4, 6, 3]
