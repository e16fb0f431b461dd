"""Which published claims stand under a speaker, a stance, or no answer at all?

A pool may hold a hundred thousand claims of which a dozen are asked for: the table is in
listing order, so that the first are found without the others. What `kind` and `key` are is
said in migrations/0004_changes.sql.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlite_utils import Database

_LARGEST_LIMIT = 2**31

_FILL = """
    INSERT INTO claim_pool (kind, key, claim)
    WITH wanted AS (
        SELECT number, id FROM claim
        WHERE state = 'published' AND id IN (SELECT value FROM json_each(:claims))
    ), answered AS (
        SELECT number, response FROM wanted JOIN response_answers ON claim = id
    ), open AS (
        SELECT number, id FROM wanted WHERE number NOT IN (SELECT number FROM answered)
    )
    SELECT 'by', speaker, number FROM wanted JOIN claim_said_by ON claim = id
    UNION SELECT 'by', speaker, number FROM wanted JOIN claim_via ON claim = id
    UNION SELECT 'answered', speaker, number FROM answered JOIN response_party USING (response)
    UNION SELECT 'stance', stance, answered.number
        FROM answered JOIN response ON id = answered.response
    UNION SELECT 'open', speaker, number FROM open JOIN claim_said_by ON claim = id
    UNION SELECT 'open', '', number FROM open
"""

_FIRST = """
    SELECT claim.number, claim.id FROM claim_pool JOIN claim ON claim.number = claim_pool.claim
    WHERE claim_pool.kind = ? AND claim_pool.key = ?
        AND claim.state = 'published' AND claim.space IN ('', ?)
    ORDER BY claim_pool.claim LIMIT ?
"""


def refresh(db: Database, claims: Iterable[str]) -> None:
    """Put these claims where they stand now; must run in the transaction that changed them."""
    as_json = json.dumps(list(claims))
    numbers = "SELECT number FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM claim_pool WHERE claim IN ({numbers})", [as_json])
    db.execute(_FILL, {"claims": as_json})


def read_pool(
    db: Database, kind: str, keys: Collection[str], *, limit: int | None, space: str
) -> tuple[str, ...]:
    """Return the ids of the first claims under any of `keys` seen from `space`."""
    found: dict[int, str] = {}
    # One after another: under several keys at once SQLite would read and sort all of them.
    for key in dict.fromkeys(keys):
        found.update(db.execute(_FIRST, [kind, key, space, at_most(limit)]))
    return tuple(found[number] for number in sorted(found)[:limit])


def at_most(limit: int | None) -> int:
    """Return `limit` as SQLite understands it: -1 is all."""
    return -1 if limit is None else min(max(limit, 0), _LARGEST_LIMIT)
