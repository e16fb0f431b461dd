"""How much of a reply fits into a message? Claims before quotes, and what is left out is said.

A claim is never shown without what answers it: either both are there, or neither. Only then
come the quotes, as many as there is room for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.phrases.wording import count
from bot.reply import Card, Line, Listed, Section, ShownQuote
from bot.slack.escaping import cut, plain
from bot.slack.rich import Piece, entry, line, link, quote, words

# Of one claim all that matters must fit, whatever it says: its title, its lines, what answers it.
TITLE, LABEL, VALUE, SENTENCE = 500, 60, 360, 300
LINES, RESPONSES = 9, 12
WORDS, REMARK, SOURCE = 1_100, 200, 300
LOOKED_UP, ENTRY, ENTRY_REMARK = 1_000, 500, 300
_OMISSION = 80
"""Room for the line that says what is left out."""


@dataclass(slots=True)
class Room:
    """Counts how many characters are left."""

    left: int

    def takes(self, pieces: Sequence[Piece], *, keeping: int = _OMISSION) -> bool:
        """Take the room that `pieces` need if `keeping` is left after them; say whether."""
        needed = sum(piece.size + 1 for piece in pieces)  # and its line end
        if needed + keeping > self.left:
            return False
        self.left -= needed
        return True


@dataclass(slots=True)
class _Slot:
    """What is shown at one place of a card: something said, and quotes below it."""

    said: tuple[Piece, ...]
    quotes: tuple[ShownQuote, ...]
    more: tuple[Piece, ...] = ()
    shown: list[Piece] = field(default_factory=list)


def omitted(left: int, thing: str) -> Piece:
    """Return the line that says what is not there."""
    more = count(left, f"more {thing}")
    return line(words(f"… {more} {'is' if left == 1 else 'are'} not shown here", _OMISSION))


def fit_card(card: Card, title: str, room: Room) -> list[list[Piece]] | None:
    """Return the card under `title`, which may be ""; None if there is no room for it.

    The first list is what was claimed, each other one is what answers it.
    """
    slots = list(_slots(card, title))
    # A line for each slot may have to say which quotes are missing.
    lines_kept = _OMISSION * (len(slots) + 1)
    needed = [piece for slot in slots for piece in (*slot.said, *slot.more)]
    if not room.takes(needed, keeping=lines_kept):
        return None
    names_source = len({quote.source_id for slot in slots for quote in slot.quotes}) > 1
    for slot in slots:
        for number, shown in enumerate(slot.quotes):
            piece = _quote(shown, names_source=names_source)
            if not room.takes([piece], keeping=lines_kept):
                slot.shown.append(omitted(len(slot.quotes) - number, "quote"))
                room.left -= _OMISSION
                lines_kept -= _OMISSION
                break
            slot.shown.append(piece)
    return [[*slot.said, *slot.shown, *slot.more] for slot in slots]


def fit_section(section: Section, room: Room) -> list[Piece] | None:
    """Return as much of the section as there is room for; None if that is nothing."""
    # The empty line above sets it off from what came before.
    head = [line(words(f"\n{section.title}", TITLE, bold=True))] if section.title else []
    if not room.takes(head, keeping=3 * _OMISSION):
        return None
    lines = (labelled(each, LOOKED_UP) for each in section.lines)
    entries = (listed(number, each) for number, each in enumerate(section.listed, 1))
    return [
        *head,
        *_as_many(lines, len(section.lines), "line", room, keeping=2 * _OMISSION),
        *_as_many(entries, len(section.listed), "record", room, keeping=_OMISSION),
    ]


def labelled(each: Line, most: int) -> Piece:
    """Return a line with what it is about, its text cut to `most`."""
    address = link(each.url) if each.url else None
    return line(
        words(f"{each.label}: ", LABEL, bold=True),
        words(each.text, most),
        words(" · ", 3) if address else None,
        address,
    )


def listed(number: int, each: Listed) -> Piece:
    """Return an entry of a list, and below it what is to be known at once."""
    remark = words(f"\n{each.remark}", ENTRY_REMARK, italic=True) if each.remark else None
    return entry(number, words(each.text, ENTRY), remark)


def _as_many(
    pieces: Iterable[Piece], total: int, thing: str, room: Room, *, keeping: int
) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if not room.takes([piece], keeping=keeping + _OMISSION):
            room.left -= _OMISSION
            yield omitted(total - number, thing)
            return
        yield piece


def _slots(card: Card, title: str) -> Iterator[_Slot]:
    said = [line(words(title, TITLE, bold=True))] if title else []
    said += [labelled(each, VALUE) for each in card.lines[:LINES]]
    if left := len(card.lines) - LINES:
        said += [omitted(left, "line")] if left > 0 else []
    yield _Slot(tuple(said), card.quotes, _more(card.more))
    for response in card.responses[:RESPONSES]:
        sentence = line(words(response.sentence, SENTENCE, bold=True))
        yield _Slot((sentence,), response.quotes, _more(response.more))
    if (left := len(card.responses) - RESPONSES) > 0:
        yield _Slot((omitted(left, "response"),), ())


def _more(more: str) -> tuple[Piece, ...]:
    return (line(words(more, REMARK)),) if more else ()


def _quote(shown: ShownQuote, *, names_source: bool) -> Piece:
    """Return the words in quotation marks beside a rail, and below them where they stand."""
    of = f" of {shown.source}" if names_source else ""
    stands = f"\n— {shown.remark}, {shown.place}"
    address = link(shown.url) if shown.url else None
    return quote(
        words(f"“{cut(plain(shown.words), WORDS)}”", WORDS + 2, italic=True),
        words(stands, REMARK),
        words(of, SOURCE) if of else None,
        words(" · ", 3) if address else None,
        address,
    )
