"""Rows of replies: what was shown to whom, as which message, and what they thought of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from knowledge.store.any_text import Value, change, change_each, marks, rows
from knowledge.store.conversation_port import SentReply

_PARTS = ("shown", "why", "offered", "digests", "notes")
"""The fields that are lists: a row of `reply_part` for each of their texts."""

_COLUMNS = tuple(field.name for field in fields(SentReply) if field.name not in _PARTS)
_SELECT = f"SELECT number, {', '.join(_COLUMNS)} FROM reply"
_PAGE = 200


def keep(db: Database, reply: SentReply) -> None:
    """Keep `reply` in place of one with the same id; what is known of its message stays."""
    # A name without `excluded` means the row that is kept already.
    sql = f"""
        INSERT INTO reply ({", ".join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})
        ON CONFLICT (id) DO UPDATE SET
            channel = CASE message WHEN '' THEN excluded.channel ELSE channel END,
            message = CASE message WHEN '' THEN excluded.message ELSE message END,
            space = excluded.space, thread = excluded.thread, asker = excluded.asker,
            kind = excluded.kind, question = excluded.question, sent_at = excluded.sent_at,
            knowledge_version = excluded.knowledge_version, corrected_at = excluded.corrected_at
    """
    change(db, sql, [getattr(reply, column) for column in _COLUMNS])
    ((number,),) = rows(db, "SELECT number FROM reply WHERE id = ?", [reply.id])
    change(db, "DELETE FROM reply_part WHERE reply = ?", [number])
    for part in _PARTS:
        _keep_part(db, number, part, getattr(reply, part))


def find(db: Database, id_: str, *, space: str) -> SentReply | None:
    return _first(db, "WHERE id = ? AND space = ?", [id_, space])


def find_sent_as(db: Database, space: str, channel: str, message: str) -> SentReply | None:
    """Return the reply that is shown in that message; the last one, if it was changed."""
    last = "ORDER BY sent_at DESC, number DESC LIMIT 1"
    which = f"WHERE space = ? AND channel = ? AND message = ? AND message <> '' {last}"
    return _first(db, which, [space, channel, message])


def note_message(db: Database, id_: str, channel: str, message: str) -> None:
    change(db, "UPDATE reply SET channel = ?, message = ? WHERE id = ?", [channel, message, id_])


def page_showing(
    db: Database, claims: Collection[str], *, before: int | None
) -> list[tuple[int, SentReply]]:
    """Return the latest replies numbered below `before` that show any of `claims`, with numbers.

    Only such whose message is known: of the others nothing can be corrected.
    """
    sql = f"""
        {_SELECT} WHERE message <> '' AND number < coalesce(?, number + 1) AND number IN (
            SELECT reply FROM reply_part
            WHERE part = 'shown' AND text IN (SELECT value FROM json_each(?))
        ) ORDER BY number DESC LIMIT {_PAGE}
    """
    found = rows(db, sql, [before, json.dumps(list(claims))])
    return [(row[0], _reply(db, row)) for row in found]


def note_correction(
    db: Database, id_: str, *, digests: Sequence[str], knowledge_version: str, at: float
) -> None:
    for (number,) in rows(db, "SELECT number FROM reply WHERE id = ?", [id_]):
        change(db, "DELETE FROM reply_part WHERE reply = ? AND part = 'digests'", [number])
        _keep_part(db, number, "digests", digests)
        sql = "UPDATE reply SET knowledge_version = ?, corrected_at = ? WHERE number = ?"
        change(db, sql, [knowledge_version, at, number])


def claims_shown(db: Database, space: str, channel: str, thread: str) -> frozenset[str]:
    sql = """
        SELECT DISTINCT text FROM reply JOIN reply_part ON reply = number
        WHERE space = ? AND channel = ? AND thread = ? AND part = 'shown'
    """
    return frozenset(claim for (claim,) in rows(db, sql, [space, channel, thread]))


def keep_feedback(db: Database, id_: str, asker: str, *, is_helpful: bool) -> None:
    """Keep an opinion of a reply that is kept: of one that was forgotten there is none."""
    sql = """
        INSERT INTO feedback (reply, asker, is_helpful) SELECT number, ?, ? FROM reply WHERE id = ?
        ON CONFLICT (reply, asker) DO UPDATE SET is_helpful = excluded.is_helpful
    """
    change(db, sql, [asker, is_helpful, id_])


def _first(db: Database, which: str, values: list[Value]) -> SentReply | None:
    found = rows(db, f"{_SELECT} {which}", values)
    return _reply(db, found[0]) if found else None


def _keep_part(db: Database, number: int, part: str, texts: Iterable[str]) -> None:
    insert = "INSERT INTO reply_part (reply, part, position, text) VALUES (?, ?, ?, ?)"
    change_each(db, insert, [(number, part, place, text) for place, text in enumerate(texts)])


def _reply(db: Database, row: tuple[Any, ...]) -> SentReply:
    number, *of_reply = row
    record = dict(zip(_COLUMNS, of_reply, strict=True)) | dict.fromkeys(_PARTS, ())
    parts = "SELECT part, text FROM reply_part WHERE reply = ? ORDER BY part, position"
    for part, text in rows(db, parts, [number]):
        record[part] += (text,)
    return SentReply(**record)
