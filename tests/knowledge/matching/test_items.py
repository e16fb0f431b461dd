from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.items import READ_TOKENS, Item
from knowledge.matching.lexicon import LANGUAGES
from knowledge.matching.reading import Reader
from tests.knowledge.matching.cutting import items_of, language


def item(reader: Reader, text: str, typed: str) -> Item:
    return next(i for i in items_of(reader, text) if i.typed == typed)


def test_a_name_of_two_words_is_one_item(reader: Reader) -> None:
    typed = [i.typed for i in items_of(reader, "Did Mara Lindqvist's crew sleep?")]
    assert typed == ["Did", "Mara Lindqvist's", "crew", "sleep"]


@pytest.mark.parametrize("typed", ["Brill's crew", "Karga’s crew", "the Dockers' Union's crew"])
def test_an_owner_is_known_by_the_apostrophe(reader: Reader, typed: str) -> None:
    (owner,) = [i for i in items_of(reader, typed) if i.is_name]
    assert owner.possessive


def test_nobody_owns_anything_without_an_apostrophe(reader: Reader) -> None:
    assert not any(i.possessive for i in items_of(reader, "Brill saw the crew of Ines Karga"))


@pytest.mark.parametrize("typed", ["HX-7", "HX7", "hx 7", "hx-7", "HX‑7", "HX-7s"])
def test_a_designation_is_one_however_it_is_typed(reader: Reader, typed: str) -> None:
    found = items_of(reader, f"six {typed} boats")
    assert [(i.word, i.kind) for i in found][1] == ("hx7", "designation")


def test_letters_of_no_recorded_designation_stay_apart(reader: Reader) -> None:
    assert [i.word for i in items_of(reader, "boat 7")] == ["boat", "7"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("four million", "4000000"), ("sixteen million", "16000000"), ("2 hundred", "200")],
)
def test_a_number_and_its_magnitude_are_one_item(reader: Reader, typed: str, read: str) -> None:
    first, crowns = items_of(reader, f"{typed} crowns")
    assert (first.word, first.typed, first.kind) == (read, typed, "amount")
    assert crowns.word == "crowns"


def test_a_slip_of_the_finger_is_read_as_the_word_meant(reader: Reader) -> None:
    found = item(reader, "did the oystre beds die", "oystre")
    assert (found.word, found.spelled, found.like_a_name) == ("oyster", "oyster", False)


def test_an_unknown_capitalised_word_is_like_a_name(reader: Reader) -> None:
    assert item(reader, "did the Zanthor sink the ferry", "Zanthor").like_a_name


def test_an_unknown_small_word_is_like_a_name_too(reader: Reader) -> None:
    assert item(reader, "did zanthor sink the ferry", "zanthor").like_a_name


def test_a_capitalised_recorded_word_is_no_name(reader: Reader) -> None:
    assert not item(reader, "did the Ferry sink at the pier", "Ferry").like_a_name


@pytest.mark.parametrize("text", ["DID THE COOK SINK THE BOAT", "Did The Cook Sink The Boat"])
def test_where_most_words_are_capitalised_capitals_tell_nothing(reader: Reader, text: str) -> None:
    assert not any(i.like_a_name for i in items_of(reader, text))


def test_in_german_a_capital_makes_no_name(reader: Reader) -> None:
    assert not item(reader, "hat der Wind das alte Boot versenkt", "Wind").like_a_name
    assert item(reader, "did the old Wind sink our boat", "Wind").like_a_name


def test_an_unknown_word_after_an_article_or_with_a_common_ending_is_no_name(
    reader: Reader,
) -> None:
    assert not item(reader, "was it sunk by a qwxzvok", "qwxzvok").like_a_name
    assert not item(reader, "was the pier unqwxzved", "unqwxzved").like_a_name


def test_words_between_quotation_marks_are_marked(reader: Reader) -> None:
    found = items_of(reader, "who said “price is invented” today")
    assert [i.typed for i in found if i.in_quotes] == ["price", "is", "invented"]


def test_what_stood_before_a_word_is_remembered(reader: Reader) -> None:
    text = "Really? Brill, the mayor. Ferry"
    assert item(reader, text, "Ferry").after_stop
    found = items_of(reader, "the boats, said Brill")
    assert [i.typed for i in found if i.after_comma] == ["said"]


def test_the_us_is_a_country_and_us_a_pronoun(reader: Reader) -> None:
    assert [i.word for i in items_of(reader, "the us told us")] == ["the", "u.s.", "told", "us"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Brill say?", "en"),
        ("Was hat Brill über die Fähre gesagt?", "de"),
        ("Qu'est-ce que Brill a dit sur le ferry ?", "fr"),
        ("¿Qué dijo Brill sobre el ferry?", "es"),
        ("Brill", "en"),
        ("", "en"),
    ],
)
def test_a_question_is_read_in_its_language(reader: Reader, text: str, expected: str) -> None:
    assert language(reader, text) == expected


def test_an_endless_question_is_read_from_its_beginning(reader: Reader) -> None:
    assert len(items_of(reader, "ferry " * 2_000)) == READ_TOKENS


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_whatever_was_typed_is_cut_into_items_with_words(reader: Reader, text: str) -> None:
    assert language(reader, text) in LANGUAGES
    assert all(i.word and i.typed for i in items_of(reader, text))
