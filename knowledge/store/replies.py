"""Rows of replies: what was shown to whom, as which message, and what they thought of it."""

from __future__ import annotations

from dataclasses import fields

from sqlite_utils import Database

from knowledge.store.any_text import Value, change, change_each, marks, rows
from knowledge.store.conversation_port import SentReply

_PARTS = ("shown", "why", "offered")
"""The fields that are lists: a row of `reply_part` for each of their texts."""

_COLUMNS = tuple(field.name for field in fields(SentReply) if field.name not in _PARTS)
_SELECT = f"SELECT number, {', '.join(_COLUMNS)} FROM reply"


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
            knowledge_version = excluded.knowledge_version
    """
    change(db, sql, [getattr(reply, column) for column in _COLUMNS])
    ((number,),) = rows(db, "SELECT number FROM reply WHERE id = ?", [reply.id])
    change(db, "DELETE FROM reply_part WHERE reply = ?", [number])
    texts = [
        (number, part, position, text)
        for part in _PARTS
        for position, text in enumerate(getattr(reply, part))
    ]
    insert = "INSERT INTO reply_part (reply, part, position, text) VALUES (?, ?, ?, ?)"
    change_each(db, insert, texts)


def find(db: Database, id_: str, *, space: str) -> SentReply | None:
    return _first(db, "WHERE id = ? AND space = ?", [id_, space])


def find_sent_as(db: Database, space: str, channel: str, message: str) -> SentReply | None:
    """Return the reply that is shown in that message; the last one, if it was changed."""
    last = "ORDER BY sent_at DESC, number DESC LIMIT 1"
    which = f"WHERE space = ? AND channel = ? AND message = ? AND message <> '' {last}"
    return _first(db, which, [space, channel, message])


def note_message(db: Database, id_: str, channel: str, message: str) -> None:
    change(db, "UPDATE reply SET channel = ?, message = ? WHERE id = ?", [channel, message, id_])


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
    if not found:
        return None
    number, *of_reply = found[0]
    record = dict(zip(_COLUMNS, of_reply, strict=True)) | dict.fromkeys(_PARTS, ())
    parts = "SELECT part, text FROM reply_part WHERE reply = ? ORDER BY part, position"
    for part, text in rows(db, parts, [number]):
        record[part] += (text,)
    return SentReply(**record)
