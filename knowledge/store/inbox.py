"""The inbox's rows: which jobs wait, who has them, and which are over.

A job is over once: what comes after that (a second finish, the late postponement of a taker
that was thought gone) changes nothing, and neither does what is said of an unknown key.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple

from sqlite_utils import Database

from knowledge.store.any_text import change, change_each, marks, rows
from knowledge.store.conversation_port import Job

FINISHED = "finished"
GIVEN_UP = "given_up"

_COLUMNS = "key, kind, space, payload, received_at, expires_at, attempts, reply"
_WAITS = "over_at IS NULL"
_LEASE_IS_OVER = f"{_WAITS} AND taker IS NOT NULL AND taken_until <= ?"
_NOBODYS = "taker = NULL, taken_until = NULL"


def keep(db: Database, job: Job) -> bool:
    """Keep `job`; return False if its key is known."""
    sql = f"INSERT INTO job ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
    return change(db, sql, astuple(job)) == 1


def has_due(db: Database, kinds: Collection[str], *, now: float) -> bool:
    """Return whether `take` would change anything."""
    return bool(
        rows(db, f"SELECT 1 FROM job WHERE {_is_due(kinds)} LIMIT 1", [now, *kinds])
        or rows(db, f"SELECT 1 FROM job WHERE {_LEASE_IS_OVER} LIMIT 1", [now])
    )


def take(
    db: Database, taker: str, kinds: Collection[str], *, now: float, until: float, limit: int
) -> tuple[Job, ...]:
    """End the leases that are over, then give `taker` the oldest jobs that are due."""
    change(db, f"UPDATE job SET {_NOBODYS} WHERE {_LEASE_IS_OVER}", [now])
    oldest = f"WHERE {_is_due(kinds)} ORDER BY received_at, number LIMIT ?"
    found = rows(db, f"SELECT number, {_COLUMNS} FROM job {oldest}", [now, *kinds, max(limit, 0)])
    sql = "UPDATE job SET taker = ?, taken_until = ? WHERE number = ?"
    change_each(db, sql, [(taker, until, number) for number, *_ in found])
    return tuple(Job(*of_job) for _, *of_job in found)


def renew(db: Database, taker: str, *, until: float) -> None:
    change(db, f"UPDATE job SET taken_until = ? WHERE {_WAITS} AND taker = ?", [until, taker])


def takers(db: Database) -> tuple[str, ...]:
    sql = f"SELECT DISTINCT taker FROM job WHERE {_WAITS} AND taker IS NOT NULL ORDER BY taker"
    return tuple(taker for (taker,) in rows(db, sql))


def release(db: Database, taker: str, *, attempts: int) -> int:
    """Give back what `taker` has, as having cost so many attempts."""
    sql = f"UPDATE job SET {_NOBODYS}, attempts = attempts + ? WHERE {_WAITS} AND taker = ?"
    return change(db, sql, [attempts, taker])


def note_sending(db: Database, key: str, reply: str) -> None:
    change(db, f"UPDATE job SET reply = ? WHERE {_WAITS} AND key = ?", [reply, key])


def postpone(db: Database, key: str, *, due_at: float) -> None:
    sql = f"""
        UPDATE job SET {_NOBODYS}, due_at = ?, attempts = attempts + 1 WHERE {_WAITS} AND key = ?
    """
    change(db, sql, [due_at, key])


def end(db: Database, key: str, outcome: str, *, now: float) -> None:
    """Write down how the job ended, and wipe what it was about."""
    sql = f"""
        UPDATE job SET {_NOBODYS}, payload = '', outcome = ?, over_at = ? WHERE {_WAITS} AND key = ?
    """
    change(db, sql, [outcome, now, key])


def count_waiting(db: Database, kinds: Collection[str]) -> int:
    sql = f"SELECT count(*) FROM job WHERE {_WAITS} AND kind IN ({marks(kinds)})"
    ((count,),) = rows(db, sql, [*kinds])
    return int(count)


def _is_due(kinds: Collection[str]) -> str:
    return f"{_WAITS} AND taker IS NULL AND due_at <= ? AND kind IN ({marks(kinds)})"
