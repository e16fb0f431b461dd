"""Any reply that there could be: for tests that must hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.bot.any_reply import any_reply

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

replies = any_reply(long_texts, urls)
