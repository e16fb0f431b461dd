"""Reading one record's fields: what cannot be used is noted, and the record goes on without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from knowledge.errors import UnusableError

_Value = TypeVar("_Value")


class Fields:
    """Collects in `notes` the (field, why) of what could not be used."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    def note(self, field: str, why: str) -> None:
        self.notes.append((field, why))

    def read(self, field: str, read: Callable[[Any], _Value | None], value: Any) -> _Value | None:
        """Return what `read` makes of `value`, None if it is nothing or cannot be used."""
        if value is None or value == "":
            return None
        try:
            return read(value)
        except UnusableError as error:
            self.note(field, error.why)
            return None

    def first(
        self, read: Callable[[Any], _Value | None], node: Mapping[str, Any], *names: str
    ) -> _Value | None:
        """Return the first of the named fields that says something."""
        for name in names:
            found = self.read(name, read, node.get(name))
            if found:
                return found
        return None

    def each(
        self, field: str, read: Callable[[Any], Iterable[_Value]], values: Iterable[Any]
    ) -> list[_Value]:
        """Return all that `read` makes of these values."""
        found: list[_Value] = []
        for value in values:
            try:
                found += read(value)
            except UnusableError as error:
                self.note(field, error.why)
        return found
