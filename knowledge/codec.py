"""A record as plain JSON, and back: for files, for drafts, and for what a record was before.

The plain form has the record's own field names; what is empty is left out where that reads back
the same. A quote names its source by id. Reading is strict: a field that is unknown, missing or
of another type is a `RecordError`, so that nothing is lost without a word.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from knowledge.errors import RecordError
from knowledge.model import Quote, Source
from knowledge.records import KINDS, Record
from knowledge.vocabulary import one_of

FindSource = Callable[[str], Source | None]
"""Returns the source of that id that a quote names, None if there is none."""

_TYPES = {kind: type_ for type_, kind in KINDS.items()}
_QUOTE_FIELDS = ("source", "exact", "start", "end", "mode")


def as_plain(record: Record) -> dict[str, Any]:
    """Return `record` as JSON knows it; `record` says first which kind it is."""
    return {"record": KINDS[type(record)], **_fields_of(record)}


def as_plain_quote(quote: Quote) -> dict[str, Any]:
    """Return a quote as it stands in the plain form of a record."""
    return {name: _plain(getattr(quote, name)) for name in _QUOTE_FIELDS}


def from_plain(plain: object, find_source: FindSource) -> Record:
    """Return the record that `as_plain` made `plain` of; raise `RecordError`."""
    if not isinstance(plain, Mapping):
        raise RecordError("record", "record", "is no object with named fields; write it as one")
    kind, id_ = plain.get("record"), plain.get("id")
    if not isinstance(kind, str) or kind not in _TYPES:
        allowed = ", ".join(_TYPES)
        raise RecordError("record", "record", f"'{str(kind)[:60]}' is none of: {allowed}")
    where = f"{kind} {str(id_)[:200] if id_ else '?'}"
    given = {name: value for name, value in plain.items() if name != "record"}
    record: Record = _Reading(where, find_source).made(_TYPES[kind], given)
    return record


def _fields_of(record: object) -> dict[str, Any]:
    assert is_dataclass(record)
    values = ((field, getattr(record, field.name)) for field in fields(record))
    return {f.name: _plain(value) for f, value in values if not _is_left_out(f, value)}


def _is_left_out(field: Field[Any], value: object) -> bool:
    """Whether `value` is empty, and reads back the same where nothing is written."""
    return value in (None, "", ()) and value == field.default


def _plain(value: object) -> object:
    if isinstance(value, Quote):
        return as_plain_quote(value)
    if isinstance(value, Source):
        return value.id
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return _fields_of(value) if is_dataclass(value) else value


class _Reading:
    """Reads one record; knows what to call it when something is wrong."""

    def __init__(self, where: str, find_source: FindSource) -> None:
        self._where = where
        self._find_source = find_source

    def made(self, type_: Any, plain: Mapping[Any, object], *, in_field: str = "") -> Any:
        types_of, known = _hints(type_), {field.name: field for field in fields(type_)}
        for name in plain:
            if name not in known:
                raise self._error(in_field or str(name)[:60], f"'{str(name)[:60]}' is unknown")
        for name, field in known.items():
            if name not in plain and _is_needed(field):
                raise self._error(in_field or name, f"'{name}' is missing; add it")
        values = {
            name: self._value(types_of[name], value, in_field or name)
            for name, value in plain.items()
        }
        return type_(**values)

    def _value(self, type_: Any, value: object, field: str) -> Any:
        origin, inner = get_origin(type_), get_args(type_)
        if origin in (types.UnionType, Union):
            only = next(part for part in inner if part is not types.NoneType)
            return None if value is None else self._value(only, value, field)
        if origin is tuple:
            return self._listed(inner, value, field)
        if type_ is Source:
            return self._source(value, field)
        if isinstance(type_, type) and is_dataclass(type_):
            if not isinstance(value, Mapping):
                raise self._error(field, "must be an object with named fields")
            return self.made(type_, value, in_field=field)
        return self._single(type_, value, field)

    def _single(self, type_: type[Any], value: object, field: str) -> Any:
        if type_ is int and type(value) is int:
            return value
        if type_ is int or not isinstance(value, str):
            raise self._error(field, f"must be {'a number' if type_ is int else 'text'}")
        if type_ is date:
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise self._error(field, f"'{value[:60]}' is no day like 2024-05-31") from error
        if issubclass(type_, StrEnum):
            return one_of(type_, value, record=self._where, field=field)
        return value

    def _listed(self, inner: tuple[Any, ...], value: object, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise self._error(field, "must be a list")
        if inner[-1] is Ellipsis:
            return tuple(self._value(inner[0], part, field) for part in value)
        if len(value) != len(inner):
            raise self._error(field, f"must be {len(inner)} numbers each")
        return tuple(
            self._value(each, part, field) for each, part in zip(inner, value, strict=True)
        )

    def _source(self, value: object, field: str) -> Source:
        source = self._find_source(value) if isinstance(value, str) else None
        if source is None:
            why = f"there is no source '{str(value)[:60]}'; add it, or correct the id"
            raise self._error(field, why)
        return source

    def _error(self, field: str, why: str) -> RecordError:
        return RecordError(self._where, field, why)


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_hints = cache(get_type_hints)
