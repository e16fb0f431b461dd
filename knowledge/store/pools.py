"""Which published claims stand under a speaker, a stance, or no answer at all?

A pool may hold a hundred thousand claims of which a dozen are asked for: the table is in
listing order, so that the first are found without the others. What everybody sees and what
one space sees are apart; `kind` and `key` are said in migrations/0005_spaces.sql.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from knowledge.store.port import PUBLIC

_LARGEST_LIMIT = 2**31

_FILL = """
    INSERT OR IGNORE INTO claim_pool (space, kind, key, claim)
    WITH wanted AS (
        SELECT number, id, space FROM claim
        WHERE state = 'published' AND id IN (SELECT value FROM json_each(:claims))
    ), answered AS (
        SELECT wanted.number, response.id AS response, stance,
            CASE WHEN wanted.space = '' THEN response.space ELSE wanted.space END AS space,
            -- for all who see the claim, that is
            wanted.space != '' OR response.space = '' AS is_for_all
        FROM wanted JOIN response_answers ON response_answers.claim = wanted.id
        JOIN response ON response.id = response_answers.response
        WHERE response.state = 'published'
            AND (wanted.space = '' OR response.space IN ('', wanted.space))
    ), open AS (
        SELECT number, id, space FROM wanted
        WHERE number NOT IN (SELECT number FROM answered WHERE is_for_all)
    )
    SELECT space, 'by', speaker, number FROM wanted JOIN claim_said_by ON claim = id
    UNION ALL SELECT space, 'by', speaker, number FROM wanted JOIN claim_via ON claim = id
    UNION ALL SELECT space, 'answered', speaker, number
        FROM answered JOIN response_party USING (response)
    UNION ALL SELECT space, 'stance', stance, number FROM answered
    UNION ALL SELECT space, 'open', speaker, number FROM open JOIN claim_said_by ON claim = id
    UNION ALL SELECT space, 'open', '', number FROM open
    UNION ALL SELECT answered.space, 'closed', '', number FROM answered JOIN open USING (number)
"""

_FIRST = """
    SELECT claim.number, claim.id FROM claim_pool JOIN claim ON claim.number = claim_pool.claim
    WHERE claim_pool.space = :seen AND claim_pool.kind = :kind AND claim_pool.key = :key
        AND (:kind != 'open' OR NOT EXISTS (
            SELECT 1 FROM claim_pool AS private WHERE private.space = :space
                AND private.kind = 'closed' AND private.key = ''
                AND private.claim = claim_pool.claim))
    ORDER BY claim_pool.claim LIMIT :limit
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
        for seen in dict.fromkeys((PUBLIC, space)):
            asked = {"kind": kind, "key": key, "seen": seen, "space": space}
            found.update(db.execute(_FIRST, {**asked, "limit": at_most(limit)}))
    return tuple(found[number] for number in sorted(found)[:limit])


def at_most(limit: int | None) -> int:
    """Return `limit` as SQLite understands it: -1 is all."""
    return -1 if limit is None else min(max(limit, 0), _LARGEST_LIMIT)
