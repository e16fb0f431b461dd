"""Rows of revisions: who changed what, when, from what to what, and why.

They are only added. When a person is forgotten, theirs stay without them (forgetting.py).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from knowledge.records import KINDS
from knowledge.store.any_text import Value, change, marks, rows
from knowledge.store.desk_port import Revision, Who
from knowledge.store.pools import at_most
from knowledge.store.port import PUBLIC

NOBODY = Who("", "")
"""Who is left of somebody who was forgotten, or is not known here."""

Plain = Mapping[str, Any]

_WRITTEN = "change, space, kind, subject, also, person, asker, at, undoes, why, before, after"
_READ = "number, change, space, kind, subject, person, asker, at, why, before, after, undoes"


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done in one go: its number, where, by whom, when, why, and what it takes back."""

    change: int
    space: str
    who: Who
    at: float
    why: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one thing; `also` is the other claim of a relation."""

    kind: str
    subject: str
    before: Plain | None
    after: Plain | None
    also: str | None = None


def next_change(db: Database) -> int:
    """Return a number that no change had yet."""
    db.execute("UPDATE desk SET last_change = last_change + 1")
    return int(db.execute("SELECT last_change FROM desk").fetchone()[0])


def write(db: Database, doing: Doing, all_changed: Iterable[Changed]) -> None:
    """Write a revision of each thing that is not as it was."""
    columns = f"INSERT INTO revision ({_WRITTEN}) VALUES ({marks(_WRITTEN.split())})"
    for one in all_changed:
        if one.before != one.after:
            change(db, columns, _row(doing, one))


def of_subject(
    db: Database, subject: str, *, space: str, limit: int | None
) -> tuple[Revision, ...]:
    """Return the revisions of a thing and of what links to it, seen from `space`."""
    sql = f"""
        SELECT {_READ} FROM revision
        WHERE number IN (SELECT number FROM revision WHERE subject = ?1
                         UNION SELECT number FROM revision WHERE also = ?1)
            AND space IN ('', ?2)
        ORDER BY number DESC LIMIT ?3
    """
    found = rows(db, sql, [subject, space, at_most(limit)])
    return tuple(_seen(_revision(db, row), space) for row in found)


def subjects_among(db: Database, subjects: Collection[str]) -> frozenset[str]:
    """Return those of these records that have a revision."""
    sql = f"""
        SELECT DISTINCT subject FROM revision
        WHERE subject IN (SELECT value FROM json_each(?))
            AND kind IN ({", ".join(f"'{kind}'" for kind in KINDS.values())})
    """
    return frozenset(id_ for (id_,) in db.execute(sql, [json.dumps(list(subjects))]))


def of_space(db: Database, *, space: str, limit: int) -> tuple[Revision, ...]:
    """Return the latest revisions made in `space`."""
    sql = f"SELECT {_READ} FROM revision WHERE space = ? ORDER BY number DESC LIMIT ?"
    return tuple(_revision(db, row) for row in rows(db, sql, [space, at_most(limit)]))


def of_change(db: Database, number: int) -> tuple[Revision, ...]:
    """Return what was changed in one go, in the order in which it was."""
    sql = f"SELECT {_READ} FROM revision WHERE change = ? ORDER BY number"
    return tuple(_revision(db, row) for row in rows(db, sql, [number]))


def _row(doing: Doing, one: Changed) -> Sequence[Value]:
    who = doing.who
    where: list[Value] = [doing.change, doing.space, one.kind, one.subject, one.also]
    where += [who.person, who.asker, doing.at, doing.undoes, doing.why]
    return [*where, _as_json(one.kind, one.before), _as_json(one.kind, one.after)]


def _as_json(kind: str, plain: Plain | None) -> str | None:
    if plain is None:
        return None
    # A source's text never changes and may be long: it is read from the source.
    kept = {n: v for n, v in plain.items() if (kind, n) != ("source", "text")}
    return json.dumps(kept)


def _revision(db: Database, row: tuple[Any, ...]) -> Revision:
    number, change_, space, kind, subject, person, asker, at, why, before, after, undoes = row
    whole = _source_text(db, subject) if kind == "source" else {}
    return Revision(
        number=number,
        change=change_,
        space=space,
        kind=kind,
        subject=subject,
        who=Who(person, asker),
        at=at,
        why=why,
        before=json.loads(before) | whole if before else None,
        after=json.loads(after) | whole if after else None,
        undoes=undoes,
    )


def _source_text(db: Database, source: str) -> dict[str, Any]:
    found = db.execute("SELECT text FROM source WHERE id = ?", [source]).fetchone()
    return {"text": found[0]}


def _seen(revision: Revision, space: str) -> Revision:
    """Return `revision` as `space` sees it.

    What was another's before is new to it, and who works for everybody is not known to it.
    """
    before, who = revision.before, revision.who
    if before is not None and before.get("space", PUBLIC) not in (PUBLIC, space):
        before = None
    return replace(revision, before=before, who=who if revision.space == space else NOBODY)
