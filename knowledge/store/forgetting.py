"""Forgetting: what goes with a person, with a space, and with time.

Each function returns how many things it forgot; a reply that lost its asker is one.
What else must happen so that nobody reads it in the file is `Transactions.empty_log`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from knowledge.store import desk_links
from knowledge.store.any_text import change

OVER_SECONDS = 2 * 24 * 3600.0
"""How long the key of a job that is over is known: no platform delivers again after that."""
REPLY_SECONDS = 183 * 24 * 3600.0
"""How long the buttons of a reply work, it can be corrected, and the desk hears of it."""

_OF_SPACE = (
    *("job", "question", "reply", "channel_mode", "subscription", "suggestion"),
    *("draft", "editor"),
)


def forget_person(db: Database, space: str, asker: str) -> int:
    """Forget who asked, and what; a reply that others saw stays, as if nobody had asked.

    So does what they did at the desk, and what they proposed there: as if nobody had.
    """
    theirs = [space, asker]
    feedback = "reply IN (SELECT number FROM reply WHERE space = ?) AND asker = ?"
    forgotten = change(db, f"DELETE FROM feedback WHERE {feedback}", theirs)
    for table in ("question", "subscription", "suggestion"):
        forgotten += change(db, f"DELETE FROM {table} WHERE space = ? AND asker = ?", theirs)
    _forget_reasons(db, "SELECT number FROM reply WHERE space = ? AND asker = ?", theirs)
    nobodys = "UPDATE reply SET asker = '', question = '' WHERE space = ? AND asker = ?"
    forgotten += change(db, nobodys, theirs)
    for table in ("revision", "draft"):
        nobodys = f"UPDATE {table} SET person = '', asker = '' WHERE space = ? AND asker = ?"
        forgotten += change(db, nobodys, theirs)
    return forgotten


def forget_space(db: Database, space: str) -> int:
    """Forget a space's conversations and its desk, also what still waits to be done there.

    Its private records stay, with their revisions, but nobody's name on these: nobody sees
    them, and they are there when the bot is invited again (docs/decisions.md).
    """
    feedback = "reply IN (SELECT number FROM reply WHERE space = ?)"
    forgotten = change(db, f"DELETE FROM feedback WHERE {feedback}", [space])
    for table in _OF_SPACE:
        forgotten += change(db, f"DELETE FROM {table} WHERE space = ?", [space])
    forgotten += desk_links.forget_all(db, space)
    # Not counted: what they tell of is.
    words = "kind IN ('phrasing', 'relation', 'draft')"
    change(db, f"DELETE FROM revision WHERE space = ? AND {words}", [space])
    change(db, "UPDATE revision SET person = '', asker = '' WHERE space = ?", [space])
    return forgotten


def forget_before(db: Database, now: float) -> int:
    """Forget what has had its time. What was said of a reply goes with it, uncounted."""
    expired = "SELECT id FROM question WHERE expires_at <= ?"
    _forget_reasons(db, f"SELECT number FROM reply WHERE question IN ({expired})", [now])
    return (
        change(db, "DELETE FROM job WHERE over_at <= ?", [now - OVER_SECONDS])
        + change(db, "DELETE FROM question WHERE expires_at <= ?", [now])
        + change(db, "DELETE FROM reply WHERE sent_at <= ?", [now - REPLY_SECONDS])
        + change(db, "DELETE FROM suggestion WHERE suggested_at <= ?", [now - REPLY_SECONDS])
    )


def _forget_reasons(db: Database, replies: str, of: Sequence[str | float | None]) -> None:
    """Leave the reasons of these replies empty: they have words of the question in them."""
    sql = f"UPDATE reply_part SET text = '' WHERE part = 'why' AND reply IN ({replies})"
    change(db, sql, of)
