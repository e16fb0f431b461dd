"""JSON-LD of schema.org's words: a feed with an item a claim, and what is said of it.

Each item holds the claim, what answers it and its reviews as nodes that name one another. Our
own records carry no rating; a review carries that of its publisher, in its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from knowledge.intake.export.answers import answer
from knowledge.intake.export.names import Names, on_the_web
from knowledge.intake.export.people import Node, person, without_empty
from knowledge.intake.export.quotations import quotations
from knowledge.intake.export.selecting import Dossier
from knowledge.model import Claim, Review

CONTEXT = [
    "https://schema.org",
    {
        "oa": "http://www.w3.org/ns/oa#",
        "cito": "http://purl.org/spar/cito/",
        "prov": "http://www.w3.org/ns/prov#",
    },
]


def feed_of(dossiers: Iterable[Dossier], names: Names, *, version: str) -> Iterator[str]:
    """Yield a DataFeed, an element a line; `version` is that of the knowledge in it."""
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": "Recorded claims and what answers them",
        "version": version,
    }
    yield f'{json.dumps(head)[:-1]}, "dataFeedElement": ['
    between = "\n"
    for dossier in dossiers:
        yield f"{between}{json.dumps(_element(dossier, names), ensure_ascii=False)}"
        between = ",\n"
    yield "\n]}\n"


def _element(dossier: Dossier, names: Names) -> Node:
    items = [
        _claim(dossier, names),
        *(answer(response, dossier, names) for response in dossier.responses),
        *(_review(review, dossier.claim, names) for review in dossier.reviews),
    ]
    return {"@type": "DataFeedItem", "item": items}


def _claim(dossier: Dossier, names: Names) -> Node:
    claim = dossier.claim
    via = [id_ for id_ in claim.via if id_ not in claim.said_by]
    return without_empty(
        {
            "@type": "Claim",
            "@id": names.of(claim),
            "identifier": claim.id,
            "text": claim.text,
            "author": [person(dossier.speakers[id_], names) for id_ in claim.said_by],
            "contributor": [person(dossier.speakers[id_], names) for id_ in via],
            "datePublished": claim.said_on.isoformat() if claim.said_on else None,
            "keywords": list(claim.topics),
            "appearance": _appearances(claim),
            "citation": quotations(claim, names),
        }
    )


def _appearances(claim: Claim) -> list[Node]:
    """Return where the claim can be read or heard, and what is known of that in words only."""
    read_at = [quote.source.url for quote in claim.quotes]
    urls = dict.fromkeys(map(on_the_web, [*claim.appearances, *read_at]))
    places: list[Node] = [{"@type": "CreativeWork", "url": url} for url in urls if url]
    return [*places, *([{"@type": "CreativeWork", "name": claim.said_in}] if claim.said_in else [])]


def _review(review: Review, claim: Claim, names: Names) -> Node:
    rating = {"@type": "Rating", "alternateName": review.rating} if review.rating else None
    return without_empty(
        {
            "@type": "ClaimReview",
            "@id": names.of(review),
            "identifier": review.id,
            "name": review.title,
            "url": on_the_web(review.url),
            "author": {"@type": "Organization", "name": review.publisher},
            "datePublished": review.reviewed_on.isoformat() if review.reviewed_on else None,
            "inLanguage": review.language,
            "claimReviewed": claim.text,
            "itemReviewed": {"@id": names.of(claim)},
            "reviewRating": rating,
            "reviewBody": review.text,
        }
    )
