"""What the forms of ClaimReview share: claimants, rating, days, and whether it can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.errors import UnusableError
from knowledge.intake.importing.fields_read import Fields
from knowledge.intake.importing.item import Claimant, ReviewPart
from knowledge.intake.importing.people import claimants_in
from knowledge.intake.importing.plain_fields import day_in, text_in

Node = Mapping[str, Any]


def rating_in(fields: Fields, ratings: Sequence[Node], node: Node) -> str | None:
    """Return the rating in its publisher's words; a bare number only with its scale."""
    for rating in ratings:
        words = fields.first(text_in, rating, "alternateName", "name", "description")
        if words:
            return words
    for rating in ratings:
        value, best, worst = (
            text_in(rating.get(f"{which}{end}"))
            for which, end in (("rating", "Value"), ("best", "Rating"), ("worst", "Rating"))
        )
        if value and best and worst:
            return f"{value} on a scale from {worst} to {best}"
        if value and not any(sign.isdigit() for sign in value):
            return value
        if value:
            fields.note("reviewRating", f"'{value}' has no scale, and no words; it says nothing")
    said = node.get("reviewRating")
    return text_in(said) if isinstance(said, str) else None


def claimants_among(
    fields: Fields, field: str, authors: Iterable[Any], reviewers: Iterable[str]
) -> tuple[Claimant, ...]:
    """Return who made the claim, but nobody who reviews it.

    Some sites fill their own name in as the claim's author: it would put what they
    dispute into their mouth.
    """
    own = {name.casefold() for name in reviewers}
    found = fields.each(field, claimants_in, authors)
    for one in found:
        if one.name.casefold() in own:
            fields.note(field, f"'{one.name}' is also who reviewed the claim; taken as nobody")
    return tuple(one for one in found if one.name.casefold() not in own)


def usable_reviews(fields: Fields, review: ReviewPart) -> tuple[ReviewPart, ...]:
    """Return the review if it says who reviewed and what, or where; else note why not."""
    if not review.publisher:
        fields.note("author", "is missing, and so is a web address; a review needs its publisher")
        return ()
    if not (review.rating or review.text or review.url):
        fields.note("reviewRating", "is missing, as are text and url; there is nothing to show")
        return ()
    return (review,)


def day_or_words(value: Any) -> tuple[date | None, str | None]:
    """Return the day, or what was written where it names no day."""
    try:
        return day_in(value), None
    except UnusableError:
        return None, text_in(value)
