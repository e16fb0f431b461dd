"""Which claims: the ids that a question of the port comes down to, in listing order.

Every listing goes through `_seen`, the one place that says what may be seen from a space.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlite_utils import Database

_BY = """
    SELECT claim FROM claim_said_by WHERE speaker IN (SELECT value FROM json_each(:ids))
"""
_VIA = """
    SELECT claim FROM claim_via WHERE speaker IN (SELECT value FROM json_each(:ids))
"""


def all_claims(db: Database, *, space: str) -> tuple[str, ...]:
    return _seen(db, "TRUE", (), space)


def said_or_carried_by(db: Database, speakers: Collection[str], *, space: str) -> tuple[str, ...]:
    return _seen(db, f"id IN ({_BY} UNION {_VIA})", speakers, space)


def answered_by(db: Database, speakers: Collection[str], *, space: str) -> tuple[str, ...]:
    answered = """
        SELECT claim FROM response_answers JOIN response_party USING (response)
        WHERE speaker IN (SELECT value FROM json_each(:ids))
    """
    return _seen(db, f"id IN ({answered})", speakers, space)


def quoting(db: Database, source: str, *, space: str) -> tuple[str, ...]:
    quotes = "SELECT claim FROM claim_quote WHERE source IN (SELECT value FROM json_each(:ids))"
    return _seen(db, f"id IN ({quotes})", (source,), space)


def unanswered(db: Database, speakers: Collection[str], *, space: str) -> tuple[str, ...]:
    """Return claims without a response: all of them, or those that `speakers` said."""
    alone = "NOT EXISTS (SELECT 1 FROM response_answers WHERE claim = claim.id)"
    return _seen(db, f"{alone} AND id IN ({_BY})" if speakers else alone, speakers, space)


def _seen(db: Database, which: str, ids: Collection[str], space: str) -> tuple[str, ...]:
    # json_each: a list of any length is one parameter.
    sql = f"""
        SELECT id FROM claim WHERE state = 'published' AND space IN ('', :space) AND {which}
        ORDER BY number
    """
    found = db.execute(sql, {"ids": json.dumps(list(ids)), "space": space})
    return tuple(id_ for (id_,) in found)
