"""How much is quoted in chat? What can be read at a glance; the button Sources has the rest.

A claim, who said it, and every response in its sentence always stand there; only quotes are
left out, and it is said how many.
"""

from __future__ import annotations

from dataclasses import replace

from bot.phrases.wording import count
from bot.reply import Card, Reply, ShownQuote, ShownResponse

_BY_CARDS = ((1, 2), (3, 1))
"""Up to so many cards, so many quotes are shown of each claim and of each response."""
SEE_SOURCES = "The quotes, and where they stand: press Sources."


def brief(reply: Reply) -> Reply:
    """Return the reply with no more quotes than can be read at a glance."""
    most = next((quotes for cards, quotes in _BY_CARDS if len(reply.cards) <= cards), 0)
    cards = tuple(_brief_card(card, most) for card in reply.cards)
    # A line under each of many claims would say the same over and over.
    notes = (*reply.notes, SEE_SOURCES) if cards and not most else reply.notes
    return replace(reply, cards=cards, notes=notes)


def _brief_card(card: Card, most: int) -> Card:
    responses = tuple(_brief_response(response, most) for response in card.responses)
    quotes, more = _kept(card.quotes, most)
    return replace(card, quotes=quotes, more=more, responses=responses)


def _brief_response(response: ShownResponse, most: int) -> ShownResponse:
    quotes, more = _kept(response.quotes, most)
    return replace(response, quotes=quotes, more=more)


def _kept(quotes: tuple[ShownQuote, ...], most: int) -> tuple[tuple[ShownQuote, ...], str]:
    left = len(quotes) - most
    if left <= 0 or not most:
        return quotes[:most], ""
    return quotes[:most], f"… {count(left, 'more quote')}: press Sources"
