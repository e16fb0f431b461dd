"""A reply as blocks of text that keep within a number of characters, and of blocks.

Both forms of a message are made of these. Room is shared fairly: what is short is shown
whole, and what that leaves is shared by the long ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from bot.discord.cards import bold, card_text, fit_lines, labelled, left_out
from bot.discord.escaping import NOTHING, cut_to, escaped
from bot.discord.limits import width
from bot.reply import Listed, Reply, Section
from bot.safe import safe_line

_HEADLINE_CHARACTERS = 900
_NOTES_CHARACTERS = 600
_NOTE_CHARACTERS = 450
_FOOTER_CHARACTERS = 200
_LEAST_OF_BLOCK = 240
"""Less room than this for a block is worth nothing: it is left out, with a mark."""
_BETWEEN_BLOCKS = 2
CHOICES = 10
_CHOICE_CHARACTERS = 300
_ROOM_FOR_CHOICES = 1_600
_MARKS = 120
"""Room for the lines that say what is left out."""

_Block = Callable[[int], str]
"""Returns a block of at most so many characters, or of any length if it is short."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A reply in markdown. `head` is the headline and the notes; `choices` are in order."""

    head: str
    parts: tuple[str, ...]
    choices: tuple[str, ...]
    footer: str


def in_blocks(reply: Reply, characters: int, most_parts: int) -> Blocks:
    """Return `reply` as blocks of at most `characters` together, with two between each.

    There are at most `most_parts` parts, the mark for those that are left out among them.
    """
    head = _head(reply)
    footer = cut_to(safe_line(reply.footer), _FOOTER_CHARACTERS)
    footer = f"-# {escaped(footer)}" if footer else ""
    room = characters - sum(width(text) + _BETWEEN_BLOCKS for text in (head, footer)) - _MARKS
    choices = _choices(reply.choices, min(_ROOM_FOR_CHOICES, room))
    room -= sum(width(text) + _BETWEEN_BLOCKS for text in choices)
    return Blocks(head, _parts(reply, room, most_parts), choices, footer)


def _head(reply: Reply) -> str:
    headline = escaped(cut_to(safe_line(reply.headline), _HEADLINE_CHARACTERS))
    notes = (escaped(cut_to(safe_line(note), _NOTE_CHARACTERS)) for note in reply.notes)
    shown = fit_lines(notes, len(reply.notes), _NOTES_CHARACTERS, "more notes").strip("\n")
    return "\n".join(part for part in (bold(headline or NOTHING), shown) if part)


def _choices(choices: Sequence[Listed], room: int) -> tuple[str, ...]:
    if not choices:
        return ()
    shown = choices[:CHOICES]
    each = min(_CHOICE_CHARACTERS, room // len(shown) - _BETWEEN_BLOCKS)
    texts = [_listed(choice, number, each) for number, choice in enumerate(shown, 1)]
    if left := len(choices) - len(shown):
        texts[-1] += f"\n{left_out(left, 'more claims')}"
    return tuple(texts)


def _parts(reply: Reply, room: int, most: int) -> tuple[str, ...]:
    are_numbered = len(reply.cards) > 1
    blocks: list[_Block] = [
        partial(card_text, card, headline=reply.headline, number=number if are_numbered else None)
        for number, card in enumerate(reply.cards, 1)
    ]
    blocks += [partial(_section, section) for section in reply.sections]
    kept = blocks[: max(room // _LEAST_OF_BLOCK, 0)]
    if len(blocks) > min(len(kept), most):
        kept = kept[: max(most - 1, 0)]
    texts = [text for text in _shared(kept, room) if text.strip()]
    if left := len(blocks) - len(kept):
        texts.append(left_out(left, "more claims" if reply.cards else "more parts"))
    return tuple(texts)


def _shared(blocks: Sequence[_Block], room: int) -> list[str]:
    """Return the blocks, the long ones of them with equal shares of what the short ones leave."""
    if not blocks:
        return []
    room -= _BETWEEN_BLOCKS * len(blocks)
    texts = [block(room) for block in blocks]
    widths = sorted(width(text) for text in texts)
    share = room
    for index, wide in enumerate(widths):
        share = room // (len(widths) - index)
        if wide > share:
            break
        room -= wide
    return [
        text if width(text) <= share else block(share)
        for block, text in zip(blocks, texts, strict=True)
    ]


def _section(section: Section, most: int) -> str:
    title = bold(escaped(cut_to(safe_line(section.title), most // 4)))
    each = most // 3
    lines = chain(
        (labelled(line, each // 2) for line in section.lines),
        (_listed(one, number, each) for number, one in enumerate(section.listed, 1)),
    )
    room = most - (width(title) + 1 if title else 0)
    shown = fit_lines(lines, len(section.lines) + len(section.listed), room, "more lines")
    return "\n".join(part for part in (title, shown) if part)


def _listed(listed: Listed, number: int, most: int) -> str:
    """Return a numbered record of at most `most` characters."""
    mark = f"**{number}.** "
    # Small print costs its mark and a new line.
    room = most - width(mark) - len("\n-# ")
    remark = cut_to(safe_line(listed.remark), room // 3)
    text = cut_to(safe_line(listed.text), room - width(escaped(remark))) or NOTHING
    return f"{mark}{escaped(text)}" + (f"\n-# {escaped(remark)}" if remark else "")
