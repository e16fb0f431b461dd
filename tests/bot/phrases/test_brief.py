from __future__ import annotations

import pytest

from bot.phrases.brief import SEE_SOURCES, brief
from bot.reply import Card, Reply, ShownQuote, ShownResponse


def a_card(quotes: int = 3) -> Card:
    shown = tuple(
        ShownQuote(f"words {n}", "quoted", "paragraph 1", "a", "a") for n in range(quotes)
    )
    responses = (ShownResponse("Denied by A", shown), ShownResponse("Confirmed by B"))
    return Card("roof", "The roof leaks.", (), shown, responses)


@pytest.mark.parametrize(("cards", "most"), [(1, 2), (2, 1), (3, 1), (4, 0), (10, 0)])
def test_the_more_claims_are_shown_the_fewer_quotes_of_each(cards: int, most: int) -> None:
    for card in brief(Reply("2 claims", cards=(a_card(),) * cards)).cards:
        assert len(card.quotes) == most
        assert [len(response.quotes) for response in card.responses] == [most, 0]


def test_no_claim_and_no_response_is_left_out_or_changed() -> None:
    for cards in range(1, 12):
        reply = Reply("2 claims", cards=(a_card(),) * cards)
        shown = brief(reply)
        for card in shown.cards:
            assert (card.id, card.title, card.lines) == ("roof", "The roof leaks.", ())
            assert [r.sentence for r in card.responses] == ["Denied by A", "Confirmed by B"]


def test_what_is_left_out_is_counted_under_what_it_belongs_to() -> None:
    (card,) = brief(Reply("a claim", cards=(a_card(quotes=3),))).cards
    assert card.more == "… 1 more quote: press Sources"
    assert [response.more for response in card.responses] == ["… 1 more quote: press Sources", ""]


def test_of_many_claims_it_is_said_once_where_the_quotes_are() -> None:
    shown = brief(Reply("4 claims", notes=("A note.",), cards=(a_card(),) * 4))
    assert shown.notes == ("A note.", SEE_SOURCES)
    assert all(card.more == "" for card in shown.cards)


def test_a_short_answer_stays_as_it_is() -> None:
    reply = Reply("a claim", cards=(a_card(quotes=2),))
    assert brief(reply) == reply
    assert brief(Reply("nothing")) == Reply("nothing")
