"""Why was this shown, and where exactly do its words stand? What is behind the buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.phrases.answers import version
from bot.phrases.cards import said_by
from bot.phrases.places import source_name, sources_of
from bot.phrases.stances import quoted_responses
from bot.phrases.wording import count, listed, lower_first, marked
from bot.reply import Line, Reply, Section
from knowledge.answer import Match
from knowledge.model import Claim, Quote, Source, Speaker
from knowledge.text import words

CHOSEN = "You chose this claim from a list."
_CONFIDENCE = "The confidence is how probable it is, from 0 to 1, that this is the claim meant."


def why_reply(claims: Sequence[Claim], why: Mapping[str, str], knowledge_version: str) -> Reply:
    """Return the reasons for which each claim was shown; `why` has them by claim."""
    if len(claims) == 1:
        headline = f"Why this claim was shown: {why[claims[0].id]}"
    else:
        headline = f"Why these {len(claims):,} claims were shown."
    sections = tuple(Section(c.text, (Line("Because", why[c.id]),)) for c in claims)
    notes = () if set(why.values()) <= {CHOSEN} else (_CONFIDENCE,)
    at = version(knowledge_version)
    return Reply(headline, notes, sections=sections, footer=at, is_private=True)


def because(reply: Reply, reason: str) -> Reply:
    """Return the reply with another reason for showing its claims; "" for none."""
    return replace(reply, cards=tuple(replace(card, why=reason) for card in reply.cards))


def sources_of_claims_reply(
    matches: Sequence[Match], speakers: Mapping[str, Speaker], knowledge_version: str
) -> Reply:
    """Return every quote of the claims and of their responses, to the letter, with its place."""
    parts = [part for match in matches for part in _parts(match, speakers)]
    quotes = [quote for _, part in parts for quote in part]
    sources = sources_of(quotes)
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    named = listed(said_by(match.claim, speakers) for match in matches)
    claims = "the claim" if len(matches) == 1 else f"the {len(matches):,} claims"
    stored = count(len(sources), "stored source")
    return Reply(
        f"Sources of {claims} by {named}: {count(len(quotes), 'quote')} from {stored}.",
        (_AROUND,),
        sections=(
            *(_source(source, numbers) for source in sources),
            *(Section(title, tuple(_lines(part, numbers))) for title, part in parts),
        ),
        footer=version(knowledge_version),
        is_private=True,
    )


_AROUND = "“Before” and “after” are the words around a quote in its paragraph; no part of it."


def _parts(
    match: Match, speakers: Mapping[str, Speaker]
) -> Iterable[tuple[str, tuple[Quote, ...]]]:
    yield f"Claim: {match.claim.text}", match.claim.quotes
    for sentence, quotes in quoted_responses(match.responses, match.claim.id, speakers):
        yield f"Response: {sentence}", quotes


def _source(source: Source, numbers: Mapping[str, int]) -> Section:
    number = f" {numbers[source.id]}" if len(numbers) > 1 else ""
    lines = [Line("Address", source.url)] if source.url else []
    lines += [Line("Stored as", source.id), Line("SHA-256", source.sha256)]
    return Section(f"Source{number}: {source_name(source)}", tuple(lines))


def _lines(quotes: Iterable[Quote], numbers: Mapping[str, int]) -> Iterable[Line]:
    for quote in quotes:
        place = f"Paragraph {quote.paragraph}"
        if len(numbers) > 1:
            place = f"Source {numbers[quote.source.id]}, {lower_first(place)}"
        yield Line(place, marked(quote.exact))
        before, after = _around(quote)
        if before:
            yield Line("Before", before)
        if after:
            yield Line("After", after)


def _around(quote: Quote) -> tuple[str, str]:
    """Return the words before and after a quote in its paragraph, marked where they are cut."""
    *lines, before = quote.prefix.split("\n")
    after, *others = quote.suffix.split("\n")
    is_begun = bool(lines) or len(before) == quote.start
    is_over = bool(others) or quote.end + len(after) == len(quote.source.text)
    return (
        "" if not words(before) else f"{'' if is_begun else '… '}{before.strip()}",
        "" if not words(after) else f"{after.strip()}{'' if is_over else ' …'}",
    )
