"""Documents for tests of the import: a few bytes with a name, and what becomes of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.intake.importing.entries import Entry, read_entries
from knowledge.intake.importing.files.reading import Document
from knowledge.intake.importing.item import Item, LeftOut
from knowledge.intake.importing.mapping import ColumnMapping, parse_mapping
from knowledge.intake.importing.taking import Imported, Importing
from knowledge.store.port import RecordStore

READ_ON = date(2024, 5, 2)

Plain = Mapping[str, Any]


def a_document(name: str, content: bytes | str, **fields: Any) -> Document:
    whole = content.encode("utf-8") if isinstance(content, str) else content
    return Document(name, len(whole), lambda: io.BytesIO(whole), **fields)


def lines_of(records: Iterable[object]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def a_mapping(text: str) -> ColumnMapping:
    return parse_mapping("mapping.toml", text.encode())


def read(document: Document, mapping: ColumnMapping | None = None) -> list[Entry | LeftOut]:
    return list(read_entries(document, mapping, at=lambda _byte: None))


def items(document: Document, mapping: ColumnMapping | None = None) -> list[Item]:
    """Return the claims that `document` tells of; it must have nothing that is left out."""
    found = read(document, mapping)
    assert not [str(each) for each in found if isinstance(each, LeftOut)]
    contents = [each.content for each in found if isinstance(each, Entry)]
    return [content for content in contents if isinstance(content, Item)]


def left_out(document: Document, mapping: ColumnMapping | None = None) -> list[str]:
    return [str(each) for each in read(document, mapping) if isinstance(each, LeftOut)]


def taken(
    store: RecordStore,
    document: Document,
    mapping: ColumnMapping | None = None,
    *,
    read_on: date = READ_ON,
) -> tuple[Imported, list[str]]:
    """Import `document`; return what was done, and what was left out in words."""
    said: list[str] = []
    importing = Importing(store, read_on=read_on, tell=lambda left: said.append(str(left)))
    return importing.take(document, mapping), said


def a_claimreview(**fields: Any) -> dict[str, Any]:
    """Return the JSON-LD of an invented review by an invented fact-checker."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checks.example/roof",
        "claimReviewed": "The town hall's new roof cost 9 million euros.",
        "author": {"@type": "Organization", "name": "Checks Example"},
        "datePublished": "2024-05-03",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Jane Roe", "jobTitle": "mayor"},
            "datePublished": "2024-05-01",
            "appearance": [{"@type": "CreativeWork", "url": "https://radio.example/roe"}],
        },
        "reviewRating": {"@type": "Rating", "ratingValue": 2, "alternateName": "Mostly wrong"},
        **fields,
    }
