"""Rows of what people want: when to be spoken to, what to be told of, what was not meant."""

from __future__ import annotations

from dataclasses import astuple

from sqlite_utils import Database

from knowledge.store.any_text import change, rows
from knowledge.store.conversation_port import Subscription, Suggestion

_SUBSCRIPTION = "space, person, asker, claim, question"
_SUGGESTION = "space, asker, text, claim, suggested_at"


def set_mode(db: Database, space: str, channel: str, mode: str) -> None:
    sql = """
        INSERT INTO channel_mode (space, channel, mode) VALUES (?, ?, ?)
        ON CONFLICT (space, channel) DO UPDATE SET mode = excluded.mode
    """
    change(db, sql, [space, channel, mode])


def find_mode(db: Database, space: str, channel: str) -> str | None:
    sql = "SELECT mode FROM channel_mode WHERE space = ? AND channel = ?"
    found = rows(db, sql, [space, channel])
    return found[0][0] if found else None


def subscribe(db: Database, subscription: Subscription) -> bool:
    sql = f"INSERT INTO subscription ({_SUBSCRIPTION}) VALUES (?, ?, ?, ?, ?)"
    return change(db, f"{sql} ON CONFLICT DO NOTHING", astuple(subscription)) == 1


def subscriptions(db: Database, space: str) -> tuple[Subscription, ...]:
    sql = f"SELECT {_SUBSCRIPTION} FROM subscription WHERE space = ? ORDER BY number"
    return tuple(Subscription(*row) for row in rows(db, sql, [space]))


def suggest(db: Database, suggestion: Suggestion) -> bool:
    # Said again after the desk had dealt with it, it is open again.
    sql = f"""
        INSERT INTO suggestion ({_SUGGESTION}) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (space, asker, claim, text) DO UPDATE
            SET is_closed = 0, suggested_at = excluded.suggested_at WHERE is_closed = 1
    """
    return change(db, sql, astuple(suggestion)) == 1


def suggestions(db: Database, space: str) -> tuple[Suggestion, ...]:
    sql = f"SELECT {_SUGGESTION} FROM suggestion WHERE space = ? ORDER BY suggested_at, number"
    return tuple(Suggestion(*row) for row in rows(db, sql, [space]))
