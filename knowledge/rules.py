"""Rules that several kinds of record share."""

from __future__ import annotations

import re
from collections.abc import Collection

from knowledge.errors import RecordError

_ID = re.compile(r"[a-z0-9]+(?:[-_./:][a-z0-9]+)*\Z")
_ID_CHARACTERS = 200


def check_id(kind: str, value: str) -> None:
    """Raise `RecordError` if `value` cannot be the id of a record."""
    if len(value) > _ID_CHARACTERS or not _ID.match(value):
        why = f"'{value[:60]}' is not an id; use lower-case letters and digits joined by - _ . / :"
        raise RecordError(kind, "id", why)


def check_statement(kind: str, id_: str, text: str, quotes: Collection[object]) -> str:
    """Return how to call the record; raise `RecordError` if it lacks its text or its quotes."""
    check_id(kind, id_)
    record = f"{kind} {id_}"
    if not text.strip():
        raise RecordError(record, "text", "is empty; restate in one neutral sentence what was said")
    if not quotes:
        raise RecordError(record, "quotes", "is empty; copy the words from the source")
    return record


def check_once(record: str, field: str, ids: tuple[str, ...]) -> None:
    """Raise `RecordError` if `ids` names one twice."""
    if len(set(ids)) < len(ids):
        raise RecordError(record, field, "names the same id twice; name it once")
