"""A quote in JSON-LD: a quotation of schema.org's, which is also a place in a source of W3C's."""

from __future__ import annotations

from knowledge.intake.export.names import Names, on_the_web
from knowledge.intake.export.people import Node, without_empty
from knowledge.model import Claim, Quote, Response, Source


def quotations(record: Claim | Response, names: Names) -> list[Node]:
    """Return the quotes of `record`; each source is told of once."""
    told: set[str] = set()
    found = []
    for quote in dict.fromkeys(record.quotes):
        node = _quotation(record, quote, names)
        if quote.source.id not in told:
            node["isBasedOn"] = _source(quote.source, names)
        told.add(quote.source.id)
        found.append(node)
    return found


def _quotation(record: Claim | Response, quote: Quote, names: Names) -> Node:
    source = {"@id": names.of(quote.source)}
    return {
        "@type": ["Quotation", "oa:SpecificResource"],
        "@id": names.of_quote(record, quote),
        "text": quote.exact,
        "isBasedOn": source,
        "oa:hasSource": source,
        "oa:hasSelector": [
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": quote.exact,
                "oa:prefix": quote.prefix,
                "oa:suffix": quote.suffix,
            },
            {"@type": "oa:TextPositionSelector", "oa:start": quote.start, "oa:end": quote.end},
        ],
    }


def _source(source: Source, names: Names) -> Node:
    # The byline is credited as it is written: whether it is a person, it does not say.
    return without_empty(
        {
            "@type": "CreativeWork",
            "@id": names.of(source),
            "identifier": source.id,
            "name": source.title,
            "url": on_the_web(source.url),
            "creditText": source.byline,
            "publisher": {"@type": "Organization", "name": source.publisher}
            if source.publisher
            else None,
            "datePublished": source.published_on.isoformat() if source.published_on else None,
            "inLanguage": source.language,
            "license": {"@type": "CreativeWork", "name": source.licence}
            if source.licence
            else None,
        }
    )
