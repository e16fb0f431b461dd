from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.phrases.answers import reply_to
from bot.phrases.buttons import buttons
from bot.reply import (
    Act,
    Card,
    Line,
    Listed,
    Reply,
    Section,
    ShownQuote,
    ShownResponse,
)
from bot.slack.render import render
from bot.slack.views import render_home, render_modal
from bot.slack.widgets import read_action
from knowledge.records import Records
from tests.bot.shown import an_answer
from tests.bot.slack.replies import REPLIES
from tests.fakes.slack_blocks import (
    elements_of,
    texts_of,
    wrong_with_message,
    wrong_with_mrkdwn,
    wrong_with_view,
)

DENIED = "drones-violate-resolution-2231"
ID = "0123456789abcdef"

whatever = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(reply: Reply) -> str:
    """Return all that a person reads of a message."""
    return "\n".join(texts_of(render(reply)["blocks"]))


def a_quote(words: str = "It cost 9 million.", **fields: object) -> ShownQuote:
    filled = {"remark": "quoted by the source", "place": "paragraph 3", "source": "“Roof row”"}
    return ShownQuote(words, **{**filled, "source_id": "roof", **fields})  # type: ignore[arg-type]


def a_card(**fields: object) -> Card:
    filled: dict[str, object] = {
        "id": "roof-cost",
        "title": "The roof cost 9 million.",
        "lines": (Line("Said by", "Jane Roe (mayor)"),),
        "quotes": (a_quote(),),
        "responses": (ShownResponse("Denied by John Doe", (a_quote("That is false"),)),),
    }
    return Card(**{**filled, **fields})  # type: ignore[arg-type]


@whatever
@given(REPLIES)
def test_whatever_a_reply_says_slack_takes_it(reply: Reply) -> None:
    assert wrong_with_message(render(reply)) == []


@whatever
@given(REPLIES)
def test_whatever_a_reply_says_it_fits_a_window_and_the_home_tab(reply: Reply) -> None:
    assert wrong_with_view(render_modal(reply, remembers="{}")) == []
    assert wrong_with_view(render_home(reply)) == []


@whatever
@given(REPLIES)
def test_whatever_a_reply_says_nothing_of_it_is_markup(reply: Reply) -> None:
    message = render(reply)
    assert not list(wrong_with_mrkdwn(message["text"]))
    kinds = {element.get("type") for element in elements_of(message["blocks"])}
    assert not kinds & {"mrkdwn", "user", "channel", "usergroup", "broadcast", "emoji", "team"}
    json.dumps(message).encode()


@whatever
@given(REPLIES)
def test_whatever_a_reply_says_its_first_claim_is_shown(reply: Reply) -> None:
    claims = len(reply.cards)
    none = f"… {claims} more claim{'s are' if claims > 1 else ' is'} not shown here"
    assert not claims or none not in read(replace(reply, choices=()))


@whatever
@given(REPLIES)
def test_every_widget_says_what_it_is_for(reply: Reply) -> None:
    for element in elements_of(render(reply)["blocks"]):
        if element.get("type") in ("button", "static_select"):
            option = element.get("options", [None])[0]
            pressed = read_action({**element, "selected_option": option} if option else element)
            assert pressed is not None
            assert pressed.reply == reply.id


def test_the_headline_alone_stands_in_the_notification(shipped: Records) -> None:
    reply = reply_to(an_answer(shipped, (DENIED,)))
    assert reply is not None
    assert render(reply)["text"] == reply.headline


def test_every_word_of_a_claim_and_its_denial_is_shown(shipped: Records) -> None:
    reply = reply_to(an_answer(shipped, (DENIED,)))
    assert reply is not None
    shown = read(reply)
    for quote in (*reply.cards[0].quotes, *(q for r in reply.cards[0].responses for q in r.quotes)):
        assert quote.words in shown
    assert "Denied by Amir Saeid Iravani" in shown
    assert "paragraph 12" in shown
    assert "Knowledge version 0123456789ab" in shown


def test_quoted_words_stand_in_quotation_marks_beside_a_rail() -> None:
    blocks = render(Reply("Headline", cards=(a_card(),)))["blocks"]
    rails = [e for e in elements_of(blocks) if e.get("type") == "rich_text_quote"]
    assert "".join(texts_of(rails[0])).startswith("“It cost 9 million.”")
    assert len(rails) == 2


def test_a_quote_links_to_its_source_and_says_where_the_link_leads() -> None:
    quote = a_quote(url="https://example.org/roof")
    blocks = render(Reply("Headline", cards=(a_card(quotes=(quote,)),)))["blocks"]
    links = [e for e in elements_of(blocks) if e.get("type") == "link"]
    assert links == [{"type": "link", "url": "https://example.org/roof", "text": "example.org"}]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_only_addresses_of_the_web_are_linked(address: str) -> None:
    card = a_card(quotes=(a_quote(url=address),))
    blocks = render(Reply("Headline", cards=(card,)))["blocks"]
    assert not [e for e in elements_of(blocks) if e.get("type") == "link"]


def test_a_claim_is_never_shown_without_what_answers_it() -> None:
    cards = tuple(
        a_card(id=f"c{n}", title=f"Claim {n}. {'so ' * 150}", quotes=(a_quote("word " * 200),) * 9)
        for n in range(10)
    )
    shown = read(Reply("Headline", cards=cards))
    titles, denials = shown.count(". so so"), shown.count("Denied by John Doe")
    assert titles == denials
    assert 0 < titles < 10
    assert f"… {10 - titles} more claims are not shown here" in shown


def test_what_is_cut_is_cut_with_a_mark() -> None:
    shown = read(Reply("so " * 2_000, cards=(a_card(quotes=(a_quote("word " * 1_000),)),)))
    assert "so so …" in shown
    assert "word word …" in shown


def test_quotes_without_room_are_counted() -> None:
    shown = read(Reply("Headline", cards=(a_card(quotes=(a_quote("word " * 180),) * 30),)))
    assert "more quotes are not shown here" in shown
    assert "Denied by John Doe" in shown


def test_a_choice_can_be_picked_beside_its_words() -> None:
    choices = (Listed("a", "The roof cost 9 million.", "By Jane Roe"), Listed("b", "It leaks."))
    blocks = render(Reply("Did you mean one of these?", choices=choices, id=ID))["blocks"]
    first, second = (block for block in blocks if block["type"] == "section")
    assert first["text"]["text"] == "1. The roof cost 9 million.\nBy Jane Roe"
    assert (first["accessory"]["action_id"], first["accessory"]["value"]) == (
        "gainsay:choose:choice0",
        f"{ID}:0",
    )
    assert second["accessory"]["value"] == f"{ID}:1"


def test_buttons_menu_and_feedback_come_back_as_what_they_are() -> None:
    reply = Reply(
        "Headline",
        id=ID,
        buttons=buttons(Act.SOURCES, Act.SHARE),
        menu=(Listed("a", "One"), Listed("b", "Two", "By Jane Roe")),
        takes_feedback=True,
    )
    blocks = render(reply)["blocks"]
    found = [e for e in elements_of(blocks) if e.get("type") == "button"]
    assert [(p.act, p.number) for p in map(read_action, found) if p] == [
        (Act.SOURCES, 0),
        (Act.SHARE, 0),
    ]
    (menu,) = [e for e in elements_of(blocks) if e.get("type") == "static_select"]
    chosen = read_action({**menu, "selected_option": menu["options"][1]})
    assert chosen is not None
    assert (chosen.act, chosen.number) == (Act.SHOW, 1)
    (feedback,) = [e for e in elements_of(blocks) if e.get("type") == "feedback_buttons"]
    for button, act in (("positive_button", Act.HELPFUL), ("negative_button", Act.NOT_THIS)):
        action = {"action_id": feedback["action_id"], "value": feedback[button]["value"]}
        pressed = read_action(action)
        assert pressed is not None
        assert (pressed.act, pressed.reply) == (act, ID)


def test_a_reply_without_an_id_has_nothing_to_press() -> None:
    reply = Reply(
        "Headline", buttons=buttons(Act.WHY), menu=(Listed("a", "One"),), takes_feedback=True
    )
    kinds = {block["type"] for block in render(reply)["blocks"]}
    assert kinds == {"rich_text"}


def test_a_window_asks_for_no_opinion_because_it_cannot() -> None:
    reply = Reply("Headline", id=ID, takes_feedback=True)
    assert "context_actions" in {block["type"] for block in render(reply)["blocks"]}
    assert "context_actions" not in {block["type"] for block in render_modal(reply)["blocks"]}


def test_a_denial_looks_like_a_confirmation() -> None:
    def blocks(sentence: str) -> str:
        card = a_card(responses=(ShownResponse(sentence),))
        return json.dumps(render(Reply("Headline", cards=(card,)))["blocks"])

    assert blocks("Denied by A").replace("Denied", "Confirmed") == blocks("Confirmed by A")


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"action_id": "gainsay:why:0", "value": ""},
        {"action_id": "gainsay:why:0", "value": f"{ID}:x"},
        {"action_id": "gainsay:why:0", "value": f"{ID}:٣"},
        {"action_id": "gainsay:nothing:0", "value": f"{ID}:0"},
        {"action_id": "other:why:0", "value": f"{ID}:0"},
        {"action_id": "gainsay:feedback", "value": "x:y:z"},
    ],
)
def test_what_is_no_widget_of_ours_is_not_read_as_one(action: dict[str, str]) -> None:
    assert read_action(action) is None


def test_lists_go_on_with_the_right_number() -> None:
    listed = tuple(Listed(str(n), f"Claim {n}. {'so ' * 60}") for n in range(1, 41))
    blocks = render(Reply("Headline", sections=(Section("Claims", listed=listed),)))["blocks"]
    lists = [e for e in elements_of(blocks) if e.get("type") == "rich_text_list"]
    number = 1
    for each in lists:
        assert each.get("offset", 0) == number - 1
        for entry in each["elements"]:
            assert next(iter(texts_of(entry))).startswith(f"Claim {number}.")
            number += 1


def test_a_private_reply_is_rendered_like_a_public_one() -> None:
    reply = Reply("Headline", cards=(a_card(),), id=ID)
    assert render(reply) == render(replace(reply, is_private=True))


def test_an_editor_is_shown_as_slack_calls_them_and_anything_else_as_it_stands() -> None:
    lines = [Line("By", "U012AB, on Friday", person="U012AB"), Line("By", "nina", person="nina")]
    shown = json.dumps(render(Reply("History", sections=(Section("", tuple(lines)),))))
    assert '{"type": "user", "user_id": "U012AB"}, {"type": "text", "text": ", on Friday"}' in shown
    assert '"text": "nina"' in shown
