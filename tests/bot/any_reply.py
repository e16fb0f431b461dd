"""Any reply that there could be: for rules of renderers that must hold whatever it says."""

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
Text = st.SearchStrategy[str]


def some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of them, and now and then many."""
    few = st.lists(strategy, max_size=3)
    many = st.builds(lambda one, times: [one] * times, strategy, st.sampled_from([12, 45, 110]))
    return st.one_of(few, few, few, many).map(tuple)


def any_reply(texts: Text, urls: st.SearchStrategy[str | None]) -> st.SearchStrategy[Reply]:
    """Replies that say `texts` and lead to `urls`, wherever a reply says or leads anywhere."""
    quotes = st.builds(
        ShownQuote,
        words=texts,
        remark=texts,
        place=texts,
        source=texts,
        source_id=st.sampled_from(["one", "two"]),
        is_cut=st.booleans(),
        url=urls,
    )
    lines = st.builds(Line, texts, texts, urls)
    listed = st.builds(Listed, texts, texts, texts)
    responses = st.builds(ShownResponse, texts, some(quotes), texts)
    cards = st.builds(
        Card,
        id=texts,
        title=texts,
        lines=some(lines),
        quotes=some(quotes),
        responses=some(responses),
        why=texts,
        more=texts,
    )
    return st.builds(
        Reply,
        headline=texts,
        notes=some(texts),
        cards=some(cards),
        choices=some(listed),
        sections=some(st.builds(Section, texts, some(lines), some(listed))),
        footer=texts,
        id=st.sampled_from(["", "0123456789abcdef"]),
        buttons=some(st.builds(Button, st.sampled_from(Act), texts, st.integers(0, 200))),
        menu=some(listed),
        is_private=st.booleans(),
        takes_feedback=st.booleans(),
    )
