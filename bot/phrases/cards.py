"""The card: one claim, who said it and in which role, through whom, and what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.phrases.places import shown_quotes, source_names, sources_of
from bot.phrases.stances import shown_responses, with_role
from bot.phrases.wording import day, listed, listed_up_to, marked, shortened
from bot.reply import Card, Line
from knowledge.model import Claim, Response, Review, Speaker
from knowledge.vocabulary import Mode

_NAMES = 4
_REVIEWS = 2
_REVIEW_CHARACTERS = 300


def claim_card(
    claim: Claim,
    responses: Sequence[Response],
    speakers: Mapping[str, Speaker],
    *,
    reviews: Sequence[Review] = (),
    why: str = "",
    source: str = "",
) -> Card:
    """Return the card of `claim`; `responses` are those that answer it, and no others.

    `reviews` are lines among others: words of third parties, which change no standing.
    `source` is how its source is called there, if not by its full name.
    """
    return Card(
        id=claim.id,
        title=claim.text,
        lines=(
            *_lines(claim, speakers, source or source_names(claim.quotes)),
            *_reviews(reviews),
        ),
        quotes=shown_quotes(claim.quotes),
        responses=shown_responses(responses, claim.id, speakers),
        why=why,
    )


def said_by(claim: Claim, speakers: Mapping[str, Speaker]) -> str:
    """Return who made the claim, and who carried it: "John Kirby, via CBS News"."""
    via = carriers(claim, speakers)
    named = listed(speakers[said].name for said in claim.said_by)
    return f"{named}, via {listed(via)}" if via else named


def carriers(claim: Claim, speakers: Mapping[str, Speaker]) -> list[str]:
    """Return who carried the claim, without those who also made it."""
    return [speakers[via].name for via in claim.via if via not in claim.said_by]


def names_of(claims: Iterable[Claim], speakers: Mapping[str, Speaker]) -> str:
    """Return who made the claims: "John Kirby, Jane Roe, NBC News, Iran and 2 others"."""
    return listed_up_to((speakers[said].name for c in claims for said in c.said_by), _NAMES)


def _lines(claim: Claim, speakers: Mapping[str, Speaker], source: str) -> list[Line]:
    lines = [
        Line("Said by", listed(with_role(speakers[said]) for said in claim.said_by)),
        Line("Reached us", _chain(claim, speakers, source)),
    ]
    if claim.basis:
        lines.append(Line("Relies on", f"{marked(claim.basis)}, as the source puts it"))
    if claim.hedge:
        words = claim.hedge.split(" / ")
        lines.append(Line("Hedged with", listed(map(marked, words))))
    if when := _when(claim):
        lines.append(Line("When", when))
    if claim.said_in:
        lines.append(Line("Said in", claim.said_in))
    return lines


def _reviews(reviews: Sequence[Review]) -> Iterable[Line]:
    """Yield what third parties wrote of the claim, each in its own words; latest first."""
    for review in reviews[:_REVIEWS]:
        wrote = review.rating or shortened(review.text or "", _REVIEW_CHARACTERS)
        said = f"{review.publisher}: {marked(wrote)}" if wrote else review.publisher
        dated = f" ({day(review.reviewed_on)})" if review.reviewed_on else ""
        yield Line("Reviewed by", f"{said}{dated}", review.url)
    others = [review.publisher for review in reviews[_REVIEWS:]]
    if others:
        yield Line("Also reviewed by", listed_up_to(others, _NAMES))


def _chain(claim: Claim, speakers: Mapping[str, Speaker], source: str) -> str:
    """Return through whom the claim reached us: "John Kirby → CBS News → a document by …"."""
    if all(quote.mode is Mode.NARRATION for quote in claim.quotes):
        return f"said in the source’s own voice: {source}"
    named = listed(speakers[said].name for said in claim.said_by)
    return " → ".join([named, *carriers(claim, speakers), source])


def _when(claim: Claim) -> str:
    if claim.said_as_written and claim.said_on:
        return f"{marked(claim.said_as_written)}, which is {day(claim.said_on)}"
    if claim.said_as_written:
        dated = all(source.published_on for source in sources_of(claim.quotes))
        undated = "" if dated else " (the source gives no date)"
        return f"{marked(claim.said_as_written)}, as the source puts it{undated}"
    return day(claim.said_on) if claim.said_on else ""
