from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.escaping import cut, inert, is_link, plain, size

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)


@given(ANY_TEXT)
def test_nothing_that_steers_is_left(text: str) -> None:
    shown = plain(text)
    kinds = {unicodedata.category(character) for character in shown.replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not any(sign in shown for sign in ("<!", "<@", "<#", "\u202e"))
    shown.encode()


@pytest.mark.parametrize(
    "text", ["امیرسعید", "می\u200cرود", "“naïve” – 👩\u200d🚀", "a < b > c & d"]
)
def test_words_of_every_script_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@given(ANY_TEXT)
def test_the_text_beside_the_blocks_is_one_line_without_markup(text: str) -> None:
    shown = inert(text)
    assert not set(shown) & set("*_~`<>\n")
    assert not shown.startswith("&gt;")
    assert "://" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Denied by A & B.", "Denied by A &amp; B."),
        ("S/2022/908 (no. 3)", "S/2022/908 (no. 3)"),
        ("at 10:30, he said", "at 10:30, he said"),
        ("*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"),
        (":tada:", "∶tada:"),
        ("two\nlines", "two lines"),
    ],
)
def test_the_text_beside_the_blocks_reads_like_this(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(ANY_TEXT, st.integers(10, 100))
def test_what_is_cut_fits_and_says_so(text: str, most: int) -> None:
    shown = cut(text, most)
    assert size(shown) <= most
    assert shown == text or shown.endswith(" …")


def test_words_are_cut_between_words_and_a_word_without_end_within() -> None:
    assert cut("one two three four", 12) == "one two …"
    assert cut("x" * 20, 12) == f"{'x' * 10} …"
    assert cut("👩" * 20, 12) == f"{'👩' * 5} …"


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("https://example.org/|label", False),
        ("https://example.org/>x", False),
        ("https://[broken", False),
        ("https://", False),
        ("https://example.org/" + "x" * 3_000, False),
    ],
)
def test_only_whole_addresses_of_the_web_are_links(address: str, may: bool) -> None:
    assert is_link(address) is may
