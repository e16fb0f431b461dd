"""Rows of drafts: what is proposed, until the desk decides."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import astuple
from typing import Any

from sqlite_utils import Database

from knowledge.errors import StaleError
from knowledge.store.any_text import change, marks, rows
from knowledge.store.desk_port import DraftKind, DraftState, KeptDraft, Who
from knowledge.store.pools import at_most

_COLUMNS = "id, space, kind, key, title, person, asker, proposed_at, body, state"


def keep(db: Database, draft: KeptDraft) -> bool:
    """Keep the draft unless its key is known; return whether it was new."""
    known = "SELECT 1 FROM draft WHERE space = ? AND key = ?"
    if rows(db, known, [draft.space, draft.key]):
        return False
    values = [draft.id, draft.space, draft.kind, draft.key, draft.title]
    values += astuple(draft.proposed_by)
    change(
        db,
        f"INSERT INTO draft ({_COLUMNS}) VALUES ({marks(_COLUMNS.split())})",
        [*values, draft.proposed_at, _body(draft), draft.state],
    )
    return True


def find(db: Database, id_: str, *, space: str) -> KeptDraft | None:
    sql = f"SELECT {_COLUMNS} FROM draft WHERE space = ? AND id = ?"
    found = rows(db, sql, [space, id_])
    return _draft(found[0]) if found else None


def waiting(
    db: Database, *, space: str, kinds: Collection[DraftKind], limit: int | None
) -> tuple[KeptDraft, ...]:
    """Return the drafts of these kinds that wait in `space`, oldest first."""
    sql = f"""
        SELECT {_COLUMNS} FROM draft
        WHERE space = ? AND state = 'waiting' AND kind IN ({marks(kinds)})
        ORDER BY proposed_at, number LIMIT ?
    """
    return tuple(_draft(row) for row in rows(db, sql, [space, *kinds, at_most(limit)]))


def edit(db: Database, draft: KeptDraft) -> None:
    """Replace what a waiting draft proposes; whose it is and its key stay."""
    sql = "UPDATE draft SET title = ?, body = ? WHERE space = ? AND id = ? AND state = 'waiting'"
    if not change(db, sql, [draft.title, _body(draft), draft.space, draft.id]):
        raise not_waiting(draft.id)


def find_state(db: Database, id_: str, *, space: str) -> DraftState | None:
    found = rows(db, "SELECT state FROM draft WHERE space = ? AND id = ?", [space, id_])
    return DraftState(found[0][0]) if found else None


def set_state(db: Database, id_: str, state: DraftState, *, space: str) -> None:
    change(db, "UPDATE draft SET state = ? WHERE space = ? AND id = ?", [state, space, id_])


def not_waiting(id_: str) -> StaleError:
    """Return what is raised when a draft was decided already, or is not there at all."""
    return StaleError(f"draft {id_}", "does not wait any more; look at the queue again")


def _body(draft: KeptDraft) -> str:
    records = [dict(record) for record in draft.records]
    return json.dumps({"records": records, "claims": draft.claims, "notes": draft.notes})


def _draft(row: tuple[Any, ...]) -> KeptDraft:
    id_, space, kind, key, title, person, asker, proposed_at, body, state = row
    lists = {name: tuple(values) for name, values in json.loads(body).items()}
    return KeptDraft(
        id=id_,
        space=space,
        kind=DraftKind(kind),
        key=key,
        title=title,
        proposed_by=Who(person, asker),
        proposed_at=proposed_at,
        state=DraftState(state),
        **lists,
    )
