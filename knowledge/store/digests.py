"""When are two records the same, and two sets of records?

A record's digest is the SHA-256 of its canonical JSON. The digests of a set are summed
modulo 2^256: the sum follows a change without reading the other records, and is the same
in whatever order they came.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from knowledge.errors import RecordError
from knowledge.model import Quote, Response, Review
from knowledge.records import KINDS, Record
from knowledge.vocabulary import State

_VERSION_DIGITS = 12
# One for all: json.dumps makes one for each record.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def digest(record: Record) -> str:
    """Return 64 hexadecimal digits that differ when a field of `record` does.

    Raises `RecordError` for half a character (a lone surrogate), which no file can hold.
    """
    kind = KINDS[type(record)]
    try:
        return hashlib.sha256(_canonical([kind, _plain(record)])).hexdigest()
    except UnicodeEncodeError as error:
        why = "holds half a character (a lone surrogate); copy the text again, or remove it"
        raise RecordError(f"{kind} {record.id}", _broken_field(record), why) from error


def add_digests(total: str, *, added: Iterable[str], removed: Iterable[str]) -> str:
    """Return `total`, a sum in hexadecimal, after these digests came and went."""
    change = sum(int(d, 16) for d in added) - sum(int(d, 16) for d in removed)
    return f"{(int(total, 16) + change) % 2**256:x}"


def version_of(total: str) -> str:
    """Return the knowledge version that people see: 12 hexadecimal digits."""
    return hashlib.sha256(total.encode()).hexdigest()[:_VERSION_DIGITS]


def _canonical(plain: object) -> bytes:
    return _ENCODER.encode(plain).encode("utf-8")


def _plain(value: object) -> object:
    """Return `value` as JSON knows it: a quote's source is its id, a day is ISO text.

    Empty fields are left out, and the state of a published response or review: a field that
    a later version adds, and that an old record does not use, then changes no digest.
    """
    # Most values are text or nothing: asked first, as this runs for every field of every record.
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Quote):
        return [value.source.id, value.start, value.end, value.exact, value.mode]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        named = {name: getattr(value, name) for name in _field_names(value.__class__)}
        if isinstance(value, Response | Review) and value.state is State.PUBLISHED:
            del named["state"]
        return {name: _plain(part) for name, part in named.items() if part not in (None, "", ())}
    return value


@cache
def _field_names(type_: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_))


def _broken_field(record: Record) -> str:
    for field in fields(record):
        try:
            _canonical(_plain(getattr(record, field.name)))
        except UnicodeEncodeError:
            return field.name
    raise AssertionError("no field of the record is broken")
