"""Rows of what editors say of claims beside the records: phrasings, and relations of two claims.

Both count in the knowledge version, those of every space as its records do: what is answered
depends on them. One wording is linked to a claim or ruled out for it, and two claims have one
relation in a space: a second takes the place of the first.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from knowledge.errors import RecordError, StaleError
from knowledge.store import changes
from knowledge.store.any_text import change, marks, rows
from knowledge.store.desk_port import ClaimRelation, Phrasing, Relation
from knowledge.store.desk_questions import same_words
from knowledge.store.desk_revisions import Changed
from knowledge.store.digests import add_digests

Link = Phrasing | ClaimRelation

_PHRASING = "space, text, claim, is_anti"
_RELATION = "space, claim, kind, other"


def check(link: Link) -> None:
    """Raise `RecordError` where it can have no meaning."""
    if isinstance(link, Phrasing) and not same_words(link.text):
        raise RecordError("phrasing", "text", "is empty; write the question as people ask it")
    if isinstance(link, ClaimRelation) and link.claim == link.other:
        raise RecordError(f"claim {link.claim}", "other", "is the claim itself; name another")


def put(db: Database, link: Link) -> Changed:
    """Keep `link`, also in place of what contradicts it."""
    before = find(db, link)
    if before is None or not _is_same(before, link):
        _remove(db, link)
        _insert(db, link)
    return _changed(link, before, find(db, link))


def take(db: Database, link: Link) -> Changed:
    """Remove `link`; raise `StaleError` if it is not there as it is given."""
    before = find(db, link)
    if before is None or not _is_same(before, link):
        why = "is not linked like that any more; look at it again"
        raise StaleError(f"claim {link.claim}", why)
    _remove(db, link)
    return _changed(link, before, None)


def find(db: Database, link: Link) -> Link | None:
    """Return what stands in the place of `link` now."""
    columns = _PHRASING if isinstance(link, Phrasing) else _RELATION
    table, which, values = _place(link)
    found = rows(db, f"SELECT {columns} FROM {table} WHERE {which}", values)
    if not found:
        return None
    return _phrasing(found[0]) if isinstance(link, Phrasing) else _relation(found[0])


def claims_of(link: Link) -> tuple[str, ...]:
    """Return the claims that `link` is about."""
    return (link.claim,) if isinstance(link, Phrasing) else (link.claim, link.other)


def place_of(link: Link) -> tuple[str, ...]:
    """Return what is the same of links of which only one is kept."""
    table, _, where = _place(link)
    return (table, *where)


def plain(link: Link) -> dict[str, Any]:
    """Return `link` as JSON knows it."""
    return asdict(link)


def from_plain(kind: str, given: Any) -> Link:
    """Return what `plain` was made of; `kind` is that of a revision."""
    if kind == "phrasing":
        return Phrasing(**given)
    return ClaimRelation(**{**given, "kind": Relation(given["kind"])})


def phrasings(db: Database, *, space: str) -> tuple[Phrasing, ...]:
    """Return those that act in `space`, oldest first."""
    sql = f"SELECT {_PHRASING} FROM phrasing WHERE space IN ('', ?) ORDER BY number"
    return tuple(_phrasing(row) for row in rows(db, sql, [space]))


def phrasings_version(db: Database) -> int:
    return int(db.execute("SELECT phrasings_version FROM desk").fetchone()[0])


def relations(db: Database, claims: Collection[str], *, space: str) -> tuple[ClaimRelation, ...]:
    """Return those in which any of `claims` stands, oldest first."""
    sql = f"""
        SELECT {_RELATION} FROM claim_relation
        WHERE number IN (
            SELECT number FROM claim_relation WHERE low IN (SELECT value FROM json_each(?1))
            UNION
            SELECT number FROM claim_relation WHERE high IN (SELECT value FROM json_each(?1)))
            AND space IN ('', ?2)
        ORDER BY number
    """
    return tuple(_relation(row) for row in rows(db, sql, [json.dumps(list(claims)), space]))


def forget_all(db: Database, space: str) -> int:
    """Forget what a space linked; return how many that were."""
    found: list[Link] = []
    sql = f"SELECT {_PHRASING} FROM phrasing WHERE space = ?"
    found += [_phrasing(row) for row in rows(db, sql, [space])]
    sql = f"SELECT {_RELATION} FROM claim_relation WHERE space = ?"
    found += [_relation(row) for row in rows(db, sql, [space])]
    for link in found:
        _remove(db, link)
    return len(found)


def _place(link: Link) -> tuple[str, str, list[str]]:
    """Return where `link` stands: a table, a condition, and its values."""
    if isinstance(link, Phrasing):
        where = [link.space, link.claim, same_words(link.text)]
        return "phrasing", "space = ? AND claim = ? AND words = ?", where
    where = [link.space, *sorted((link.claim, link.other))]
    return "claim_relation", "space = ? AND low = ? AND high = ?", where


def _is_same(kept: Link, link: Link) -> bool:
    if isinstance(kept, Phrasing) and isinstance(link, Phrasing):
        return kept.is_anti == link.is_anti
    if isinstance(kept, ClaimRelation) and isinstance(link, ClaimRelation):
        # A claim repeats another; the other relations go both ways.
        has_direction = link.kind is Relation.REPEATS
        return kept.kind is link.kind and (not has_direction or kept.claim == link.claim)
    return False


def _insert(db: Database, link: Link) -> None:
    table, _, where = _place(link)
    values = {**asdict(link), "digest": _digest(link)}
    place = ("words",) if isinstance(link, Phrasing) else ("low", "high")
    values |= dict(zip(place, where[-len(place) :], strict=True))
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks(values)})"
    change(db, sql, list(values.values()))
    _note(db, link, added=[values["digest"]])


def _remove(db: Database, link: Link) -> None:
    table, which, where = _place(link)
    removed = [d for (d,) in rows(db, f"SELECT digest FROM {table} WHERE {which}", where)]
    if removed:
        change(db, f"DELETE FROM {table} WHERE {which}", where)
        _note(db, link, removed=removed)


def _note(
    db: Database, link: Link, *, added: Collection[str] = (), removed: Collection[str] = ()
) -> None:
    """Let the knowledge version follow, and the numbers by which others see that it did."""
    total = db.execute("SELECT digest_sum FROM knowledge").fetchone()[0]
    total = add_digests(total, added=added, removed=removed)
    db.execute("UPDATE knowledge SET digest_sum = ?", [total])
    changes.note(db)
    if isinstance(link, Phrasing):
        # At least the time, as for change numbers: an older copy that is put back and goes on
        # does not come by numbers that somebody has seen.
        now = max(phrasings_version(db) + 1, time.time_ns())
        db.execute("UPDATE desk SET phrasings_version = ?", [now])


def _digest(link: Link) -> str:
    canonical = json.dumps([type(link).__name__, asdict(link)], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _changed(link: Link, before: Link | None, after: Link | None) -> Changed:
    was, is_now = (None if each is None else plain(each) for each in (before, after))
    if isinstance(link, Phrasing):
        return Changed("phrasing", link.claim, was, is_now)
    return Changed("relation", link.claim, was, is_now, also=link.other)


def _phrasing(row: tuple[Any, ...]) -> Phrasing:
    space, text, claim, is_anti = row
    return Phrasing(space, text, claim, is_anti=bool(is_anti))


def _relation(row: tuple[Any, ...]) -> ClaimRelation:
    space, claim, kind, other = row
    return ClaimRelation(space, claim, Relation(kind), other)
