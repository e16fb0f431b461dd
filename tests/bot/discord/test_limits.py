"""Whatever a reply holds, Discord takes it: no limit of either form is ever passed."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from bot.discord.bodies import layout_body, plain_body
from bot.discord.limits import every_component, width
from bot.reply import Act, Button, Card, Listed, Reply, Section, ShownQuote, ShownResponse
from tests.bot.discord.arbitrary import replies
from tests.fakes.discord_checks import wrong_with_message

_SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@_SLOW
@given(replies)
def test_a_layout_of_any_reply_is_inside_every_limit(reply: Reply) -> None:
    assert wrong_with_message(layout_body(reply)) == []


@_SLOW
@given(replies)
def test_an_embed_of_any_reply_is_inside_every_limit(reply: Reply) -> None:
    assert wrong_with_message(plain_body(reply)) == []


def _texts(body: dict[str, Any]) -> str:
    return "\n".join(c["content"] for c in every_component(body["components"]) if "content" in c)


def test_width_is_counted_as_discords_clients_do() -> None:
    assert width("añ😀") == 4


def test_claims_that_do_not_fit_are_counted_in_a_mark() -> None:
    cards = tuple(Card(str(n), f"Claim {n} " + "x" * 300, (), (), ()) for n in range(40))
    body = layout_body(Reply("Many", cards=cards))
    shown = _texts(body).count("**1") + _texts(body).count("**2")
    assert "more claims are not shown here" in _texts(body)
    assert shown
    assert sum(width(text) for text in _texts(body).split("\n")) <= 4_000


def _a_card(words: str, responses: int, url: str | None = None) -> Card:
    quote = ShownQuote(words, "quoted by the source", "paragraph 9", "a letter", "one", url=url)
    answers = tuple(ShownResponse(f"Denied by party {n}", (quote,)) for n in range(responses))
    return Card("id", "The claim", (), (quote,), answers)


def test_a_long_quote_is_cut_with_a_mark_and_keeps_its_link() -> None:
    card = _a_card("long words " * 900, 1, "https://example.org/letter")
    text = _texts(layout_body(Reply("Headline", cards=(card,))))
    assert text.count(" …”") == 2
    assert text.count("shortened here from 9,900 characters") == 2
    assert text.count("[source](<https://example.org/letter>)") == 2


def test_every_stance_is_shown_before_quotes_are() -> None:
    card = _a_card("long words " * 90, 20)
    text = _texts(layout_body(Reply("Headline", cards=(card,))))
    for number in range(20):
        assert f"Denied by party {number}" in text


def test_a_menu_that_is_too_long_says_so() -> None:
    menu = tuple(Listed(str(n), f"Claim {n}") for n in range(30))
    body = layout_body(Reply("Headline", id="0123456789abcdef", menu=menu))
    (select,) = (c for c in every_component(body["components"]) if c["type"] == 3)
    assert len(select["options"]) == 25
    assert "5 more" in select["placeholder"]


def test_a_list_that_is_too_long_says_so() -> None:
    listed = tuple(Listed(str(n), f"Claim {n} " + "word " * 20) for n in range(200))
    body = layout_body(Reply("Headline", sections=(Section("Claims", listed=listed),)))
    assert "more lines are not shown here" in _texts(body)


def test_two_buttons_that_do_the_same_are_one() -> None:
    buttons = (Button(Act.NOT_THIS, "Not what I asked"), Button(Act.WHY, "Why this?"))
    body = layout_body(
        Reply("Headline", id="0123456789abcdef", buttons=buttons, takes_feedback=True)
    )
    labels = [c["label"] for c in every_component(body["components"]) if c["type"] == 2]
    assert labels == ["Not what I asked", "Why this?", "Helpful"]


def test_a_reply_without_an_id_has_no_buttons() -> None:
    reply = Reply("H", choices=(Listed("a", "b"),), buttons=(Button(Act.WHY, "Why?"),))
    for body in (layout_body(reply), plain_body(reply)):
        assert not [c for c in every_component(body["components"]) if c["type"] in (2, 3)]
