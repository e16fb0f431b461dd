"""Rows of what people want: when to be spoken to, what to be told of, what was not meant."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import astuple

from sqlite_utils import Database

from knowledge.store.any_text import change, rows
from knowledge.store.conversation_port import Subscription, Suggestion

_SUBSCRIPTION = "space, person, asker, claim, question, reply, digest, about"
_SAME_WISH = "space = ? AND person = ? AND asker = ? AND claim = ? AND question = ?"
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
    sql = f"INSERT INTO subscription ({_SUBSCRIPTION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    return change(db, f"{sql} ON CONFLICT DO NOTHING", astuple(subscription)) == 1


def subscriptions(db: Database, space: str) -> tuple[Subscription, ...]:
    sql = f"SELECT {_SUBSCRIPTION} FROM subscription WHERE space = ? ORDER BY number"
    return tuple(Subscription(*row) for row in rows(db, sql, [space]))


def subscriptions_to(
    db: Database, *, claims: Collection[str], questions: Collection[str]
) -> tuple[Subscription, ...]:
    sql = f"""
        SELECT {_SUBSCRIPTION} FROM subscription
        WHERE (claim <> '' AND claim IN (SELECT value FROM json_each(?)))
            OR (question <> '' AND question IN (SELECT value FROM json_each(?)))
        ORDER BY number
    """
    found = rows(db, sql, [json.dumps(list(claims)), json.dumps(list(questions))])
    return tuple(Subscription(*row) for row in found)


def questions_waited_for(db: Database, *, now: float) -> tuple[str, ...]:
    sql = """
        SELECT id FROM question WHERE expires_at > ? AND id IN (
            SELECT question FROM subscription WHERE question <> ''
        ) ORDER BY asked_at, number
    """
    return tuple(id_ for (id_,) in rows(db, sql, [now]))


def note_told(db: Database, subscription: Subscription, *, digest: str, about: str) -> None:
    sql = f"UPDATE subscription SET digest = ?, about = ? WHERE {_SAME_WISH}"
    change(db, sql, [digest, about, *_wish(subscription)])


def unsubscribe(db: Database, subscription: Subscription) -> bool:
    sql = f"DELETE FROM subscription WHERE {_SAME_WISH}"
    return change(db, sql, _wish(subscription)) == 1


def _wish(wished: Subscription) -> tuple[str, ...]:
    return wished.space, wished.person, wished.asker, wished.claim, wished.question


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
