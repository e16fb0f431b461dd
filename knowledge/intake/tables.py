"""Reading the tables of a pack's TOML files strictly.

A misspelt field must not be lost silently: what is not a field of the format is a
problem, and so is a value of another type. Problems are collected, so that a person sees
all of them at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from knowledge.errors import RecordError

_Value = TypeVar("_Value")

FIELDS: Mapping[str, Mapping[str, type]] = {
    "pack": {"id": str, "title": str, "description": str},
    "source": {
        "id": str, "file": str, "sha256": str, "read_on": date, "language": str, "title": str,
        "byline": str, "publisher": str, "url": str, "published_on": date, "licence": str,
        "boilerplate": list,
    },
    "speaker": {"id": str, "kind": str, "name": str, "names": list, "roles": list},
    "claim": {
        "id": str, "text": str, "said_by": list, "via": list, "source": str, "mode": str,
        "quotes": list, "basis": str, "hedge": str, "said_as_written": str, "said_on": date,
        "topics": list,
    },
    "response": {
        "id": str, "stance": str, "by": list, "silent": list, "on_behalf_of": list, "text": str,
        "source": str, "mode": str, "quotes": list, "answers": list, "said_on": date,
    },
    "name": {"name": str, "kind": str, "language": str},
    "role": {"title": str, "organisation": str, "speaks_for": str, "from_on": date, "to_on": date},
    "quote": {"exact": str, "source": str, "prefix": str, "suffix": str, "mode": str},
    "answer": {"claim": str, "scope": str},
}  # fmt: skip
RECORD_TABLES = ("source", "speaker", "claim", "response")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with the record that it describes as a person would call it."""

    record: str
    values: Mapping[str, Any]

    def need(self, name: str, type_: type[_Value]) -> _Value:
        """Return a field that must be there; raise `RecordError`."""
        value = self.may(name, type_)
        if value is None:
            raise RecordError(self.record, name, "is missing; add it")
        return value

    def may(self, name: str, type_: type[_Value]) -> _Value | None:
        """Return a field, or None if it is not there; raise `RecordError` for another type."""
        value = self.values.get(name)
        if value is not None and type(value) is not type_:
            why = f"is a {type(value).__name__}; write a {type_.__name__}"
            raise RecordError(self.record, name, why)
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a field that is a list of strings; () if it is not there."""
        values = self.may(name, list) or []
        if not all(isinstance(value, str) for value in values):
            raise RecordError(self.record, name, "holds something else than strings")
        return tuple(values)

    def tables(self, name: str, kind: str, key: str) -> list[Table]:
        """Return a list field's tables; a plain string `s` stands for `{key = s}`."""
        found = []
        for value in self.may(name, list) or []:
            values = {key: value} if isinstance(value, str) else value
            if not isinstance(values, dict):
                raise RecordError(self.record, name, f"'{value}' is neither a string nor a table")
            check_fields(self.record, kind, values)
            found.append(Table(self.record, values))
        return found


@dataclass(slots=True)
class Tables:
    """What the files of one pack hold, and what was wrong in them."""

    pack: list[Table] = field(default_factory=list)
    source: list[Table] = field(default_factory=list)
    speaker: list[Table] = field(default_factory=list)
    claim: list[Table] = field(default_factory=list)
    response: list[Table] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_tables(folder: Traversable) -> Tables:
    """Return the tables of every .toml file in `folder`, files by name, tables in order."""
    tables = Tables()
    files = [f for f in folder.iterdir() if f.name.endswith(".toml")] if folder.is_dir() else []
    for file in sorted(files, key=lambda f: f.name):
        try:
            content = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            tables.problems.append(
                f"{file.name}: is not UTF-8 (byte {error.start}); save it as UTF-8"
            )
        except tomllib.TOMLDecodeError as error:
            tables.problems.append(f"{file.name}: is not TOML: {error}")
        except OSError as error:
            tables.problems.append(f"{file.name}: cannot be read: {error.strerror}")
        else:
            _sort_in(file.name, content, tables)
    return tables


def _sort_in(file: str, content: Mapping[str, Any], tables: Tables) -> None:
    for kind, value in content.items():
        if kind not in ("pack", *RECORD_TABLES):
            known = ", ".join(("[pack]", *(f"[[{k}]]" for k in RECORD_TABLES)))
            tables.problems.append(f"{file}: '{kind}' is unknown; a pack holds {known}")
            continue
        listed = [value] if kind == "pack" else value
        if not isinstance(listed, list) or not all(isinstance(v, dict) for v in listed):
            tables.problems.append(f"{file}: write [[{kind}]], with two brackets each side")
            continue
        for position, values in enumerate(listed, 1):
            name = values.get("id", f"number {position}")
            try:
                check_fields(f"{kind} {name}", kind, values)
            except RecordError as error:
                tables.problems.append(f"{file}: {error}")
            getattr(tables, kind).append(Table(f"{kind} {name}", values))


def check_fields(record: str, kind: str, values: Mapping[str, Any]) -> None:
    """Raise `RecordError` for a field that the format does not have, or of another type."""
    fields = FIELDS[kind]
    for name, value in values.items():
        if name not in fields:
            why = f"is not a field of a {kind}; it has: {', '.join(fields)}"
            raise RecordError(record, name, why)
        if type(value) is not fields[name]:
            why = f"is a {type(value).__name__}; write a {fields[name].__name__}"
            raise RecordError(record, name, why)
