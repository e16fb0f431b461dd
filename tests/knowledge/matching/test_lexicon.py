from __future__ import annotations

from dataclasses import fields

import pytest

from knowledge.matching.lexicon import LANGUAGES, Lexicon
from knowledge.text import fold, words

FRAME_LISTS = "function say deny confirm respond statement open pronouns negation".split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FRAME_LISTS)
def test_every_language_has_words_to_ask_with(lexicon: Lexicon, language: str, name: str) -> None:
    assert getattr(lexicon.frames[language], name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_kept_as_questions_are_read(lexicon: Lexicon, language: str) -> None:
    for word in lexicon.frames[language].all:
        assert words(word) == (word,)


def test_no_list_of_the_lexicon_is_empty(lexicon: Lexicon) -> None:
    assert [field.name for field in fields(lexicon) if not getattr(lexicon, field.name)] == []


def test_a_denial_a_confirmation_and_a_response_are_all_answers(lexicon: Lexicon) -> None:
    assert {"denied", "confirmed", "responded", "retracted"} <= lexicon.frames["en"].answer_verbs
    assert "said" not in lexicon.frames["en"].answer_verbs


def test_the_frame_is_never_what_a_question_is_about(lexicon: Lexicon) -> None:
    assert {"did", "say", "denied", "claims", "anyone"} <= lexicon.frames["en"].all
    assert not {"ferry", "oyster", "million"} & lexicon.frames["en"].all


@pytest.mark.parametrize("word", ["spokesman", "spokeswoman", "spokesperson", "sprecherin"])
def test_words_for_one_role_are_read_as_one(lexicon: Lexicon, word: str) -> None:
    assert lexicon.role(word) == "spokesman"


def test_a_word_that_is_no_role_stays_as_it_is(lexicon: Lexicon) -> None:
    assert lexicon.role("ferry") == "ferry"


def test_synonyms_are_the_same_both_ways_and_only_with_each_other(lexicon: Lexicon) -> None:
    assert lexicon.are_synonyms("drone", "uav")
    assert lexicon.are_synonyms("uav", "drone")
    assert not lexicon.are_synonyms("drone", "helicopt")
    assert not lexicon.are_synonyms("ferri", "ferri")


def test_number_words_stand_for_figures(lexicon: Lexicon) -> None:
    assert lexicon.numbers["six"] == "6"
    assert all(value.isdigit() for value in lexicon.numbers.values())


def test_role_words_are_folded(lexicon: Lexicon) -> None:
    assert all(form == fold(form) for form in lexicon.role_forms)
