"""How is a source called, and a place in it? By what it says of itself, and what it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.phrases.wording import count, day, listed, marked, shortened
from bot.reply import ShownQuote
from knowledge.model import Quote, Source
from knowledge.vocabulary import Mode

QUOTE_CHARACTERS = 900

# Not "in the speaker's words": what an outlet is quoted with may retell what officials said.
_CARRIED: Mapping[Mode, str] = {
    Mode.DIRECT: "quoted by the source",
    Mode.INDIRECT: "retold by the source",
    Mode.MIXED: "partly quoted, partly retold by the source",
    Mode.NARRATION: "the source’s own words",
}


def source_name(source: Source) -> str:
    """Return what the source says it is, and what of that it does not say.

    Without a title it is "a document": whether it is an article or a letter is not recorded.
    """
    by = f"by {source.byline}" if source.byline else ""
    parts = [marked(source.title), by] if source.title else [f"a document {by}".strip()]
    parts.append(source.publisher or "")
    parts.append(day(source.published_on) if source.published_on else "")
    missing = [what for what in not_given(source) if what not in ("address", "licence")]
    silent = f" (no {listed(missing, 'or')} given)" if missing else ""
    return ", ".join(part for part in parts if part) + silent


def not_given(source: Source) -> list[str]:
    """Return what the source does not say of itself."""
    known = {
        "title": source.title,
        "byline": source.byline,
        "publisher": source.publisher,
        "date": source.published_on,
        "address": source.url,
        "licence": source.licence,
    }
    return [what for what, value in known.items() if not value]


def sources_of(quotes: Iterable[Quote]) -> tuple[Source, ...]:
    """Return the sources that are quoted, each once."""
    return tuple({quote.source.id: quote.source for quote in quotes}.values())


def source_names(quotes: Iterable[Quote]) -> str:
    """Return the names of the sources that are quoted, as a list."""
    return listed(source_name(source) for source in sources_of(quotes))


def shown_quotes(quotes: Iterable[Quote]) -> tuple[ShownQuote, ...]:
    """Return the quotes with their places; a very long one is cut, and says so."""
    return tuple(_shown(quote) for quote in quotes)


def _shown(quote: Quote) -> ShownQuote:
    words = shortened(quote.exact, QUOTE_CHARACTERS)
    remark = _CARRIED[quote.mode]
    is_cut = words != quote.exact
    if is_cut:
        remark += f", shortened here from {count(len(quote.exact), 'character')}"
    return ShownQuote(
        words=words,
        remark=remark,
        place=f"paragraph {quote.paragraph}",
        source=source_name(quote.source),
        source_id=quote.source.id,
        is_cut=is_cut,
        url=quote.source.url,
    )
