from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview.slack_text import read_mrkdwn, read_text_object
from tests.bot.preview.elements import SIGNS, attributes_of, elements_of


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold*", "<strong>bold</strong>"),
        ("_italic_", "<em>italic</em>"),
        ("~struck~", "<s>struck</s>"),
        ("`*code* &amp;`", "<code>*code* &amp;</code>"),
        ("```a\nb```", "<pre>a<br>b</pre>"),
        ("*bold _and italic_*", "<strong>bold <em>and italic</em></strong>"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_marks_of_slack_are_drawn(text: str, html: str) -> None:
    assert read_mrkdwn(text) == html


@pytest.mark.parametrize(
    "text", ["a*b*c", "* not bold *", "2 * 3 * 4", "snake_case_name", "*a\nb*"]
)
def test_signs_that_slack_does_not_read_are_drawn_as_they_are(text: str) -> None:
    assert read_mrkdwn(text) == text.replace("\n", "<br>")


def test_the_three_escaped_signs_are_seen_as_signs() -> None:
    assert read_mrkdwn("a &lt;b&gt; &amp;amp;") == "a &lt;b&gt; &amp;amp;"


def test_a_link_shows_its_words_and_leads_nowhere() -> None:
    assert read_mrkdwn("<https://e.org/a|the *page*>") == (
        '<a title="https://e.org/a">the <strong>page</strong></a>'
    )


@pytest.mark.parametrize("text", ["https://e.org/a", "see www.e.org", "go to example.com now"])
def test_an_address_as_typed_is_drawn_as_the_link_that_slack_makes_of_it(text: str) -> None:
    assert "<a " in read_mrkdwn(text)
    assert "<a " not in read_mrkdwn(text, typed_counts=False)


@pytest.mark.parametrize("text", ["<@U1>", "<!here>", "<!subteam^S1|@all>", "@channel", "#general"])
def test_what_calls_somebody_is_marked(text: str) -> None:
    assert 'class="mention"' in read_mrkdwn(text)


@pytest.mark.parametrize("sign", [">", "&gt;"])
def test_a_line_behind_a_quoting_sign_is_a_quote(sign: str) -> None:
    html = read_mrkdwn(f"before\n{sign} *quoted*\nafter")
    assert html == "before<blockquote><strong>quoted</strong></blockquote>after"


def test_three_quoting_signs_quote_all_that_follows() -> None:
    assert read_mrkdwn(">>> a\nb") == "<blockquote>a<br>b</blockquote>"


def test_a_quoting_sign_in_code_quotes_nothing() -> None:
    assert read_mrkdwn("```\n> a\n```") == "<pre>&gt; a</pre>"


def test_in_plain_text_only_emojis_are_read() -> None:
    text = {"type": "plain_text", "text": "*a* &lt; <https://e.org> :wave:"}
    assert read_text_object(text) == (
        '*a* &amp;lt; &lt;https://e.org&gt; <span class="emoji">wave</span>'
    )
    assert read_text_object({**text, "text": ":wave:", "emoji": False}) == ":wave:"


def test_a_time_of_day_is_no_emoji() -> None:
    assert read_mrkdwn("10:30:20") == "10:30:20"


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_whatever_the_text_only_our_own_elements_are_made(text: str) -> None:
    html = read_mrkdwn(text)
    assert elements_of(html) <= {
        *("strong", "em", "s", "code", "pre", "a", "span", "blockquote", "br"),
    }
    assert attributes_of(html) <= {"class", "title"}
