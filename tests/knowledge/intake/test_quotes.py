from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import QuoteError
from knowledge.intake.quotes import place_quote
from knowledge.intake.tables import Table
from knowledge.model import Quote, Source
from knowledge.vocabulary import Mode
from tests.builders import a_source
from tests.knowledge.intake.pack_files import ARTICLE, PackFiles

TWICE = "It cost 9 million, Roe said. It cost 9 million, Doe wrote."


def placed(exact: str, source: Source | None = None, **around: str | int) -> Quote:
    source = source or a_source(text=ARTICLE)
    return place_quote(Table("claim roof-cost", {"exact": exact, **around}), source, Mode.MIXED)


def refusal(exact: str, source: Source | None = None, **around: str | int) -> str:
    with pytest.raises(QuoteError) as raised:
        placed(exact, source, **around)
    assert (raised.value.record, raised.value.field) == ("claim roof-cost", "quotes")
    return raised.value.why


@given(st.data())
def test_words_that_stand_once_are_found_where_they_stand(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(ARTICLE) - 1))
    end = data.draw(st.integers(start + 1, len(ARTICLE)))
    exact = ARTICLE[start:end]
    if exact.strip() and ARTICLE.find(exact, ARTICLE.find(exact) + 1) < 0:
        quote = placed(exact)
        assert (quote.start, quote.end, quote.exact) == (start, end, exact)


def test_words_that_are_not_there_are_refused_with_the_nearest_that_are() -> None:
    assert refusal("the roof  had cost 9 million euros") == (
        "“the roof  had cost 9 million euros” does not stand in courier-roof;"
        " the source has “…ne Roe said the roof had cost 9 million …”"
        " where the quote has “…the roof  had cost 9 million …”"
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"That figure is false," said John Doe', "false,”"),
        ("Mayor Jane Roe said the roof costs 9 million euros", "the roof had"),
        ("Mayor Jane Roe said the roof had cost 9 million euros, Radio Exampel reported.", "ample"),
    ],
)
def test_the_source_s_own_words_are_shown_where_a_quote_begins_to_differ(
    typed: str, shown: str
) -> None:
    assert shown in refusal(typed)


def test_words_that_are_nowhere_near_the_source_are_to_be_copied_from_it() -> None:
    assert refusal("zzz").endswith("does not stand in courier-roof; copy the words from the source")


def test_a_long_quote_that_is_not_there_is_shown_cut_with_a_mark() -> None:
    why = refusal("Nobody ever said so. " * 50)
    assert " …” does not stand in" in why
    assert len(why) < 300


def test_words_that_stand_twice_need_a_prefix_or_a_suffix() -> None:
    assert refusal("It cost 9 million", a_source(text=TWICE)) == (
        "“It cost 9 million” stands in courier-roof 2 times; add a prefix or a suffix"
    )


@pytest.mark.parametrize(
    ("around", "start"),
    [
        ({"suffix": ", Roe"}, 0),
        ({"suffix": ", Doe"}, 29),
        ({"prefix": "said. "}, 29),
        ({"prefix": ". ", "suffix": ", D"}, 29),
    ],
)
def test_prefix_and_suffix_tell_which_of_two_is_meant(around: dict[str, str], start: int) -> None:
    quote = placed("It cost 9 million", a_source(text=TWICE), **around)
    assert (quote.start, quote.exact) == (start, "It cost 9 million")


def test_a_prefix_that_makes_it_no_clearer_is_not_enough() -> None:
    assert "2 times" in refusal("9 million", a_source(text=TWICE), prefix="cost ")


@pytest.mark.parametrize("around", [{"prefix": "wrote. "}, {"suffix": " Doe"}])
def test_a_prefix_or_suffix_that_is_not_there_is_said_apart(around: dict[str, str]) -> None:
    assert refusal("It cost 9 million", a_source(text=TWICE), **around).endswith(
        "stands in courier-roof, but not with that prefix and suffix"
    )


def test_places_that_overlap_are_counted_too() -> None:
    assert "2 times" in refusal("ana", a_source(text="banana"))


@pytest.mark.parametrize("exact", ["", " \n"])
def test_a_quote_has_words(exact: str) -> None:
    assert refusal(exact) == "is empty; copy the words from the source"


def test_page_furniture_is_refused_with_the_record_that_quotes_it(pack: PackFiles) -> None:
    pack.change("claims.toml", "the roof had cost 9 million euros", "Post a Comment")
    (problem,) = pack.problems()
    assert problem == (
        "claims.toml: claim roof-cost, field 'quotes': “Post a Comment” stands in the page's"
        " furniture (boilerplate), which nobody said; remove it"
    )


def test_a_mode_on_a_quote_overrides_the_claim_s(pack: PackFiles) -> None:
    pack.change(
        "claims.toml", "euros\"]", 'euros", { exact = "It leaks", mode = "direct" }]'
    )  # fmt: skip
    (claim,) = pack.read().records.claims
    assert [quote.mode for quote in claim.quotes] == [Mode.INDIRECT, Mode.DIRECT]


def test_with_two_sources_a_quote_has_to_name_its_own(pack: PackFiles) -> None:
    source = (pack.folder / "sources.toml").read_text().replace("courier-roof", "courier-again")
    pack.write("again.toml", source)
    problems = pack.problems()
    assert len(problems) == 2
    assert all("field 'source'" in problem for problem in problems)
    pack.change("claims.toml", "[[claim]]", '[[claim]]\nsource = "courier-roof"')
    pack.change(
        "responses.toml",
        "[[response]]\n",
        '[[response]]\nsource = "courier-again"\n',
    )
    records = pack.read().records
    assert records.claims[0].quotes[0].source.id == "courier-roof"
    assert records.responses[0].quotes[0].source.id == "courier-again"


def test_a_quote_that_is_not_in_a_book_is_refused_at_once() -> None:
    book = a_source(text="The quick brown fox jumps over the lazy dog. " * 100_000)
    began = time.monotonic()
    refusal("The quick brown fox jumped over the lazy dog.", book)
    assert time.monotonic() - began < 2


@given(st.data())
def test_any_words_are_found_where_their_number_says(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TWICE) - 1))
    end = data.draw(st.integers(start + 1, len(TWICE)))
    source = a_source("twice", text=TWICE)
    quote = placed(TWICE[start:end], source, start=start)
    assert (quote.start, quote.end) == (start, end)


@pytest.mark.parametrize("start", [-31, -1, 1, 30, 58, 10**30])
def test_a_number_at_which_the_words_do_not_begin_is_refused(start: int) -> None:
    source = a_source("twice", text=TWICE)
    why = refusal("It cost 9 million", source, start=start)
    assert why == "“It cost 9 million” stands in twice, but not at that start"


def test_a_number_and_words_around_that_are_elsewhere_are_refused() -> None:
    source = a_source("twice", text=TWICE)
    assert placed("It cost", source, start=29, prefix="said. ").start == 29
    assert "not at that start" in refusal("It cost", source, start=29, prefix="wrote. ")
