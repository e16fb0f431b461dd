from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import Token, fold, stem, stems, tidy, tokens, words

# What a regular expression stumbles over: digits, points, apostrophes, joiners, odd spaces.
TYPED = st.text() | st.text(st.sampled_from("aSUk019½².,:/'’´-‑ \u00a0\u202e\u0301\n"), max_size=20)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.folded, token.kind) for token in tokens(text)]


# --- tidy ---


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("“unprecedented level”", '"unprecedented level"'),
        ("„so“ «thus»", '"so" "thus"'),
        ("Iran’s ‘may’ `x`", "Iran's 'may' 'x'"),
        ("Iran´s", "Iran's"),
        ("Su‑35 – Su—35 −5", "Su-35 - Su-35 -5"),
        ("Ｓｕ－３５", "Su-35"),
        ("one\u00a0two\u2009three", "one two three"),
        ("one\ntwo\tthree\u2028four\x00five", "one two three four five"),
    ],
)
def test_quotes_dashes_and_spaces_are_plain(typed: str, shown: str) -> None:
    assert tidy(typed) == shown


@pytest.mark.parametrize(
    "mark",
    ["\u202e", "\u2066", "\u200f", "\u200b", "\u200d", "\u00ad", "\ufeff", "\ue000", "\U000e0041"],
)
def test_characters_that_nobody_sees_are_dropped(mark: str) -> None:
    assert tidy(f"{mark}Ir{mark}an{mark}") == "Iran"
    assert words(f"Ir{mark}an") == ("iran",)


@given(TYPED)
def test_nothing_that_is_left_moves_the_line_or_its_direction(text: str) -> None:
    shown = tidy(text)
    assert shown == shown.replace("\u202e", "").replace("\n", "").replace("\x1b", "")


# --- fold ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iravání", "IRAVANI"),
        ("Großbritannien", "grossbritannien"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Þór", "thor"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("cœur", "coeur"),
        ("ﬁnal", "final"),
        ("Te\u0301he\u0301ran", "Téhéran"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_case_and_accents_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("Россия", "Russia"), ("ایران", "عراق")]
)
def test_other_letters_matter(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TYPED)
def test_folding_what_was_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# --- tokens ---


@given(TYPED)
def test_tokens_of_any_text_stand_in_it_in_order(text: str) -> None:
    shown, end = tidy(text), 0
    for token in tokens(text):
        assert shown[token.start : token.end] == token.typed != ""
        assert end <= token.start < token.end
        assert token.folded
        end = token.end


@given(TYPED | st.text(alphabet="aA1 ,.'-/k$\u00a0é", max_size=30))
def test_words_are_the_tokens_whichever_way_they_are_found(text: str) -> None:
    assert words(text) == tuple(token.folded for token in tokens(text))


@given(TYPED, TYPED)
def test_a_line_break_always_parts_words(one: str, other: str) -> None:
    assert words(f"{one}\n;\n{other}") == words(one) + words(other)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Su-35", "su35"),
        ("su35", "su35"),
        ("SU‑35", "su35"),
        ("Su–35", "su35"),
        ("Su-35s", "su35"),
        ("F-16", "f16"),
        ("MiG-29MU2", "mig29mu2"),
        ("COVID-19", "covid19"),
        ("E3", "e3"),
        ("S/2022/908", "s/2022/908"),
        ("s/2022/908", "s/2022/908"),
        ("A/RES/77/1", "a/res/77/1"),
        ("2231/2015", "2231/2015"),
    ],
)
def test_a_designation_is_one_word_however_it_is_joined(typed: str, folded: str) -> None:
    assert kinds(f"the {typed}, again")[1:-1] == [(folded, "designation")]


def test_a_designation_that_was_typed_apart_is_left_to_the_reader_of_questions() -> None:
    assert kinds("su 35") == [("su", "word"), ("35", "number")]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("2231", "2231"),
        ("1,000", "1000"),
        ("40.000", "40000"),
        ("310 000", "310000"),
        ("310\u00a0000", "310000"),
        ("1,234,567", "1234567"),
        ("70k", "70000"),
        ("70K", "70000"),
        ("3.5k", "3500"),
        ("1,000k", "1000000"),
        ("1.5", "1.5"),
        ("0.125", "0.125"),
        ("10:30", "10:30"),
        ("３５", "35"),
    ],
)
def test_a_number_is_one_figure_however_it_is_grouped(typed: str, folded: str) -> None:
    assert kinds(f"about {typed} of them")[1:-2] == [(folded, "number")]


@pytest.mark.parametrize("typed", ["10:30k", "1:2k", "1.000,5k", "9" * 400 + "k", "1.2.3k"])
def test_figures_that_are_no_number_are_still_words(typed: str) -> None:
    assert len(tokens(typed)) == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("In 2015, 2231 was adopted.", ("in", "2015", "2231", "was", "adopted")),
        ("a 25-year plan", ("a", "25", "year", "plan")),
        ("resolution 2231 (2015)", ("resolution", "2231", "2015")),
        ("in 2022.", ("in", "2022")),
        ("5km", ("5", "km")),
    ],
)
def test_figures_beside_each_other_stay_apart(typed: str, read: tuple[str, ...]) -> None:
    assert words(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the U.S. said", ("the", "u.s.", "said")),
        ("the US said", ("the", "u.s.", "said")),
        ("the u.s. said", ("the", "u.s.", "said")),
        ("the US's ally", ("the", "u.s.", "ally")),
        ("tell us", ("tell", "us")),
        ("Us two", ("us", "two")),
        ("the USA", ("the", "usa")),
        ("the U.N. and the U.K.", ("the", "u.n.", "and", "the", "u.k.")),
    ],
)
def test_the_country_is_not_the_pronoun(typed: str, read: tuple[str, ...]) -> None:
    assert words(typed) == read


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Iravání's", "iravani"),
        ("Iravani’s", "iravani"),
        ("Iravani´s", "iravani"),
        ("officials'", "officials"),
        ("O'Neill", "oneill"),
        ("don't", "dont"),
        ("l'Iran", "iran"),
        ("L’Iran", "iran"),
        ("qu'Iravani", "iravani"),
        ("d'armes", "armes"),
        ("n'a", "a"),
    ],
)
def test_possessives_and_french_elisions_are_taken_off(typed: str, folded: str) -> None:
    assert words(typed) == (folded,)


def test_a_token_keeps_what_was_typed() -> None:
    assert tokens("the Su‑35s")[1] == Token("Su-35s", "su35", "designation", 4, 10)


def test_a_word_is_capitalised_as_it_was_typed() -> None:
    assert [token.is_capitalised for token in tokens("Kirby said ÉTATS l'Iran 35")] == [
        True,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("typed", ["", " \n", "?!", "…", "🚀🚀", "\u202e", "' ''", "_"])
def test_where_there_are_no_words_there_are_no_tokens(typed: str) -> None:
    assert tokens(typed) == []


# --- stems ---


def test_inflected_words_share_a_stem() -> None:
    assert stems("denied denies deny denying") == (stem("deny"),) * 4


@pytest.mark.parametrize("word", ["2231", "su35", "s/2022/908", "u.s.", ""])
def test_figures_and_designations_are_not_stemmed(word: str) -> None:
    assert stem(word) == word


@given(TYPED)
def test_every_word_has_one_stem(text: str) -> None:
    assert len(stems(text)) == len(words(text))
