"""Records as they are exported, read again as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.intake.export.claimreview import feed_of
from knowledge.intake.export.names import Names
from knowledge.intake.export.selecting import Dossier
from knowledge.records import Records
from tests.knowledge.intake.export.schema_terms import nodes_in


def dossiers_of(records: Records) -> Iterator[Dossier]:
    speakers = {speaker.id: speaker for speaker in records.speakers}
    for claim in records.claims:
        answering = [r for r in records.responses if claim.id in {a.claim for a in r.answers}]
        reviews = [review for review in records.reviews if claim.id in review.claims]
        yield Dossier(claim, speakers, tuple(answering), tuple(reviews))


def feed(records: Records, base: str = "https://roof.example/") -> dict[str, Any]:
    parts = feed_of(dossiers_of(records), Names(base), version="0123456789ab")
    found: dict[str, Any] = json.loads("".join(parts))
    return found


def of_type(type_: str, document: Any) -> list[dict[str, Any]]:
    return [dict(node) for node in nodes_in(document) if type_ in _types(node)]


def _types(node: Any) -> Iterable[str]:
    types = node.get("@type", [])
    return types if isinstance(types, list) else [types]
