"""The quotes as W3C annotations: which words, at which place, of which text are what record?

The place is one of the text that is stored (its sha256 is given), not of a page on the web.
Offsets count code points, as the standard's do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.intake.export.names import Names, on_the_web
from knowledge.intake.export.selecting import Dossier
from knowledge.model import Claim, Quote, Response, Source

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]


def page_of(dossiers: Iterable[Dossier], names: Names) -> Iterator[str]:
    """Yield one AnnotationPage, an annotation a line."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "type": "AnnotationPage", "items": ['
    between = "\n"
    for annotation in _annotations(dossiers, names):
        yield f"{between}{json.dumps(annotation, ensure_ascii=False)}"
        between = ",\n"
    yield "\n]}\n"


def _annotations(dossiers: Iterable[Dossier], names: Names) -> Iterator[dict[str, Any]]:
    seen: set[int] = set()
    for dossier in dossiers:
        # A response to two claims comes with both; of each 8 bytes are remembered.
        new = [each for each in dossier.responses if hash(each.id) not in seen]
        seen.update(hash(response.id) for response in new)
        records: list[Claim | Response] = [dossier.claim, *new]
        for record in records:
            for quote in dict.fromkeys(record.quotes):
                yield annotation_of(record, quote, names)


def annotation_of(record: Claim | Response, quote: Quote, names: Names) -> dict[str, Any]:
    """Return the annotation that says: here stands `record`."""
    return {
        "id": names.of_quote(record, quote, kind="annotation"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": names.of(record), "purpose": "identifying"},
            {
                "type": "TextualBody",
                "value": record.text,
                "format": "text/plain",
                "purpose": "describing",
            },
        ],
        "target": {
            "id": names.of_quote(record, quote),
            "type": "SpecificResource",
            "source": _source(quote.source, names),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.exact,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                },
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            ],
        },
    }


def _source(source: Source, names: Names) -> dict[str, Any]:
    stored = {
        "id": names.of(source),
        "type": "Text",
        "format": "text/plain",
        "language": source.language,
        "sha256": source.sha256,
        "via": on_the_web(source.url),
    }
    return {name: value for name, value in stored.items() if value}
