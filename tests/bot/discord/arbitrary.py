"""Any reply that there could be: for tests that must hold for all of them."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from bot.reply import (
    Act,
    Button,
    Card,
    Line,
    Listed,
    Reply,
    Section,
    ShownQuote,
    ShownResponse,
)

T = TypeVar("T")

_MARKUP = st.sampled_from(
    "** __ ~~ || ` ``` # ## > >>> -# - + 1. 12. <@1> <@&1> <#1> @everyone @here <t:1:R> :smile: "
    "<:x:123> <a:x:123> [a](http://b.example) <https://c.example> https://d.example \\ \\* \n "
    "\u202e \x00 \ud800 \u2028 ¯\\_(ツ)_/¯ </a:1> <id:home> discord://x 👩‍👩‍👧 é é".split(" ")
)
texts = st.lists(
    st.one_of(_MARKUP, st.text(max_size=12), st.just(" "), st.just("word ")), max_size=12
).map("".join)
long_texts = st.one_of(
    texts,
    st.builds(lambda text, times: text * times, texts, st.integers(1, 40)),
    st.sampled_from(["x" * 9_000, "*" * 5_000, "word " * 2_000, "\n" * 3_000, "😀" * 4_000, " "]),
)
urls = st.one_of(
    st.none(),
    texts,
    st.sampled_from(
        [
            "https://example.org/a_(b)?c=*d*&e=1",
            "http://example.org/" + "x" * 600,
            "javascript:alert(1)",
            "https://known.example@other.example/",
            "https://пример.example/ü",
        ]
    ),
)


def some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of them, and now and then many."""
    few = st.lists(strategy, max_size=3)
    many = st.builds(lambda one, times: [one] * times, strategy, st.sampled_from([12, 45]))
    return st.one_of(few, few, few, many).map(tuple)


lines = st.builds(Line, long_texts, long_texts)
quotes = st.builds(
    ShownQuote,
    words=long_texts,
    remark=texts,
    place=texts,
    source=long_texts,
    source_id=st.sampled_from(["one", "two"]),
    is_cut=st.booleans(),
    url=urls,
)
cards = st.builds(
    Card,
    id=st.just("claim"),
    title=long_texts,
    lines=some(lines),
    quotes=some(quotes),
    responses=some(st.builds(ShownResponse, long_texts, some(quotes))),
    why=texts,
)
listed = st.builds(Listed, st.just("id"), long_texts, long_texts)
buttons = st.builds(Button, st.sampled_from(Act), texts, st.integers(0, 30))
replies = st.builds(
    Reply,
    headline=long_texts,
    notes=some(long_texts),
    cards=some(cards),
    choices=some(listed),
    sections=some(st.builds(Section, long_texts, some(lines), some(listed))),
    footer=long_texts,
    id=st.sampled_from(["", "0123456789abcdef"]),
    buttons=some(buttons),
    menu=some(listed),
    is_private=st.booleans(),
    takes_feedback=st.booleans(),
)
