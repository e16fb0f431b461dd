"""Untrusted text is shown to the letter, and is never anything else than text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escaping import (
    NOTHING,
    cut_to,
    escaped,
    escaped_line,
    link,
    plain,
)
from bot.discord.limits import width
from bot.safe import safe, safe_line
from tests.bot.discord.arbitrary import long_texts, texts
from tests.bot.discord.markdown import read


@given(st.one_of(texts, st.text()))
def test_whatever_the_text_none_of_it_comes_out_as_markup(text: str) -> None:
    found = read(escaped(text))
    assert found.markup == []
    assert found.text == safe(text)


@pytest.mark.parametrize(
    "text",
    [
        "**bold**",
        "_a_ and *b*",
        "__u__",
        "~~s~~",
        "||spoiler||",
        "`code`",
        "```py\ncode\n```",
        "# heading",
        "### heading",
        "> quote",
        ">>> quote",
        "- item",
        "* item",
        "  - item",
        "1. item",
        "-# small",
        "[words](https://example.org)",
        "https://example.org/path",
        "<https://example.org>",
        "<@123456789012345678>",
        "<@&123456789012345678>",
        "<#123456789012345678>",
        "@everyone",
        "@here",
        "<t:1700000000:R>",
        "<:name:123456789012345678>",
        "<a:name:123456789012345678>",
        ":smile:",
        "</factcheck:123456789012345678>",
        "<id:customize>",
        "text\n# heading in the second line",
    ],
)
def test_each_kind_of_markup_is_markup_until_it_is_escaped(text: str) -> None:
    assert read(text).markup
    assert read(escaped(text)).markup == []
    assert read(escaped(text)).text == text


def test_what_turns_text_around_or_steers_is_shown_as_a_mark() -> None:
    assert safe("a\u202eb\u2066c\x1b[31m\x00\ud800") == "a\ufffdb\ufffdc\ufffd[31m\ufffd\ufffd"


def test_line_ends_of_all_kinds_are_newlines() -> None:
    assert safe("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_a_line_is_one_line() -> None:
    assert safe_line(" a\n\n b\tc ") == "a b c"
    assert "\n" not in escaped_line("a\nb")


def test_ordinary_words_are_left_alone() -> None:
    text = "Iran's letter S/2022/908 — “false”, 9 million & 50 % (2022-10-19)"
    assert escaped(text) == text.replace("(", "\\(").replace(")", "\\)")


@given(long_texts, st.integers(2, 300))
def test_a_text_that_is_cut_fits_and_says_so(text: str, most: int) -> None:
    cut = cut_to(text, most)
    assert width(escaped(cut)) <= most
    assert cut == text or (cut.endswith(" …") and text.startswith(cut.removesuffix(" …")))


def test_a_text_is_cut_between_words() -> None:
    assert cut_to("one two three four", 12) == "one two …"
    assert cut_to("unbreakable", 8) == "unbrea …"


@given(long_texts, st.integers(2, 100))
def test_what_takes_no_markdown_is_never_empty_and_fits(text: str, most: int) -> None:
    shown = plain(text, most)
    assert shown.strip()
    assert width(shown) <= most
    assert "\n" not in shown


def test_nothing_is_shown_as_a_mark() -> None:
    assert plain(" \n ", 80) == NOTHING


def test_only_web_addresses_become_links() -> None:
    assert link("source", "https://example.org/a?b=c") == "[source](<https://example.org/a?b=c>)"
    for address in (
        None,
        "",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "example.org",
    ):
        assert link("source", address) == ""


def test_an_address_cannot_leave_its_link() -> None:
    assert link("source", "https://example.org/a)b>c](d)") == (
        "[source](<https://example.org/a%29b%3Ec%5D%28d%29>)"
    )
    assert link("source", "https://example.org/a b") == ""
    assert link("source", "https://example.org/\u202e") == ""


def test_an_address_that_pretends_to_be_another_is_no_link() -> None:
    assert link("source", "https://known.example@other.example/") == ""


def test_an_address_in_another_script_is_written_as_the_web_writes_it() -> None:
    assert link("source", "https://пример.example/ü") == (
        "[source](<https://xn--e1afmkfd.example/%C3%BC>)"
    )


def test_an_address_that_is_too_long_is_left_out() -> None:
    assert link("source", "https://example.org/" + "x" * 600) == ""
