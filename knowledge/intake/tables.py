"""Reading the tables of a pack's TOML files strictly.

A misspelt field must not be lost silently: what is not a field of the format is a
problem, and so is a value of another type. Problems are collected, so that a person sees
all of them at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from knowledge.errors import RecordError

_Value = TypeVar("_Value")

FILE_BYTES = 32 * 1024 * 1024
"""A larger .toml file is refused: split it."""
DEEP = re.compile(r"(?<![\w.-])(?:[\w-]++\.){100}")
_TYPE_NAMES = {
    str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list",
    dict: "a table", date: "a date", datetime: "a date with a time", time: "a time",
}  # fmt: skip

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
        "topics": list, "said_in": str, "appearances": list,
    },
    "response": {
        "id": str, "stance": str, "by": list, "silent": list, "on_behalf_of": list, "text": str,
        "source": str, "mode": str, "quotes": list, "answers": list, "said_on": date,
    },
    "review": {
        "id": str, "publisher": str, "claims": list, "rating": str, "text": str, "title": str,
        "url": str, "reviewed_on": date, "language": str,
    },
    "name": {"name": str, "kind": str, "language": str},
    "role": {"title": str, "organisation": str, "speaks_for": str, "from_on": date, "to_on": date},
    "quote": {
        "exact": str, "source": str, "prefix": str, "suffix": str, "start": int, "mode": str,
    },
    "boilerplate": {"exact": str, "prefix": str, "suffix": str, "start": int},
    "answer": {"claim": str, "scope": str},
}  # fmt: skip
RECORD_TABLES = ("source", "speaker", "claim", "response", "review")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with the record that it describes as a person would call it."""

    record: str
    values: Mapping[str, Any]
    file: str = ""

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
            raise RecordError(self.record, name, _wrong_type(value, type_))
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
            for problem in check_fields(self.record, kind, values):
                raise problem
            found.append(Table(self.record, values, self.file))
        return found


@dataclass(slots=True)
class Tables:
    """What the files of one pack hold, and what was wrong in them.

    `declared` has the ids of all records by kind, also of those that are wrong.
    """

    pack: list[Table] = field(default_factory=list)
    source: list[Table] = field(default_factory=list)
    speaker: list[Table] = field(default_factory=list)
    claim: list[Table] = field(default_factory=list)
    response: list[Table] = field(default_factory=list)
    review: list[Table] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    declared: dict[str, set[str]] = field(default_factory=dict)


def read_tables(folder: Traversable) -> Tables:
    """Return the tables of every .toml file in `folder`, files by name, tables in order."""
    tables = Tables()
    if not folder.is_dir():
        tables.problems.append(f"{folder.name}: there is no such folder")
        return tables
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    for file in sorted(files, key=lambda f: f.name):
        content = _read(file, tables.problems)
        if content is not None:
            _sort_in(file.name, content, tables)
    return tables


def _read(file: Traversable, problems: list[str]) -> dict[str, Any] | None:
    try:
        content = file.read_bytes()
        if len(content) > FILE_BYTES:
            problems.append(f"{file.name}: is larger than {FILE_BYTES:,} bytes; split it")
            return None
        text = content.decode("utf-8-sig")
        if DEEP.search(text):
            problems.append(f"{file.name}: is nested too deeply; a pack's tables are flat")
            return None
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        problems.append(f"{file.name}: is not UTF-8 (byte {error.start}); save it as UTF-8")
    except RecursionError:
        problems.append(f"{file.name}: is nested too deeply; a pack's tables are flat")
    except ValueError as error:  # also a number of thousands of digits
        problems.append(f"{file.name}: is not TOML: {error}")
    except OSError as error:
        problems.append(f"{file.name}: cannot be read: {error.strerror}")
    return None


def _sort_in(file: str, content: Mapping[str, Any], tables: Tables) -> None:
    for kind, value in content.items():
        if kind not in ("pack", *RECORD_TABLES):
            known = ", ".join(("[pack]", *(f"[[{k}]]" for k in RECORD_TABLES)))
            tables.problems.append(f"{file}: '{kind}' is unknown; a pack holds {known}")
            continue
        listed = [value] if kind == "pack" else value
        if not isinstance(listed, list) or not all(isinstance(v, dict) for v in listed):
            form = "[pack], once" if kind == "pack" else f"[[{kind}]], with two brackets each side"
            tables.problems.append(f"{file}: write {form}")
            continue
        seen_head = "pack" in tables.declared
        for position, values in enumerate(listed, 1):
            record = f"{kind} {values.get('id', f'number {position}')}"
            declared = tables.declared.setdefault(kind, set())
            if isinstance(values.get("id"), str):
                declared.add(values["id"])
            wrong = check_fields(record, kind, values)
            tables.problems.extend(f"{file}: {problem}" for problem in wrong)
            if kind == "pack" and seen_head:
                tables.problems.append(f"{file}: has a second [pack]; keep one")
            if not wrong:
                getattr(tables, kind).append(Table(record, values, file))


def check_fields(record: str, kind: str, values: Mapping[str, Any]) -> list[RecordError]:
    """Return a problem for each field that the format does not have, or of another type."""
    fields = FIELDS[kind]
    problems = []
    for name, value in values.items():
        if name not in fields:
            why = f"is not a field of a {kind}; it has: {', '.join(fields)}"
            problems.append(RecordError(record, name, why))
        elif type(value) is not fields[name]:
            problems.append(RecordError(record, name, _wrong_type(value, fields[name])))
    return problems


def _wrong_type(value: object, wanted: type) -> str:
    given = _TYPE_NAMES.get(type(value), type(value).__name__)
    return f"is {given}; write {_TYPE_NAMES[wanted]}"
