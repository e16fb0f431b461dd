"""One claim as a block of text that keeps within a number of characters.

What must not be missing is who said it, each stance, and a link to what is quoted: if there
is little room the quotes become shorter, then fewer, each time with a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.discord.escaping import cut_to, escaped, escaped_line, link
from bot.discord.limits import TEXT_CHARACTERS, width
from bot.phrases.wording import count
from bot.reply import Card, Line, ShownQuote, ShownResponse
from bot.safe import safe_line


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much of a card is shown: lengths of texts, and how many quotes of each statement."""

    quote_characters: int
    line_characters: int
    quotes: int


_DETAILS = (
    _Detail(TEXT_CHARACTERS, TEXT_CHARACTERS, 100),
    _Detail(700, 400, 100),
    _Detail(400, 300, 100),
    _Detail(250, 300, 8),
    _Detail(160, 300, 4),
    _Detail(110, 240, 2),
    _Detail(110, 160, 1),
    _Detail(70, 110, 1),
)
_FEWEST = _Detail(60, 60, 0)


def card_text(card: Card, most: int, *, headline: str, number: int | None = None) -> str:
    """Return `card` as markdown, at most `most` wide; "" if there is nothing to say.

    A title that the headline holds already is left out.
    """
    for detail in _DETAILS:
        text = _joined(filter(None, _lines(card, detail, headline, number)), most)
        if text is not None:
            return text
    return _bare(card, most, headline, number)


def _bare(card: Card, most: int, headline: str, number: int | None) -> str:
    """Return the claim and all that answers it, or that it is not shown if there is no room.

    Who said it comes before what else there is, and no claim stands without its responses.
    """
    title = _title(card, _FEWEST, headline, number)
    answers = "\n".join(_sentence(response, _FEWEST) for response in card.responses)
    room = most - sum(width(part) + 1 for part in (title, answers) if part)
    if room < 0:
        return left_out(1, "more claims")
    lines = [labelled(line, _FEWEST.line_characters) for line in card.lines]
    shown = fit_lines(lines, len(lines), room, "more lines")
    if width(shown) > room:
        shown = ""
    return "\n".join(part for part in (title, shown, answers) if part)


def fit_lines(lines: Iterable[str], total: int, most: int, what: str) -> str:
    """Return as many of `total` lines as fit into `most`, and how many are left out.

    Of the lines no more are looked at than that takes.
    """
    kept: list[str] = []
    used = -1
    for line in lines:
        if used + 1 + width(line) > most:
            break
        kept.append(line)
        used += 1 + width(line)
    else:
        return "\n".join(kept)
    while kept and used + 1 + width(left_out(total - len(kept), what)) > most:
        used -= 1 + width(kept.pop())
    return "\n".join([*kept, left_out(total - len(kept), what)])


def left_out(number: int, what: str) -> str:
    """Return the mark for things that are not shown: "… 3 more claims are not shown here."."""
    verb = "is" if number == 1 else "are"
    what = what.removesuffix("s") if number == 1 else what
    return f"-# … {number:,} {what} {verb} not shown here."


def labelled(line: Line, most: int = TEXT_CHARACTERS) -> str:
    """Return "**label** text" on one line."""
    label = escaped(cut_to(safe_line(line.label), most))
    text = escaped(cut_to(safe_line(line.text), most))
    said = " ".join(part for part in (f"**{label}**" if label else "", text) if part)
    return " · ".join(part for part in (said, link("link", line.url)) if part)


def bold(text: str) -> str:
    """Return escaped `text` in bold letters; nothing stays nothing."""
    return f"**{text}**" if text else ""


def _lines(card: Card, detail: _Detail, headline: str, number: int | None) -> Iterator[str]:
    yield _title(card, detail, headline, number)
    yield from (labelled(line, detail.line_characters) for line in card.lines)
    places_alone = len({quote.source_id for quote in _quotes(card)}) == 1
    yield from _shown(card.quotes, detail, places_alone, card.more)
    for response in card.responses:
        yield _sentence(response, detail)
        yield from _shown(response.quotes, detail, places_alone, response.more)


def _title(card: Card, detail: _Detail, headline: str, number: int | None) -> str:
    if card.title in headline:
        return ""
    mark = f"{number}. " if number is not None else ""
    return bold(escaped(mark + cut_to(safe_line(card.title), detail.line_characters)))


def _sentence(response: ShownResponse, detail: _Detail) -> str:
    return bold(escaped(cut_to(safe_line(response.sentence), detail.line_characters)))


def _joined(lines: Iterable[str], most: int) -> str | None:
    """Return the lines as one text; None as soon as they do not fit into `most`."""
    kept: list[str] = []
    room = most + 1
    for line in lines:
        room -= width(line) + 1
        if room < 0:
            return None
        kept.append(line)
    return "\n".join(kept)


def _quotes(card: Card) -> Iterable[ShownQuote]:
    yield from card.quotes
    for response in card.responses:
        yield from response.quotes


def _shown(
    quotes: Sequence[ShownQuote], detail: _Detail, places_alone: bool, more: str
) -> Iterator[str]:
    for quote in quotes[: detail.quotes]:
        yield _quote(quote, detail, places_alone)
    if len(quotes) > detail.quotes:
        yield left_out(len(quotes) - detail.quotes, "more quotes")
    if more:
        yield f"-# {escaped_line(cut_to(safe_line(more), detail.line_characters))}"


def _quote(quote: ShownQuote, detail: _Detail, places_alone: bool) -> str:
    """Return the words as a block quote, and below them how and where they stand."""
    words = cut_to(quote.words, detail.quote_characters)
    shown = "\n".join(f"> {line}" for line in escaped(f"“{words}”").split("\n"))
    remark = safe_line(quote.remark)
    if words != quote.words and not quote.is_cut:
        remark += f", shortened here from {count(len(quote.words), 'character')}"
    # The card's only source was named in its lines already.
    place = quote.place if places_alone else f"{quote.place} of {quote.source}"
    where = cut_to(f"{remark}, {safe_line(place)}", detail.line_characters)
    parts = [escaped_line(where), link("source", quote.url)]
    return f"{shown}\n-# {' · '.join(part for part in parts if part)}"
