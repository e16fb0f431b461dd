from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.phrases.answers import reply_to
from bot.phrases.places import QUOTE_CHARACTERS, shown_quotes, source_name
from tests.bot.shown import an_answer, plain
from tests.builders import COST, a_claim, a_quote, a_source, some_records


def test_a_source_is_called_by_what_it_says_of_itself() -> None:
    source = a_source(
        title="Roof row",
        byline="A. Writer",
        publisher="Example Courier",
        published_on=date(2024, 5, 1),
    )
    assert source_name(source) == "“Roof row”, by A. Writer, Example Courier, 1 May 2024"


def test_what_a_source_does_not_say_is_named_not_guessed() -> None:
    said = source_name(a_source(byline="A. Writer"))
    assert said == "a document by A. Writer (no title, publisher or date given)"


def test_a_source_of_which_nothing_is_known_says_that() -> None:
    said = source_name(a_source())
    assert said == "a document (no title, byline, publisher or date given)"


def test_a_quote_is_shown_to_the_letter_with_its_paragraph() -> None:
    (shown,) = shown_quotes([a_quote()])
    assert shown.words == COST
    assert shown.place == "paragraph 2"
    assert not shown.is_cut


@given(st.text(alphabet="ab \n“”.", min_size=1, max_size=3 * QUOTE_CHARACTERS))
def test_a_quote_is_whole_or_marked_as_shortened(words: str) -> None:
    quote = a_quote(words, a_source(text=f"It says: {words} end"))
    (shown,) = shown_quotes([quote])
    if shown.is_cut:
        assert len(shown.words) <= QUOTE_CHARACTERS
        assert words.startswith(shown.words.removesuffix(" …"))
        assert shown.words.endswith(" …")
        assert "shortened" in shown.remark
    else:
        assert shown.words == words


def test_a_very_long_quote_reads_like_this(same_as_snapshot: Callable[[str, str], None]) -> None:
    source = a_source(text="It leaks and leaks and leaks. " * 60, url="https://example.org/roof")
    claim = a_claim(quotes=(a_quote(source.text.strip(), source),))
    records = some_records(claims=[claim])
    same_as_snapshot("long-quote", plain(reply_to(an_answer(records, [claim.id]))))


def test_a_claim_from_two_sources_names_both_at_each_quote(
    same_as_snapshot: Callable[[str, str], None],
) -> None:
    radio = a_source("radio", f"On air: {COST}.", publisher="Radio Example", title="Evening news")
    claim = a_claim(quotes=(a_quote(), a_quote(COST, radio)))
    records = some_records(claims=[claim])
    same_as_snapshot("two-sources", plain(reply_to(an_answer(records, [claim.id]))))
