"""Any reply that can be made, for rules that hold whatever it says."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.bot.any_reply import any_reply

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
REPLIES = any_reply(TEXTS, URLS)
