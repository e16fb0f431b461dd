"""What changed since: the change numbers, and the claims as the claim index reads them.

The numbers are described in migrations/0004_changes.sql. They are given in the transaction
that makes the change, and there is one writer: a higher number is always seen later.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlite_utils import Database

from knowledge.store.index import SEARCHED_TEXT
from knowledge.store.index_rows import IndexRow
from knowledge.vocabulary import State

PAGE_CLAIMS = 1_000
"""How many claims are read in one transaction: a moment, however many there are."""

_PAGE = """
    SELECT number, id, space, changed, state, coalesce(said_on, (
        SELECT min(published_on) FROM claim_quote JOIN source ON source.id = claim_quote.source
        WHERE claim_quote.claim = claim.id
    )) FROM claim WHERE changed > ? {which} ORDER BY changed LIMIT ?
"""
_PRIVATE = "AND space != ''"

_TITLES = """
    SELECT DISTINCT claim.number, title FROM claim
    JOIN claim_quote ON claim_quote.claim = claim.id JOIN source ON source.id = claim_quote.source
    WHERE claim.id IN (SELECT value FROM json_each(?)) AND state = 'published' AND title != ''
"""


def mark(db: Database, *, claims: Collection[str], speakers: Collection[str]) -> None:
    """Give each of these a change number of its own."""
    how_many = len(claims) + len(speakers)
    if not how_many:
        return
    first = _next(db)
    for kind, ids, start in ("claim", claims, first), ("speaker", speakers, first + len(claims)):
        sql = f"UPDATE {kind} SET changed = ? WHERE id = ?"
        db.conn.executemany(sql, enumerate(ids, start))
    _end(db, first + how_many - 1)


def note(db: Database) -> None:
    """Give a number to a change of something else than claims and speakers."""
    _end(db, _next(db))


def _next(db: Database) -> int:
    return max(change_number(db) + 1, time.time_ns())


def _end(db: Database, last: int) -> None:
    db.execute("UPDATE knowledge SET last_change = ?", [last])
    db.execute("INSERT INTO change (last) VALUES (?)", [last])


def change_number(db: Database) -> int:
    """Return the number of the last change, 0 if there was none."""
    return int(db.execute("SELECT last_change FROM knowledge").fetchone()[0])


def had_change(db: Database, number: int) -> bool:
    """Whether that number was the last one once."""
    return db.execute("SELECT 1 FROM change WHERE last = ?", [number]).fetchone() is not None


def count_changed(db: Database, after: int) -> int:
    return int(db.execute("SELECT count(*) FROM claim WHERE changed > ?", [after]).fetchone()[0])


def changed_speakers(db: Database, after: int) -> list[str]:
    """Return the ids of the speakers of all spaces that changed after that number."""
    return [id_ for (id_,) in db.execute("SELECT id FROM speaker WHERE changed > ?", [after])]


def read_page(db: Database, after: int, *, is_private: bool) -> list[IndexRow]:
    """Return the first claims that changed after that number, by `change`; the end is empty."""
    page = _PAGE.format(which=_PRIVATE if is_private else "")
    claims = db.execute(page, [after, PAGE_CLAIMS]).fetchall()
    as_json = json.dumps([claim[1] for claim in claims])
    texts: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for number, column, part in db.execute(SEARCHED_TEXT, {"claims": as_json}):
        texts[number, column][part] = None
    for number, title in db.execute(_TITLES, [as_json]):
        texts[number, "titles"][title] = None
    return [
        IndexRow(
            number=number,
            id=id_,
            space=space,
            change=changed,
            is_listed=state == State.PUBLISHED,
            statement=tuple(texts[number, "statement"]),
            titles=tuple(texts[number, "titles"]),
            names=tuple(texts[number, "names"]),
            responses=tuple(texts[number, "responses"]),
            said_on=date.fromisoformat(day) if day else None,
        )
        for number, id_, space, changed, state, day in claims
    ]
