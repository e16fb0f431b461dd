"""Why was this shown, and where exactly do its words stand? What is behind the buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.phrases.answers import version
from bot.phrases.cards import names_of
from bot.phrases.places import source_name, sources_of
from bot.phrases.stances import quoted_responses
from bot.phrases.wording import count, listed, lower_first, marked
from bot.reply import Line, Reply, Section
from knowledge.answer import Match
from knowledge.model import Claim, Quote, Source, Speaker
from knowledge.text import words

CHOSEN = "You chose this claim from a list."
_CONFIDENCE = "The confidence is how probable it is, from 0 to 1, that this is the claim meant."


def why_reply(
    claims: Sequence[Claim],
    speakers: Mapping[str, Speaker],
    why: Mapping[str, str],
    knowledge_version: str,
) -> Reply:
    """Return the reasons for which each claim was shown; `why` has them by claim."""
    was = "was" if len(claims) == 1 else "were"
    headline = f"Why {_the(claims, speakers)} {was} shown."
    sections = tuple(Section(c.text, (Line("Reasons", why[c.id]),)) for c in claims)
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
    parts = [*_claims(matches), *_responses(matches, speakers)]
    quotes = [quote for _, part in parts for quote in part]
    sources = sources_of(quotes)
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    claims = _the([match.claim for match in matches], speakers)
    stored = count(len(sources), "stored source")
    return Reply(
        f"Sources of {claims}: {count(len(quotes), 'quote')} from {stored}.",
        (_AROUND,),
        sections=(
            *(_source(source, numbers) for source in sources),
            *(Section(title, tuple(_lines(part, numbers))) for title, part in parts),
        ),
        footer=version(knowledge_version),
        is_private=True,
    )


_AROUND = "Words outside “ ” stand around a quote in its paragraph, and are no part of it."
_Part = tuple[str, tuple[Quote, ...]]


def _the(claims: Sequence[Claim], speakers: Mapping[str, Speaker]) -> str:
    """Return "the claim by X" or "the 2 claims by X and Z"."""
    what = "the claim" if len(claims) == 1 else f"the {len(claims):,} claims"
    return f"{what} by {names_of(claims, speakers)}"


def _claims(matches: Sequence[Match]) -> Iterable[_Part]:
    for number, match in enumerate(matches, 1):
        which = f" {number}" if len(matches) > 1 else ""
        yield f"Claim{which}: {match.claim.text}", match.claim.quotes


def _responses(matches: Sequence[Match], speakers: Mapping[str, Speaker]) -> Iterable[_Part]:
    """Yield each response once, with which of the claims it answers."""
    answered: dict[_Part, list[str]] = {}
    for number, match in enumerate(matches, 1):
        for said in quoted_responses(match.responses, match.claim.id, speakers):
            answered.setdefault(said, []).append(str(number))
    for (sentence, quotes), numbers in answered.items():
        claims = "claim" if len(numbers) == 1 else "claims"
        to = f" to {claims} {listed(numbers)}" if len(matches) > 1 else ""
        yield f"Response{to}: {sentence}", quotes


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
        before, after = _around(quote)
        yield Line(place, f"{before}{marked(quote.exact)}{after}")


_AROUND_CHARACTERS = 60
# The source's own marks give way to those that are set around the quote; and words of the
# source beyond another mark are not shown, or they would look like part of a quote.
_MARKS = '“”„«»"'


def _around(quote: Quote) -> tuple[str, str]:
    """Return what stands before and after a quote in its paragraph, cut at words, marked."""
    text = quote.source.text
    before = text[: quote.start].rpartition("\n")[2].rstrip(_MARKS)
    after = text[quote.end :].partition("\n")[0].lstrip(_MARKS)
    kept_before = re.split(f"[{_MARKS}]", before)[-1]
    kept_after = re.split(f"[{_MARKS}]", after)[0]
    kept_before = _ending(kept_before, is_whole=kept_before == before)
    kept_after = _beginning(kept_after, is_whole=kept_after == after)
    return kept_before, kept_after


def _ending(text: str, *, is_whole: bool) -> str:
    """Return the last words of what stands before a quote, the space between included."""
    kept = text[-_AROUND_CHARACTERS:]
    if kept != text:
        kept, is_whole = kept.partition(" ")[2], False
    if not words(kept):
        return ""
    return kept.lstrip() if is_whole else f"… {kept.lstrip()}"


def _beginning(text: str, *, is_whole: bool) -> str:
    """Return the first words of what stands after a quote, the space between included."""
    kept = text[:_AROUND_CHARACTERS]
    if kept != text:
        kept, is_whole = kept.rpartition(" ")[0], False
    if not words(kept):
        return ""
    return kept.rstrip() if is_whole else f"{kept.rstrip()} …"
