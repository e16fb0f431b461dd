"""Rows of who edits in a space."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from knowledge.store.any_text import change, change_each, rows


def put(db: Database, space: str, editors: Collection[str]) -> None:
    change(db, "DELETE FROM editor WHERE space = ?", [space])
    sql = "INSERT INTO editor (space, name) VALUES (?, ?)"
    change_each(db, sql, [(space, name) for name in dict.fromkeys(editors)])


def names(db: Database, space: str) -> tuple[str, ...]:
    """Return who edits there, in alphabetical order."""
    found = rows(db, "SELECT name FROM editor WHERE space = ?", [space])
    return tuple(sorted(name for (name,) in found))
