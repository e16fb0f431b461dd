from __future__ import annotations

from typing import Any

import pytest

from bot.preview.discord_page import discord_page, discord_window
from bot.preview.page import page
from bot.preview.slack_page import put_back, slack_page, taken_out
from tests.bot.preview.elements import attributes_of, elements_of, text_of

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def window(*components: dict[str, Any], title: str = "Edit") -> str:
    sent = {"title": title, "components": list(components)}
    return discord_window(sent, css="", theme="dark")


def discord(*components: dict[str, Any], flags: int = 0, **message: Any) -> str:
    sent = {"flags": flags, "components": list(components), **message}
    return discord_page(sent, css="", theme="dark")


def slack(text: str = "", blocks: str = "", *, is_private: bool = False) -> str:
    return slack_page(blocks, text, css="", theme="light", is_private=is_private)


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    html = page("", css="", theme="light")
    assert "default-src &#x27;none&#x27;" in html
    assert "script" not in elements_of(html)


def test_a_page_says_which_ground_it_is_on() -> None:
    assert 'data-theme="dark"' in page("", css="", theme="dark")


@pytest.mark.parametrize(
    "html",
    [
        slack(HOSTILE),
        discord(content=HOSTILE),
        discord({"type": 10, "content": HOSTILE}),
        discord({"type": 2, "label": HOSTILE, "emoji": {"name": HOSTILE}}),
        discord({"type": 3, "placeholder": HOSTILE}),
        discord({"type": 99, "content": HOSTILE}),
        window(
            {
                "type": 18,
                "label": HOSTILE,
                "description": HOSTILE,
                "component": {"type": 4, "value": HOSTILE},
            },
            {"type": 18, "label": "x", "component": {"type": 4, "placeholder": HOSTILE}},
            title=HOSTILE,
        ),
        discord(
            embeds=[
                {
                    "author": {"name": HOSTILE},
                    "title": HOSTILE,
                    "description": HOSTILE,
                    "fields": [{"name": HOSTILE, "value": HOSTILE}],
                    "footer": {"text": HOSTILE},
                }
            ]
        ),
    ],
)
def test_whatever_a_payload_holds_is_shown_and_not_obeyed(html: str) -> None:
    assert not elements_of(html) & {"script", "img"}
    assert not {name for name in attributes_of(html) if name.startswith("on")}


def test_every_text_of_blocks_is_read_by_us_and_put_back_in_its_place() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "*a*"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*b*"}]},
    ]
    without, texts = taken_out(blocks)
    assert texts == ["*a*", "<strong>b</strong>"]
    markup = f"<h3>{without[0]['text']['text']}</h3><p>{without[1]['fields'][0]['text']}</p>"
    assert put_back(markup, texts) == "<h3>*a*</h3><p><strong>b</strong></p>"


def test_rich_text_is_left_to_what_draws_the_blocks() -> None:
    rich = {"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}
    assert taken_out([rich]) == ([rich], [])


def test_a_place_that_a_payload_made_up_shows_nothing() -> None:
    assert put_back("a \ue0007\ue001 b", []) == "a  b"


def test_a_message_without_blocks_shows_its_text() -> None:
    assert "<strong>a</strong>" in slack("*a*")
    assert "*a*" not in slack("*a*", blocks="<p>b</p>")


def test_what_only_one_person_sees_says_so() -> None:
    assert "Only visible to you" in slack(is_private=True)
    assert "Only visible to you" not in slack()
    assert "Only you can see this" in discord(flags=1 << 6)
    assert "Only you can see this" not in discord()


def test_every_component_that_a_reply_may_have_is_drawn() -> None:
    html = discord(
        {
            "type": 17,
            "accent_color": 0x2F4858,
            "components": [
                {"type": 10, "content": "**claim**"},
                {"type": 14, "divider": True, "spacing": 2},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "beside"}],
                    "accessory": {"type": 2, "style": 5, "label": "source"},
                },
                {"type": 1, "components": [{"type": 2, "style": 1, "label": "Share"}]},
                {"type": 1, "components": [{"type": 3, "placeholder": "Which?", "options": []}]},
            ],
        }
    )
    assert "--bar:#2f4858" in html
    for shown in ("claim", "beside", "source", "Share", "Which?"):
        assert shown in text_of(html)
    assert "unknown" not in html


def test_a_window_shows_its_fields_and_which_of_them_are_needed() -> None:
    html = window(
        {
            "type": 18,
            "label": "Said by",
            "description": "Names",
            "component": {"type": 4, "style": 1, "value": "Jane Roe"},
        },
        {
            "type": 18,
            "label": "Said on",
            "component": {"type": 4, "placeholder": "2024-05-31", "required": False},
        },
        {"type": 18, "label": "Stance", "component": {"type": 3, "options": []}},
        title="Edit this claim",
    )
    shown = text_of(html)
    for text in ("Edit this claim", "Said by *", "Names", "Jane Roe", "2024-05-31", "Stance *"):
        assert text in shown
    assert "Said on *" not in shown
    assert "unknown" not in html


def test_a_component_that_is_not_drawn_is_seen_to_be_missing() -> None:
    assert "component of type 99" in text_of(discord({"type": 99}))


def test_a_menu_shows_what_is_chosen_in_it() -> None:
    options = [{"label": "one", "value": "0"}, {"label": "two", "value": "1", "default": True}]
    html = discord({"type": 3, "placeholder": "Which?", "options": options})
    assert "two" in text_of(html)
    assert "Which?" not in text_of(html)


def test_an_embed_shows_all_its_parts() -> None:
    fields = [{"name": "Said by", "value": "Jane Roe", "inline": True}]
    html = discord(
        embeds=[
            {
                "author": {"name": "author"},
                "title": "title",
                "url": "https://e.org",
                "description": "description",
                "fields": fields,
                "footer": {"text": "footer"},
                "color": 0,
            }
        ]
    )
    for shown in ("author", "title", "description", "Said by", "Jane Roe", "footer"):
        assert shown in text_of(html)
    assert "--bar:#000000" in html
