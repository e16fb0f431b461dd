"""Reply -> what a terminal shows. Colours say what a line is, never whether it is true."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.reply import Card, Line, Listed, Reply, Section, ShownQuote
from bot.safe import safe

_HEAD, _LABEL, _QUOTE, _ASIDE = "bold", "cyan", "italic", "dim"
_INDENT = 2


def render(reply: Reply) -> RenderableType:
    """Return the reply as something that rich can print. All text is escaped here, once."""
    parts: list[RenderableType] = [_text(reply.headline, _HEAD)]
    parts += [_text(note) for note in reply.notes]
    are_numbered = len(reply.cards) > 1
    for number, card in enumerate(reply.cards, 1):
        parts += ["", *_card(card, reply.headline, f"{number}. " if are_numbered else "")]
    if reply.choices:
        parts += ["", _listed(reply.choices)]
    for section in reply.sections:
        parts += ["", *_section(section)]
    if reply.footer:
        parts += ["", _text(reply.footer, _ASIDE)]
    return Group(*parts)


def _card(card: Card, headline: str, number: str) -> Iterable[RenderableType]:
    if card.title not in headline:
        yield _text(number + card.title, _HEAD)
    is_one_source = len({quote.source_id for quote in _quotes(card)}) == 1
    rows: list[tuple[str, Text]] = [(line.label, _line(line)) for line in card.lines]
    rows += [("Quote", _quote(quote, is_one_source)) for quote in card.quotes]
    rows += _more(card.more)
    for response in card.responses:
        rows.append(("Response", _text(response.sentence, _HEAD)))
        rows += [("", _quote(quote, is_one_source)) for quote in response.quotes]
        rows += _more(response.more)
    if card.why:
        rows.append(("Why this", _text(card.why, _ASIDE)))
    yield _rows(rows)


def _quotes(card: Card) -> Iterable[ShownQuote]:
    yield from card.quotes
    for response in card.responses:
        yield from response.quotes


def _quote(quote: ShownQuote, is_one_source: bool) -> Text:
    """Return the words in quotation marks, and below them where they stand."""
    words = Text(f"“{safe(quote.words)}”", _QUOTE)
    # The chain has named the card's only source already.
    place = quote.place if is_one_source else f"{quote.place} of {quote.source}"
    address = f" · {quote.url}" if quote.url else ""
    return words.append_text(_text(f"\n{quote.remark}, {place}{address}", f"not italic {_ASIDE}"))


def _line(line: Line) -> Text:
    text = _text(line.text)
    return text.append_text(_text(f" · {line.url}", _ASIDE)) if line.url else text


def _more(more: str) -> list[tuple[str, Text]]:
    return [("", _text(more, _ASIDE))] if more else []


def _section(section: Section) -> Iterable[RenderableType]:
    if section.title:
        yield _text(section.title, _HEAD)
    if section.lines:
        yield _rows((line.label, _line(line)) for line in section.lines)
    if section.listed:
        yield _listed(section.listed)


def _listed(listed: Iterable[Listed]) -> RenderableType:
    rows = []
    for number, record in enumerate(listed, 1):
        text = _text(record.text)
        if record.remark:
            text.append_text(_text(f"\n{record.remark}", _ASIDE))
        rows.append((f"{number}.", text))
    return _rows(rows)


def _rows(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=_LABEL, no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(_text(label), text)
    return Padding(table, (0, 0, 0, _INDENT))


def _text(text: str, style: str = "") -> Text:
    return Text(safe(text), style)
