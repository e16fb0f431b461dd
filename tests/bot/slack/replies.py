"""Any reply that can be made, for rules that hold whatever it says."""

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

NASTY = (
    "<!channel>",
    "<@U0123ABCD>",
    "<#C0123ABCD|general>",
    "<https://evil.example|click>",
    "https://evil.example/path",
    "*bold* _italic_ ~struck~ `code` ```block```",
    "> quoted",
    "&lt;!here&gt; & <b>",
    ":tada: @channel #general",
    "paid \u202eton\u202c \x00\x1b[31m",
    "\ud800",
    "👩\u200d🚀" * 60,
    "word " * 300,
    "x" * 1_500,
    "",
    " \n\t ",
)
TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(NASTY))
URLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "https://example.org/a?b=c&d=e",
            "javascript:alert(1)",
            "http://[broken",
            "https://example.org/" + "x" * 4_000,
            "ftp://example.org",
            "https://example.org/<!channel>",
        ]
    ),
    TEXTS,
)
IDS = st.one_of(st.just(""), st.just("0123456789abcdef"), TEXTS)

_quotes = st.builds(
    ShownQuote, TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from("ab"), st.booleans(), URLS
)
_lines = st.builds(Line, TEXTS, TEXTS)
_listed = st.builds(Listed, TEXTS, TEXTS, TEXTS)


def _many(of: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """A few different ones, some of them many times."""
    few = st.lists(of, max_size=3)
    times = st.sampled_from([1, 1, 1, most])
    return st.builds(lambda some, n: tuple(some * n), few, times)


_responses = st.builds(ShownResponse, TEXTS, _many(_quotes, 30))
_cards = st.builds(
    Card, TEXTS, TEXTS, _many(_lines, 10), _many(_quotes, 30), _many(_responses, 10), TEXTS
)
_sections = st.builds(Section, TEXTS, _many(_lines, 40), _many(_listed, 100))
_buttons = st.builds(Button, st.sampled_from(Act), TEXTS, st.integers(0, 200))

REPLIES = st.builds(
    Reply,
    headline=TEXTS,
    notes=_many(TEXTS, 20),
    cards=_many(_cards, 20),
    choices=_many(_listed, 40),
    sections=_many(_sections, 40),
    footer=TEXTS,
    id=IDS,
    buttons=_many(_buttons, 20),
    menu=_many(_listed, 100),
    is_private=st.booleans(),
    takes_feedback=st.booleans(),
)
