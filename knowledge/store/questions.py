"""Rows of questions: what was asked, where and by whom, until it expires."""

from __future__ import annotations

from dataclasses import astuple

from sqlite_utils import Database

from knowledge.store.any_text import change, rows
from knowledge.store.conversation_port import AskedQuestion

_COLUMNS = "id, space, channel, thread, asker, text, outcome, asked_at, expires_at, kind"


def keep(db: Database, question: AskedQuestion) -> None:
    sql = f"""
        INSERT INTO question ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            space = excluded.space, channel = excluded.channel, thread = excluded.thread,
            asker = excluded.asker, text = excluded.text, outcome = excluded.outcome,
            asked_at = excluded.asked_at, expires_at = excluded.expires_at, kind = excluded.kind
    """
    change(db, sql, astuple(question))


def find(db: Database, id_: str) -> AskedQuestion | None:
    found = rows(db, f"SELECT {_COLUMNS} FROM question WHERE id = ?", [id_])
    return AskedQuestion(*found[0]) if found else None


def of_thread(
    db: Database, space: str, channel: str, thread: str, *, since: float, limit: int
) -> tuple[AskedQuestion, ...]:
    """Return the last `limit` questions of the thread, oldest first."""
    sql = f"""
        SELECT {_COLUMNS} FROM question
        WHERE space = ? AND channel = ? AND thread = ? AND asked_at >= ?
        ORDER BY asked_at DESC, number DESC LIMIT ?
    """
    last = rows(db, sql, [space, channel, thread, since, max(limit, 0)])
    return tuple(AskedQuestion(*row) for row in reversed(last))
