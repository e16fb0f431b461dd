"""Reply -> Block Kit. All text is escaped here, once; no colour says whether it is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NotRequired, TypedDict

from bot.reply import Card, Reply
from bot.slack import limits
from bot.slack.escaping import cut, inert, size
from bot.slack.fitting import (
    ENTRY,
    ENTRY_REMARK,
    Room,
    fit_card,
    fit_section,
    omitted,
)
from bot.slack.rich import Block, Piece, call, line, packed, texts_of, words
from bot.slack.widgets import (
    BUTTONS,
    PLACEHOLDER,
    plain_text,
    render_buttons,
    render_choice,
    render_menu,
)

HEADLINE, NOTE, NOTES, FOOTER = 700, 300, 5, 200
CHOICES = 20
AIRY_PARTS = 12
MENU = 4_000
CALLED = 20
"""So many people are called; the others see what is said in the thread they are in."""
_WIDGETS = BUTTONS * limits.BUTTON_TEXT + PLACEHOLDER + 40
_RULE: Block = {"type": "divider"}


class Message(TypedDict):
    """What Slack is sent of a message, beside where it goes."""

    text: str
    blocks: NotRequired[list[Block]]


def render(reply: Reply) -> Message:
    """Return the reply as a message, within everything that Slack takes."""
    blocks = render_blocks(reply, limits.MESSAGE_BLOCKS, in_message=True)
    return {"text": render_text(reply), "blocks": blocks}


def calling(message: Message, people: Sequence[str]) -> Message:
    """Return the message with a call to these people: they hear of it, wherever they look."""
    blocks = message.get("blocks", [])
    if not people or not blocks or blocks[0]["type"] != "rich_text":
        return message
    first = {**blocks[0], "elements": [call(people[:CALLED]), *blocks[0]["elements"]]}
    return {**message, "blocks": [first, *blocks[1:]]}


def render_text(reply: Reply) -> str:
    """Return what stands in a notification, and is read out."""
    # Each sign may become five when it is escaped.
    return inert(cut(reply.headline, limits.MESSAGE_TEXT // 5)) or "Gainsay"


def render_blocks(reply: Reply, most: int, *, in_message: bool) -> list[Block]:
    """Return the reply as at most `most` blocks."""
    room = Room(limits.BLOCKS_TEXT - FOOTER - _WIDGETS)
    head = list(_head(reply))
    room.left -= sum(piece.size for piece in head)
    cards = list(_cards(reply, room))
    menu = render_menu(reply, min(MENU, room.left))
    room.left -= sum(size(text) for text in texts_of(menu))
    body = [*packed(head), *cards, *_choices(reply, room), *_sections(reply, room)]
    tail = [*_footer(reply), *menu, *render_buttons(reply, in_message=in_message)]
    free = most - len(tail)
    if len(body) > free:
        # What is said of the missing stands in for the last block that has no place.
        body = [*body[: free - 1], *packed([omitted(len(body) - free + 1, "part")])]
    return [*body, *tail]


def _head(reply: Reply) -> Iterator[Piece]:
    yield line(words(reply.headline, HEADLINE, bold=True))
    for note in reply.notes[:NOTES]:
        yield line(words(note, NOTE))
    if (left := len(reply.notes) - NOTES) > 0:
        yield omitted(left, "note")


def _cards(reply: Reply, room: Room) -> Iterator[Block]:
    are_numbered = len(reply.cards) > 1
    for place, card in enumerate(reply.cards):
        number = f"{place + 1}. " if are_numbered else ""
        parts = fit_card(card, _title(card, reply, number), room)
        if parts is None:
            yield from packed([omitted(len(reply.cards) - place, "claim")])
            return
        yield dict(_RULE)
        # Blocks have air between them; of many there would be no room for all.
        if len(reply.cards) * len(parts) <= AIRY_PARTS:
            for part in parts:
                yield from packed(part)
        else:
            yield from packed(piece for part in parts for piece in part)


def _title(card: Card, reply: Reply, number: str) -> str:
    return "" if card.title in reply.headline else f"{number}{card.title}"


def _choices(reply: Reply, room: Room) -> Iterator[Block]:
    for place, listed in enumerate(reply.choices):
        said = cut(listed.text, ENTRY)
        remark = f"\n{cut(listed.remark, ENTRY_REMARK)}" if listed.remark else ""
        text = f"{place + 1}. {said}{remark}"
        if place == CHOICES or not room.takes([line(words(text, limits.SECTION_TEXT))]):
            yield from packed([omitted(len(reply.choices) - place, "claim")])
            return
        yield render_choice(reply, place, listed, text=text)


def _sections(reply: Reply, room: Room) -> list[Block]:
    return packed(_section_pieces(reply, room))


def _section_pieces(reply: Reply, room: Room) -> Iterable[Piece]:
    for place, section in enumerate(reply.sections):
        pieces = fit_section(section, room)
        if pieces is None:
            yield omitted(len(reply.sections) - place, "part")
            return
        yield from pieces


def _footer(reply: Reply) -> Iterator[Block]:
    if reply.footer:
        yield {"type": "context", "elements": [plain_text(reply.footer, FOOTER)]}
