"""The same id twice in one document: is it the same again, or something else under its name?"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.errors import NotFoundError
from knowledge.intake.importing.entries import Entry
from knowledge.intake.importing.item import LeftOut
from knowledge.model import Claim, Response, Review, Source, Speaker
from knowledge.records import KINDS, Record
from knowledge.store.port import RecordStore

Keepable = tuple[Entry, tuple[Record, ...]]
"""An entry with the records that are kept together, or not at all; what it is about comes first."""


class Once:
    """Lets through what has an id that is new in this document.

    Of each id only a number is remembered, some 60 bytes, so that a million cost little.
    """

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._seen: set[int] = set()

    def of(self, some: Iterable[Keepable], leave: Callable[[LeftOut], None]) -> list[Keepable]:
        """Return those that are new; what is the same again is dropped, what is not is left out."""
        new: dict[tuple[str, str], Keepable] = {}
        for entry, records in some:
            key = (KINDS[type(records[0])], records[0].id)
            if hash(key) not in self._seen:
                self._seen.add(hash(key))
                new[key] = (entry, records)
            elif not self._is_same(records, new.get(key)):
                why = f"its id ({records[0].id}) is used before in this file, for something else"
                leave(entry.left_out(f"{why}; the first was taken"))
        return list(new.values())

    def _is_same(self, records: tuple[Record, ...], first: Keepable | None) -> bool:
        if first is not None:
            return first[1] == records
        return all(is_kept(record, self._store) for record in records)


def is_kept(record: Record, store: RecordStore) -> bool:
    """Whether just this is kept, and seen by everybody."""
    match record:
        case Source():
            try:
                return store.get_source(record.id) == record
            except NotFoundError:
                return False
        case Speaker():
            return store.get_speakers([record.id]) == (record,)
        case Claim():
            return store.find_claims([record.id]) == (record,)
        case Response():
            claim = record.answers[0].claim
            return record in store.responses_to([claim])[claim]
        case Review():
            return record in store.reviews_of(record.claims[:1])[record.claims[0]]
