"""Which claims: the ids that a question of the port comes down to, in listing order.

What may be seen from a space is said here and in pools.py: published claims, public or of it.
`limit` is how many ids at most; None is all of them.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from knowledge.store.pools import at_most, read_pool
from knowledge.vocabulary import Stance


def count_seen(db: Database, kind: str, *, space: str) -> int:
    """Return how many sources or speakers are seen; those of others are few, and indexed."""
    others = f"SELECT count(*) FROM {kind} WHERE space != '' AND space != ?"
    sql = f"SELECT (SELECT count(*) FROM {kind}) - ({others})"
    return int(db.execute(sql, [space]).fetchone()[0])


def count_claims(db: Database, *, space: str) -> int:
    sql = """
        SELECT (SELECT count(*) FROM claim WHERE space = '' AND state = 'published')
            + (SELECT count(*) FROM claim WHERE space = ? AND space != '' AND state = 'published')
    """
    return int(db.execute(sql, [space]).fetchone()[0])


def all_claims(db: Database, *, limit: int | None, space: str | None) -> tuple[str, ...]:
    sql = """
        SELECT id FROM claim WHERE state = 'published' AND (:space IS NULL OR space IN ('', :space))
        ORDER BY number LIMIT :limit
    """
    found = db.execute(sql, {"space": space, "limit": at_most(limit)})
    return tuple(id_ for (id_,) in found)


def all_speakers(db: Database) -> list[str]:
    return [id_ for (id_,) in db.execute("SELECT id FROM speaker")]


def said_or_carried_by(
    db: Database, speakers: Collection[str], *, limit: int | None, space: str
) -> tuple[str, ...]:
    return read_pool(db, "by", speakers, limit=limit, space=space)


def answered_by(
    db: Database, speakers: Collection[str], *, limit: int | None, space: str
) -> tuple[str, ...]:
    return read_pool(db, "answered", speakers, limit=limit, space=space)


def answered_alone(db: Database, space: str) -> frozenset[str]:
    sql = """
        SELECT id FROM claim WHERE space = '' AND number IN
            (SELECT claim FROM claim_pool WHERE space = ? AND space != '' AND kind = 'stance')
    """
    return frozenset(id_ for (id_,) in db.execute(sql, [space]))


def denied(
    db: Database, stances: Collection[Stance], *, limit: int | None, space: str
) -> tuple[str, ...]:
    """Return claims with a response of any of `stances`."""
    return read_pool(db, "stance", stances, limit=limit, space=space)


def quoting(db: Database, source: str, *, limit: int | None, space: str) -> tuple[str, ...]:
    sql = """
        SELECT id FROM claim WHERE state = 'published' AND space IN ('', ?)
        AND id IN (SELECT claim FROM claim_quote WHERE source = ?)
        ORDER BY number LIMIT ?
    """
    return tuple(id_ for (id_,) in db.execute(sql, [space, source, at_most(limit)]))


def unanswered(
    db: Database, speakers: Collection[str], *, limit: int | None, space: str
) -> tuple[str, ...]:
    """Return claims without a response: all of them, or those that `speakers` said."""
    return read_pool(db, "open", speakers or ("",), limit=limit, space=space)
