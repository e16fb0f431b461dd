from __future__ import annotations

import pytest

from bot.discord.cards import card_text, labelled
from bot.discord.limits import width
from bot.reply import Card, Line, ShownQuote, ShownResponse

SENTENCES = ("Denied by John Doe", "Not confirmed by Builders Ltd, says the source")
CARD = Card(
    "roof-cost",
    "The roof cost 9 million euros.",
    tuple(Line(f"Line {n}", "words " * 30) for n in range(9)),
    (ShownQuote("quoted " * 200, "quoted by the source", "paragraph 1", "a letter", "letter"),) * 5,
    tuple(
        ShownResponse(sentence, (ShownQuote("no " * 300, "retold", "paragraph 2", "b", "b"),))
        for sentence in SENTENCES
    ),
)


@pytest.mark.parametrize("most", [150, 200, 240, 300, 500, 1_000, 2_000, 4_000])
def test_however_little_room_there_is_a_claim_stands_with_all_that_answers_it(most: int) -> None:
    text = card_text(CARD, most, headline="2 claims")
    assert width(text) <= most
    assert CARD.title.rstrip(".") in text
    assert all(sentence in text for sentence in SENTENCES)


def test_where_there_is_no_room_for_its_responses_the_claim_is_not_shown_and_counted() -> None:
    text = card_text(CARD, 80, headline="2 claims")
    assert "roof" not in text
    assert "1 more claim is not shown here" in text


def test_a_person_and_a_role_are_shown_by_name_and_nothing_else_that_looks_like_one() -> None:
    for line, said in {
        Line("By", "42, on Friday", person="42"): r"**By** <@42>, on Friday",
        Line("Role", "42", group="42"): "**Role** <@&42>",
        Line("By", "Ann, on Friday", person="42"): "**By** Ann, on Friday",
        Line("By", "a@b", person="a@b"): r"**By** a\@b",
        Line("By", "42 <@7>", person="42"): r"**By** <@42> \<\@7\>",
    }.items():
        assert labelled(line) == said


def test_what_chat_leaves_out_is_said_below_the_quotes() -> None:
    response = ShownResponse("Denied by John Doe", more="… 5 more quotes: press Sources")
    text = card_text(Card("a", "", (), (), (response,)), 400, headline="a claim")
    assert text.endswith(r"5 more quotes\: press Sources")
