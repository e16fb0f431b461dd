from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.preview.discord_text import read_line, read_text
from tests.bot.preview.elements import SIGNS, attributes_of, elements_of


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("*italic*", "<em>italic</em>"),
        ("_italic_", "<em>italic</em>"),
        ("__under__", "<u>under</u>"),
        ("~~struck~~", "<s>struck</s>"),
        ("||hidden||", '<span class="spoiler">hidden</span>'),
        ("`**code**`", "<code>**code**</code>"),
        ("```\na\n```", "<pre>a</pre>"),
        ("**bold *and italic***", "<strong>bold <em>and italic</em></strong>"),
    ],
)
def test_marks_of_discord_are_drawn(text: str, html: str) -> None:
    assert read_line(text) == html


@pytest.mark.parametrize("text", ["2 * 3 * 4", "snake_case_name", "a|b", "**", "[no](link)"])
def test_signs_that_discord_does_not_read_are_drawn_as_they_are(text: str) -> None:
    assert read_line(text) == text


def test_a_sign_behind_a_backslash_is_only_a_sign() -> None:
    assert read_line(r"\*a\* \_b\_ \<@1> \`c\` \\") == "*a* _b_ &lt;@1&gt; `c` \\"


def test_a_masked_link_shows_its_words_and_leads_nowhere() -> None:
    html = read_line(r"[the *page* \] of it](https://e.org/a_(b))")
    assert html == '<a title="https://e.org/a_(b)">the <em>page</em> ] of it</a>'


@pytest.mark.parametrize("text", ["https://e.org/a", "<https://e.org/a>"])
def test_an_address_is_a_link(text: str) -> None:
    assert read_line(text) == '<a title="https://e.org/a">https://e.org/a</a>'


@pytest.mark.parametrize(
    "text", ["@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "<t:1:R>", "</a:1>"]
)
def test_what_calls_somebody_or_stands_for_another_thing_is_marked(text: str) -> None:
    assert 'class="mention"' in read_line(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One", "<h1>One</h1>"),
        ("### Three", "<h3>Three</h3>"),
        ("-# small", '<div class="small">small</div>'),
        ("> a\n> b", '<blockquote><div class="lines">a<br>b</div></blockquote>'),
        (">>> a\nb", '<blockquote><div class="lines">a<br>b</div></blockquote>'),
    ],
)
def test_lines_of_a_kind_are_drawn(text: str, html: str) -> None:
    assert read_text(text) == html


def test_a_list_shows_its_items_and_how_deep_they_are() -> None:
    html = read_text("- a\n  - b\n2. c")
    assert html.count("<li") == 3
    assert 'class="depth1"' in html
    assert '<span class="marker">2.</span>' in html


@pytest.mark.parametrize("text", [r"\# a", r"\- a", r"\> a", r"1\. a", "#a", "-a", ">a", "# "])
def test_a_line_whose_sign_is_escaped_or_not_followed_by_words_is_a_plain_line(text: str) -> None:
    assert elements_of(read_text(text)) == {"div"}


def test_marks_may_span_lines() -> None:
    assert "<strong>a<br>b</strong>" in read_text("**a\nb**")


def test_a_heading_in_code_is_code() -> None:
    assert read_text("```\n# a\n```") == '<div class="lines"><pre># a</pre></div>'


@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_whatever_the_text_only_our_own_elements_are_made(text: str) -> None:
    html = read_text(text)
    assert elements_of(html) <= {
        *("strong", "em", "u", "s", "code", "pre", "a", "span", "blockquote", "br"),
        *("div", "h1", "h2", "h3", "ul", "li"),
    }
    assert attributes_of(html) <= {"class", "title"}
