"""What of a document may become records: its claims, and records written out in full.

Without a mapping an object is read as what it says that it is: one of our own records
(`record`, as `gainsay export --as jsonl` writes it), or ClaimReview in one of its forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.errors import UnusableError
from knowledge.intake.importing.claimreview import items_in
from knowledge.intake.importing.files.reading import Document, read_rows
from knowledge.intake.importing.item import Claimant, Item, LeftOut, Row
from knowledge.intake.importing.mapping import ColumnMapping
from knowledge.intake.importing.rows import claimants_of, item_of
from knowledge.records import KINDS

_NOTHING = (
    "holds no ClaimReview and no record of ours; "
    "if it is a row of a table, say which column is which with --mapping FILE"
)
_OWN_KINDS = frozenset(KINDS.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be kept: a claim as told, or the plain form of a record of ours."""

    file: str
    where: str
    content: Item | Mapping[str, Any]

    def left_out(self, why: str) -> LeftOut:
        return LeftOut(self.file, self.where, why)


def read_entries(
    document: Document, mapping: ColumnMapping | None, *, at: Callable[[int], None]
) -> Iterator[Entry | LeftOut]:
    """Yield every entry of `document`, and what cannot be used of it."""
    unseen = set(mapping.columns) if mapping else set()
    rows = told = 0
    for row in read_rows(document, mapping, at=at):
        if isinstance(row, LeftOut):
            told += 1
            yield row
            continue
        rows += 1
        unseen -= row.content.keys()
        for entry in _entries(document.name, row, mapping):
            told += 1
            yield entry
    if not told:
        yield LeftOut(document.name, "", "holds no record" if mapping else _NOTHING)
    for column in sorted(unseen) if rows else ():
        why = f"column '{column}' of the mapping stands in no record; correct the mapping"
        yield LeftOut(document.name, "", why)


def read_claimants(document: Document, mapping: ColumnMapping) -> Iterator[Claimant]:
    """Yield everybody whom `document` names, as often as it does."""
    for row in read_rows(document, mapping, at=lambda _byte: None):
        if isinstance(row, Row):
            yield from claimants_of(row.content, mapping)


def _entries(file: str, row: Row, mapping: ColumnMapping | None) -> Iterator[Entry | LeftOut]:
    if mapping is not None:
        try:
            yield from _noted(file, row.where, item_of(row.content, mapping))
        except UnusableError as error:
            yield LeftOut(file, row.where, error.why)
        return
    kind = row.content.get("record")
    if isinstance(kind, str) and kind in _OWN_KINDS:
        yield Entry(file, row.where, row.content)
        return
    yield from _told(file, row)


def _told(file: str, row: Row) -> Iterator[Entry | LeftOut]:
    number = 0
    for item in items_in(row.content):
        number += 1
        where = row.where if number == 1 else f"{row.where} ({number})".strip()
        if isinstance(item, UnusableError):
            yield LeftOut(file, where, item.why)
        else:
            yield from _noted(file, where, item)
    if not number and not row.is_part:
        yield LeftOut(file, row.where, _NOTHING)


def _noted(file: str, where: str, item: Item) -> Iterator[Entry | LeftOut]:
    """Yield the entry, and after it which of its fields cannot be used."""
    yield Entry(file, where, item)
    for field, why in item.notes:
        yield LeftOut(file, where, f"field '{field}': {why}; the rest of it was taken")
