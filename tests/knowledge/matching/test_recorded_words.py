"""The claim index knows of the recorded words what a list of them tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.common import common_ranks
from knowledge.matching.index.recorded_words import RecordedWords
from knowledge.matching.lexicon import load_lexicon
from knowledge.matching.spelling import Vocabulary
from knowledge.matching.word_counts import DictCounts, WordCounts
from knowledge.text import stem, words
from tests.knowledge.matching.index.claims import a_row, in_memory

typed = st.text("abcdefers", min_size=4, max_size=9)
some_statements = st.lists(st.lists(typed, max_size=5).map(" ".join), min_size=1, max_size=5)


def recorded(*statements: str, space: str = "") -> RecordedWords:
    rows = [a_row(number, text, space=space) for number, text in enumerate(statements, 1)]
    return RecordedWords(in_memory(rows).view(space))


def test_nothing_is_known_of_what_is_not_recorded() -> None:
    nothing: WordCounts = recorded()
    assert (nothing.count("ferry"), nothing.stem_count("ferri")) == (0, 0)
    assert nothing.near("ferry", 2) == []
    assert nothing.designation_letters() == frozenset()


@settings(max_examples=60, deadline=None)
@given(some_statements, typed)
def test_the_index_knows_the_same_words_as_a_list_of_them(statements: list[str], word: str) -> None:
    counts: dict[str, int] = {}
    for text in statements:
        for each in set(words(text)):
            counts[each] = counts.get(each, 0) + 1
    plain, indexed = DictCounts(counts), recorded(*statements)
    assert indexed.count(word) == plain.count(word)
    assert indexed.stem_count(stem(word)) == plain.stem_count(stem(word))
    assert sorted(indexed.near(word, 1)) == sorted(plain.near(word, 1))
    assert indexed.designation_letters() == plain.designation_letters()


@pytest.mark.parametrize("word", ["zeppelni", "zepelin", "zeppelins"])
def test_slips_are_mended_with_the_words_of_the_index(word: str) -> None:
    vocabulary = Vocabulary(load_lexicon(), recorded("A zeppelin."), common_ranks(), claims=1)
    assert vocabulary.corrected(word) == "zeppelin"
