"""A reply as Discord shows it: what is marked as quoted, what is small print, what is pressed."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings

from bot.discord.bodies import layout_body, plain_body
from bot.discord.limits import every_component
from bot.gallery import gallery
from bot.reply import Act, Button, Card, Line, Listed, Reply, ShownQuote, ShownResponse
from tests.bot.discord.arbitrary import replies
from tests.bot.discord.conftest import SNAPSHOTS
from tests.bot.discord.markdown import read

QUOTE = ShownQuote(
    "it had *never* sent\ntwo lines", "quoted by the source", "paragraph 9", "a letter", "letter"
)
REPLY = Reply(
    "Claim by A: it sent 9. Denied by B.",
    notes=("Read “Kirbi” as Kirby.",),
    cards=(
        Card(
            "claim",
            "It sent nine.",
            (Line("Said by", "A (Minister)"), Line("Hedge", "“may”")),
            (QUOTE,),
            (ShownResponse("Denied by B for C", (QUOTE,)),),
            "names A",
        ),
    ),
    footer="Knowledge version 0123456789ab",
    id="0123456789abcdef",
    buttons=(Button(Act.WHY, "Why this?"), Button(Act.SHARE, "Share")),
)


def _texts(reply: Reply) -> list[str]:
    components = layout_body(reply)["components"]
    return [c["content"] for c in every_component(components) if "content" in c]


def test_the_headline_is_the_first_text() -> None:
    assert _texts(REPLY)[0].startswith("**Claim by A\\: it sent 9. Denied by B.**\n")
    assert plain_body(REPLY)["embeds"][0]["description"].startswith("**Claim by A\\: it sent 9.")


def test_the_claims_words_are_marked_as_quoted_and_its_place_is_small_print() -> None:
    card = _texts(REPLY)[1]
    assert "> “it had \\*never\\* sent\n> two lines”\n-# quoted by the source, paragraph 9" in card


def test_who_said_it_the_hedge_and_the_response_have_lines_of_their_own() -> None:
    card = _texts(REPLY)[1].split("\n")
    assert "**Said by** A \\(Minister\\)" in card
    assert "**Hedge** “may”" in card
    assert "**Denied by B for C**" in card


def test_the_footer_is_small_print_and_the_reasons_wait_for_their_button() -> None:
    assert _texts(REPLY)[-1] == "-# Knowledge version 0123456789ab"
    assert "names A" not in json.dumps(layout_body(REPLY))


def test_the_source_is_named_where_the_card_has_several() -> None:
    other = ShownQuote("x", "retold", "paragraph 1", "another letter", "other")
    card = Card("id", "t", (), (QUOTE, other), ())
    text = _texts(Reply("H", cards=(card,)))[1]
    assert "paragraph 9 of a letter" in text
    assert "paragraph 1 of another letter" in text


def test_no_colour_means_anything() -> None:
    components = layout_body(REPLY)["components"]
    assert {c["accent_color"] for c in every_component(components) if c["type"] == 17} == {None}
    assert {c["style"] for c in every_component(components) if c["type"] == 2} == {2}
    assert "color" not in plain_body(REPLY)["embeds"][0]


def test_a_button_says_what_it_does_to_which_reply() -> None:
    ids = [c.get("custom_id") for c in every_component(layout_body(REPLY)["components"])]
    assert "gainsay:why:0123456789abcdef:0" in ids
    assert "gainsay:share:0123456789abcdef:0" in ids


def test_each_choice_has_its_button_beside_it() -> None:
    choices = (Listed("a", "It sent nine.", "By A"), Listed("b", "It sent ten.", "By B"))
    reply = Reply("Did you mean?", choices=choices, id="0123456789abcdef")
    sections = [c for c in every_component(layout_body(reply)["components"]) if c["type"] == 9]
    assert [s["components"][0]["content"] for s in sections] == [
        "**1.** It sent nine.\n-# By A",
        "**2.** It sent ten.\n-# By B",
    ]
    assert [s["accessory"]["custom_id"] for s in sections] == [
        "gainsay:choose:0123456789abcdef:0",
        "gainsay:choose:0123456789abcdef:1",
    ]


def test_a_menu_is_a_select_whose_values_are_numbers() -> None:
    menu = (Listed("a", "It sent nine.", "By A"),)
    reply = Reply("Claims", menu=menu, id="0123456789abcdef")
    (select,) = (c for c in every_component(layout_body(reply)["components"]) if c["type"] == 3)
    assert select["custom_id"] == "gainsay:show:0123456789abcdef:0"
    (option,) = select["options"]
    assert (option["label"], option["value"], option["description"]) == (
        "It sent nine.",
        "0",
        "By A",
    )


def test_nobody_is_ever_mentioned() -> None:
    for body in (layout_body(REPLY), plain_body(REPLY)):
        assert body["allowed_mentions"] == {"parse": []}


_OURS = frozenset({"bold", "quote", "subtext", "link"})


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(replies)
def test_the_only_markup_of_any_reply_is_ours(reply: Reply) -> None:
    for text in _texts(reply):
        assert set(read(text).markup) <= _OURS


def test_snapshots_of_everything_that_the_bot_can_say(
    same_as_json: Callable[[str, object], None],
) -> None:
    kept = {file.stem.rsplit(".", 1)[0] for file in SNAPSHOTS.glob("*.json")}
    assert kept <= set(gallery()), "there are snapshots of what the bot no longer says"
    for name, reply in gallery().items():
        same_as_json(f"{name}.layout", layout_body(reply))
        same_as_json(f"{name}.embed", plain_body(reply))
