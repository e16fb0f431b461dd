"""Records that mention what is kept already: that is read with them, so that all hangs together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knowledge.model import Claim, Response, Source
from knowledge.records import KINDS, Record, Records, mentions
from knowledge.store.port import RecordStore


def bundle(records: Iterable[Record], store: RecordStore) -> Records:
    """Return `records` with those kept ones that they mention; raise `RecordError`."""
    found: dict[tuple[str, str], Record] = {(KINDS[type(r)], r.id): r for r in records}
    new: Collection[Record] = list(found.values())
    while new:
        wanted = _missing(new, found)
        if not any(wanted.values()):
            break
        known = [*store.get_speakers(wanted["speaker"])] if wanted["speaker"] else []
        claims = [*store.find_claims(wanted["claim"])] if wanted["claim"] else []
        quoted = {source.id: source for record in [*new, *claims] for source in _quoted(record)}
        new = [*known, *claims, *quoted.values()]
        new = [record for record in new if (KINDS[type(record)], record.id) not in found]
        found.update({(KINDS[type(record)], record.id): record for record in new})
    return records_of(found.values())


def records_of(records: Iterable[Record]) -> Records:
    """Return these as `Records`; raise `RecordError` if one mentions what is not among them."""
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS.values()}
    for record in records:
        by_kind[KINDS[type(record)]].append(record)
    # One field a kind, in the order of KINDS.
    return Records(*(tuple(of_kind) for of_kind in by_kind.values()))  # type: ignore[arg-type]


def _missing(records: Iterable[Record], found: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    wanted: dict[str, dict[str, None]] = {"speaker": {}, "claim": {}, "source": {}}
    for record in records:
        for mention in mentions(record):
            for id_ in mention.ids:
                if (mention.kind, id_) not in found:
                    wanted[mention.kind][id_] = None
    return {kind: list(ids) for kind, ids in wanted.items()}


def _quoted(record: Record) -> Iterable[Source]:
    if isinstance(record, Claim | Response):
        return (quote.source for quote in record.quotes)
    return ()
