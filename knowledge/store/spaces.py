"""Whose is a record that is to be kept: may it be there, and may it mention what it mentions?

Ids are shared by all spaces, so whoever chooses one that is taken is told so; no more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection

from sqlite_utils import Database

from knowledge.errors import RecordError
from knowledge.records import KINDS, Record, mentions, problems_between

_PUBLIC = ""


def check_spaces(db: Database, records: Collection[Record]) -> None:
    """Raise `RecordError` if a record changes its space, or mentions what is not seen there."""
    for kind in KINDS.values():
        _check_unmoved(db, kind, [r for r in records if KINDS[type(r)] == kind])
    problems = problems_between(records, also_known=_kept(db, _mentioned_elsewhere(records)))
    if problems:
        raise problems[0]


def _check_unmoved(db: Database, kind: str, records: Collection[Record]) -> None:
    private = {record.id: record.space for record in records if record.space != _PUBLIC}
    for id_, kept in spaces_of(db, kind, private).items():
        if kept == _PUBLIC:
            why = f"this {kind} is public, and stays so; give what is your own another id"
        elif kept != private[id_]:
            why = "this id is taken; give the record another one"
        else:
            continue
        raise RecordError(f"{kind} {id_}", "space", why)


def spaces_of(db: Database, kind: str, ids: Collection[str]) -> dict[str, str]:
    """Return the space of each of these records that is kept."""
    if not ids:
        return {}
    sql = f"SELECT id, space FROM {kind} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [json.dumps(list(ids))]))


def _mentioned_elsewhere(records: Collection[Record]) -> dict[str, set[str]]:
    """Return by kind the ids that `records` mention and that are not theirs."""
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for mention in mentions(record):
            mentioned[mention.kind].update(mention.ids)
    for record in records:
        mentioned[KINDS[type(record)]].discard(record.id)
    return mentioned


def _kept(db: Database, ids: dict[str, set[str]]) -> dict[str, dict[str, str]]:
    return {kind: spaces_of(db, kind, of_kind) for kind, of_kind in ids.items()}
