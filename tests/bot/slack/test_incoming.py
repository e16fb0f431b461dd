from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.incoming import mentions, typed

ME = "U0GAINSAY"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@U0GAINSAY> who denied it?", "who denied it?"),
        ("<@U0GAINSAY>: who denied it?", "who denied it?"),
        ("who denied it, <@U0GAINSAY>?", "who denied it?"),
        ("<@U1ANN> <@U0GAINSAY> who denied it?", "who denied it?"),
        ("what did <@U1ANN> say?", "what did somebody say?"),
        ("what did <@U1ANN|ann> say?", "what did ann say?"),
        ("is it in <#C1|general>?", "is it in #general?"),
        ("is it in <#C1>?", "is it in a channel?"),
        ("<!here> who denied it?", "who denied it?"),
        ("<!subteam^S1|@desk> who denied it?", "desk who denied it?"),
        ("on <!date^1392734382^{date}|18 February 2014>", "on 18 February 2014"),
        ("see <https://example.org/a|the article>", "see the article"),
        ("see <https://example.org/a?b=1&amp;c=2>", "see https://example.org/a?b=1&c=2"),
        ("ask <mailto:ann@example.org|ann@example.org>", "ask ann@example.org"),
        ("is 3 &lt; 4 &amp;&amp; 5 &gt; 4?", "is 3 < 4 && 5 > 4?"),
        ("&lt;@U0GAINSAY&gt; is no mention", "<@U0GAINSAY> is no mention"),
        ("&amp;lt; was typed so", "&lt; was typed so"),
        ("&quot;typed&quot;", "&quot;typed&quot;"),
        ("did *Iran* _really_ say ~no~ `yes`?", "did Iran really say no yes?"),
        ("did *_Iran_* say so?", "did Iran say so?"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("```\nwho denied it?\n```", "who denied it?"),
        ("&gt; Iran sent missiles\nwho said that?", "Iran sent missiles\nwho said that?"),
        ("  who   denied\tit?  ", "who denied it?"),
        ("S/2022/908", "S/2022/908"),
        ("", ""),
    ],
)
def test_markup_is_undone(text: str, meant: str) -> None:
    assert typed(text, me=ME) == meant


@given(st.text())
def test_any_message_can_be_read(text: str) -> None:
    assert isinstance(typed(text, me=ME), str)


@given(st.text(alphabet="abcdefghij ÄÖÜ.,?!0123456789", max_size=200))
def test_words_without_markup_stay_as_they_are(text: str) -> None:
    assert typed(text, me=ME) == " ".join(text.split())


def test_a_mention_is_seen_wherever_it_stands() -> None:
    assert mentions("who denied it, <@U0GAINSAY>?", ME)
    assert mentions("<@U0GAINSAY|gainsay>", ME)
    assert not mentions("<@U1ANN> who denied it?", ME)
    assert not mentions("&lt;@U0GAINSAY&gt;", ME)
    assert not mentions("<@U1ANN>", "")
