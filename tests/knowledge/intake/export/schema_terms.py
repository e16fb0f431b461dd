"""What of schema.org's vocabulary the export uses: its types, and what a property may join.

Facts of the vocabulary as https://schema.org publishes them, for the terms that are used and
no others: what is not here is a mistake in the export, or has to be looked up first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

PARENTS: Mapping[str, str] = {
    "Action": "Thing", "InteractAction": "Action", "CommunicateAction": "InteractAction",
    "AssessAction": "Action", "ReactAction": "AssessAction", "AgreeAction": "ReactAction",
    "DisagreeAction": "ReactAction", "CreativeWork": "Thing", "Claim": "CreativeWork",
    "Review": "CreativeWork", "ClaimReview": "Review", "Quotation": "CreativeWork",
    "Dataset": "CreativeWork", "DataFeed": "Dataset", "Intangible": "Thing",
    "DataFeedItem": "Intangible", "Rating": "Intangible", "Audience": "Intangible",
    "Person": "Thing", "Organization": "Thing", "NewsMediaOrganization": "Organization",
    "GovernmentOrganization": "Organization", "Place": "Thing", "AdministrativeArea": "Place",
    "Country": "AdministrativeArea",
}  # fmt: skip

# By property: on what it may stand, and what may be its value.
PROPERTIES: Mapping[str, tuple[str, str]] = {
    "name": ("Thing", "Text"),
    "alternateName": ("Thing", "Text"),
    "description": ("Thing", "Text"),
    "identifier": ("Thing", "Text URL"),
    "url": ("Thing", "URL"),
    "text": ("CreativeWork", "Text"),
    "author": ("CreativeWork Rating", "Organization Person"),
    "contributor": ("CreativeWork", "Organization Person"),
    "publisher": ("CreativeWork", "Organization Person"),
    "creditText": ("CreativeWork", "Text"),
    "datePublished": ("CreativeWork", "Date"),
    "dateCreated": ("CreativeWork", "Date"),
    "keywords": ("CreativeWork Organization Place", "Text URL"),
    "inLanguage": ("CreativeWork CommunicateAction", "Text"),
    "license": ("CreativeWork", "CreativeWork URL"),
    "version": ("CreativeWork", "Text"),
    "citation": ("CreativeWork", "CreativeWork Text"),
    "isBasedOn": ("CreativeWork", "CreativeWork URL"),
    "about": ("CreativeWork CommunicateAction", "Thing"),
    "mentions": ("CreativeWork", "Thing"),
    "appearance": ("Claim", "CreativeWork"),
    "agent": ("Action", "Organization Person"),
    "object": ("Action", "Thing"),
    "result": ("Action", "Thing"),
    "claimReviewed": ("ClaimReview", "Text"),
    "itemReviewed": ("Review", "Thing"),
    "reviewRating": ("Review", "Rating"),
    "reviewBody": ("Review", "Text"),
    "jobTitle": ("Person", "Text"),
    "affiliation": ("Person", "Organization"),
    "dataFeedElement": ("DataFeed", "DataFeedItem Text Thing"),
    "item": ("DataFeedItem", "Thing"),
}

# Of other vocabularies: W3C Web Annotation, CiTO, PROV-O.
OTHERS = frozenset(
    {
        "oa:SpecificResource", "oa:TextQuoteSelector", "oa:TextPositionSelector",
        "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:prefix", "oa:suffix", "oa:start",
        "oa:end", "cito:disputes", "cito:disagreesWith", "cito:agreesWith", "cito:qualifies",
        "cito:corrects", "cito:retracts", "prov:actedOnBehalfOf",
    }
)  # fmt: skip

Node = Mapping[str, Any]


def problems_in(document: Node) -> list[str]:
    """Return what in `document` schema.org does not have, or not there."""
    nodes = list(nodes_in(document))
    types = {node["@id"]: _types(node) for node in nodes if "@type" in node and "@id" in node}
    return [problem for node in nodes for problem in _problems(node, types)]


def nodes_in(value: Any) -> Iterator[Node]:
    """Yield every object in `value` but its context."""
    if isinstance(value, dict):
        yield value
        for name, part in value.items():
            yield from nodes_in(part) if name != "@context" else ()
    elif isinstance(value, list):
        for part in value:
            yield from nodes_in(part)


def _types(node: Node) -> list[str]:
    types = node.get("@type", [])
    return types if isinstance(types, list) else [types]


def _problems(node: Node, types: Mapping[str, list[str]]) -> Iterator[str]:
    own = _types(node) or types.get(node.get("@id", ""), [])
    yield from (f"type {t}" for t in own if t != "Thing" and t not in PARENTS and t not in OTHERS)
    for name, value in node.items():
        if name.startswith("@") or name in OTHERS:
            continue
        if name not in PROPERTIES:
            yield f"property {name}"
            continue
        domain, range_ = PROPERTIES[name]
        if not _is_any(own, domain):
            yield f"{name} on {own}"
        for part in value if isinstance(value, list) else [value]:
            if not _fits(part, range_, types):
                yield f"{name}: {str(part)[:80]} is none of {range_}"


def _fits(value: Any, range_: str, types: Mapping[str, list[str]]) -> bool:
    if isinstance(value, dict):
        return _is_any(_types(value) or types.get(value.get("@id", ""), []), range_)
    if not isinstance(value, str):
        return False
    kinds = range_.split()
    return (
        "Text" in kinds
        or ("URL" in kinds and bool(re.match(r"https?://\S+\Z", value)))
        or ("Date" in kinds and bool(re.match(r"\d{4}-\d\d-\d\d\Z", value)))
    )


def _is_any(own: list[str], wanted: str) -> bool:
    return any(_is(type_, each) for type_ in own for each in wanted.split())


def _is(type_: str, wanted: str) -> bool:
    while type_ != wanted:
        if type_ not in PARENTS:
            return False
        type_ = PARENTS[type_]
    return True
