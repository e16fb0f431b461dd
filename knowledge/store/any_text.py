"""Any text can be kept: how what people typed goes into SQLite and comes out to the letter.

A chat may send half a character (a lone surrogate), which SQLite's text cannot hold. Such a
text is kept as the bytes of its code points, every other as text, which any tool can read in
the file. The same text always becomes the same value, so that both can be looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

Value = str | float | None
Kept = Value | bytes


def rows(db: Database, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """Return what `sql` selects, text as it was given to `change`."""
    found = db.execute(sql, [kept(value) for value in values])
    return [tuple(_given(value) for value in row) for row in found]


def change(db: Database, sql: str, values: Sequence[Value] = ()) -> int:
    """Do what `sql` says; return how many rows that changed."""
    return int(db.execute(sql, [kept(value) for value in values]).rowcount)


def change_each(db: Database, sql: str, values: Iterable[Sequence[Value]]) -> None:
    """Do what `sql` says for each of `values`."""
    db.conn.executemany(sql, [[kept(value) for value in of_one] for of_one in values])


def marks(values: Iterable[Value]) -> str:
    """Return a question mark for each of `values`, as in `IN (?, ?)`."""
    return ", ".join("?" for _ in values)


def kept(value: Value) -> Kept:
    """Return `value` as it is bound to a statement."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def _given(value: Kept) -> Value:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
