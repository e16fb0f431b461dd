from __future__ import annotations

import pytest

from knowledge.matching import grammar
from knowledge.text import words

LISTS = [name for name in vars(grammar) if name.isupper()]


@pytest.mark.parametrize("name", LISTS)
def test_small_words_are_kept_as_questions_are_read(name: str) -> None:
    for word in getattr(grammar, name):
        assert words(word) == (word,)


def test_forms_of_be_are_auxiliaries_and_no_list_is_empty() -> None:
    assert grammar.BE <= grammar.AUXILIARIES
    assert all(getattr(grammar, name) for name in LISTS)
