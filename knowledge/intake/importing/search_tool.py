"""A claim as the Google Fact Check Tools answer to `claims:search`, with its reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.errors import UnusableError
from knowledge.intake.importing.fields_read import Fields
from knowledge.intake.importing.item import Item, ReviewPart
from knowledge.intake.importing.plain_fields import (
    address_in,
    day_in,
    host_of,
    language_in,
    text_in,
)
from knowledge.intake.importing.review_fields import claimants_among, day_or_words, usable_reviews

Node = Mapping[str, Any]


def is_found_claim(node: Node) -> bool:
    """Whether `node` is a claim of such an answer."""
    return isinstance(node.get("claimReview"), list) and "text" in node


def found_claim(node: Node) -> Item:
    """Return the claim that `node` tells of; raise `UnusableError` if it tells of none."""
    fields = Fields()
    words = fields.read("text", text_in, node.get("text"))
    if not words:
        raise UnusableError("field 'text': is empty; it says no claim")
    reviews = [
        review
        for part in node["claimReview"]
        if isinstance(part, dict)
        for review in usable_reviews(fields, _tool_review(fields, part))
    ]
    first = reviews[0] if reviews else ReviewPart("")
    said_on, as_written = day_or_words(node.get("claimDate"))
    return Item(
        text=words,
        identity=first.url or first.publisher,
        language=first.language or "und",
        title=first.title,
        publisher=first.publisher or None,
        url=first.url,
        published_on=first.reviewed_on,
        claimants=claimants_among(
            fields, "claimant", [node.get("claimant")], [review.publisher for review in reviews]
        ),
        said_on=said_on,
        said_as_written=as_written,
        reviews=tuple(reviews),
        notes=tuple(fields.notes),
    )


def _tool_review(fields: Fields, part: Node) -> ReviewPart:
    publisher = part.get("publisher")
    site = publisher if isinstance(publisher, dict) else {"name": publisher}
    url = fields.read("url", address_in, part.get("url"))
    return ReviewPart(
        publisher=text_in(site.get("name")) or text_in(site.get("site")) or host_of(url),
        rating=fields.read("textualRating", text_in, part.get("textualRating")),
        title=fields.read("title", text_in, part.get("title")),
        url=url,
        reviewed_on=fields.read("reviewDate", day_in, part.get("reviewDate")),
        language=fields.read("languageCode", language_in, part.get("languageCode")),
    )
