"""ClaimReview as it is found in the wild: which claims does this JSON tell of?

Read are schema.org's ClaimReview and Claim (single, listed, in an `@graph`, nested, with types
as lists or full addresses), the rows of the Data Commons feed, and what the Google Fact Check
Tools answer to `claims:search`. What a publisher says of a claim is a review, never a response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from knowledge.intake.importing.review_fields import (
    claimants_among,
    day_or_words,
    rating_in,
    usable_reviews,
)
from knowledge.intake.importing.search_tool import found_claim, is_found_claim

Node = Mapping[str, Any]


def items_in(content: Node) -> Iterator[Item | UnusableError]:
    """Yield each claim that `content` tells of, or what is wrong with one."""
    nodes = list(_nodes(content))
    by_id = {node["@id"]: node for node in nodes if _has_name(node)}
    reviewed: set[int] = set()
    for node in nodes:
        if is_of_type(node, "ClaimReview"):
            claims = _resolved(node.get("itemReviewed"), by_id)
            reviewed.update(id(claim) for claim in claims)
            yield from _reviewed(node, claims, by_id)
        elif is_found_claim(node):
            yield _made(lambda node=node: found_claim(node))
    for node in nodes:
        if is_of_type(node, "Claim") and id(node) not in reviewed and len(node) > 2:
            yield _made(lambda node=node: _claim(node, by_id))


def is_of_type(node: Node, name: str) -> bool:
    """Whether `node` says that it is a `name`, alone or among others, in full or in short."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return any(
        isinstance(type_, str) and type_.rstrip("/").rsplit("/")[-1].rsplit(":")[-1] == name
        for type_ in listed
    )


def _nodes(content: Node) -> Iterator[Node]:
    """Yield every object in `content`, from the outside in."""
    level: list[Any] = [content]
    while level:
        yield from (node for node in level if isinstance(node, dict))
        level = [
            part
            for node in level
            for part in (node.values() if isinstance(node, dict) else node)
            if isinstance(part, dict | list)
        ]


def _has_name(node: Node) -> bool:
    """Whether others can refer to `node`, and it is no mere reference itself."""
    return isinstance(node.get("@id"), str) and len(node) > 1


def _resolved(value: Any, by_id: Mapping[str, Node]) -> list[Node]:
    """Return the objects that `value` is or refers to."""
    listed = value if isinstance(value, list) else [value]
    found: list[Node] = []
    for part in listed:
        if isinstance(part, str):
            part = by_id.get(part)
        elif isinstance(part, dict) and set(part) == {"@id"} and isinstance(part["@id"], str):
            part = by_id.get(part["@id"], part)
        if isinstance(part, dict):
            found.append(part)
    return found


def _made(make: Any) -> Item | UnusableError:
    try:
        item: Item = make()
    except UnusableError as error:
        return error
    return item


def _reviewed(
    node: Node, claims: list[Node], by_id: Mapping[str, Node]
) -> Iterator[Item | UnusableError]:
    """Yield an item for each text that is reviewed; mostly it is one."""
    texts = node.get("claimReviewed")
    if not isinstance(texts, list):
        texts = [texts]
    if len(texts) == 1 and len(claims) > 1:
        texts *= len(claims)
    for number, text in enumerate(texts):
        claim = claims[number] if len(claims) > number else claims[0] if claims else {}
        yield _made(lambda text=text, claim=claim: _review(node, text, claim, by_id))


def _review(node: Node, text: Any, claim: Node, by_id: Mapping[str, Node]) -> Item:
    fields = Fields()
    words = fields.read("claimReviewed", text_in, text)
    words = words or fields.first(text_in, claim, "text", "name", "headline", "description")
    if not words:
        raise UnusableError("field 'claimReviewed': is empty; it says no claim")
    url = fields.read("url", address_in, node.get("url")) or fields.read(
        "mainEntityOfPage", address_in, node.get("mainEntityOfPage")
    )
    publisher = _publisher(fields, node, url, by_id)
    language = fields.read("inLanguage", language_in, node.get("inLanguage"))
    reviewed_on = fields.read("datePublished", day_in, node.get("datePublished"))
    title = fields.first(text_in, node, "name", "headline")
    review = ReviewPart(
        publisher=publisher or "",
        rating=rating_in(fields, _resolved(node.get("reviewRating"), by_id), node),
        text=fields.first(text_in, node, "reviewBody", "description"),
        title=title,
        url=url,
        reviewed_on=reviewed_on,
        language=language,
    )
    identity = fields.read("@id", text_in, node.get("@id"))
    return Item(
        text=words,
        identity=url or identity or publisher or "",
        language=language or "und",
        title=title,
        publisher=publisher,
        url=url,
        published_on=reviewed_on,
        licence=fields.read("license", _licence, node.get("license")),
        **_of_claim(fields, claim, by_id, _reviewers(node, by_id)),
        reviews=usable_reviews(fields, review),
        notes=tuple(fields.notes),
    )


def _claim(node: Node, by_id: Mapping[str, Node]) -> Item:
    """Return the item of a Claim that nobody reviews."""
    fields = Fields()
    words = fields.first(text_in, node, "text", "name", "headline", "description")
    if not words:
        raise UnusableError("field 'text': is empty; it says no claim")
    url = fields.read("url", address_in, node.get("url"))
    identity = fields.read("@id", text_in, node.get("@id"))
    return Item(
        text=words,
        identity=identity or url or "",
        language=fields.read("inLanguage", language_in, node.get("inLanguage")) or "und",
        publisher=_publisher(fields, {"publisher": node.get("publisher")}, url, by_id),
        url=url,
        **_of_claim(fields, node, by_id),
        notes=tuple(fields.notes),
    )


def _of_claim(
    fields: Fields, claim: Node, by_id: Mapping[str, Node], reviewers: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what is said of the claim itself: by whom, when, and where it can be seen."""
    authors = _authors(claim.get("author") or claim.get("creator"), by_id)
    said_on, as_written = day_or_words(claim.get("datePublished"))
    seen = []
    for name in ("appearance", "firstAppearance", "sameAs"):
        places = claim.get(name)
        for place in places if isinstance(places, list) else [places]:
            seen.append(fields.read(name, address_in, place))
    return {
        "claimants": claimants_among(fields, "author", authors, reviewers),
        "said_on": said_on,
        "said_as_written": as_written,
        "appearances": tuple(dict.fromkeys(address for address in seen if address)),
    }


def _authors(value: Any, by_id: Mapping[str, Node]) -> list[Any]:
    listed = value if isinstance(value, list) else [value]
    return [(_resolved(part, by_id) or [part])[0] for part in listed if part]


def _publisher(
    fields: Fields, node: Node, url: str | None, by_id: Mapping[str, Node]
) -> str | None:
    """Return who published it: by name, or by the site's where no name is said."""
    for name in _reviewers(node, by_id):
        return name
    for part in _signing(node, by_id):
        site = fields.read("author", address_in, part) if isinstance(part, dict) else None
        if site:
            return host_of(site)
    return host_of(url) or None


def _reviewers(node: Node, by_id: Mapping[str, Node]) -> list[str]:
    """Return the names of those who wrote or published it."""
    parts = _signing(node, by_id)
    names = [text_in(part.get("name") if isinstance(part, dict) else part) for part in parts]
    return [name for name in names if name]


def _signing(node: Node, by_id: Mapping[str, Node]) -> list[Any]:
    return [*_authors(node.get("author"), by_id), *_authors(node.get("publisher"), by_id)]


def _licence(value: Any) -> str | None:
    try:
        return address_in(value) if isinstance(value, dict) else text_in(value)
    except UnusableError:
        return text_in(value.get("name"))
