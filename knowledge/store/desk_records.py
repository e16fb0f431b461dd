"""Records as the desk reads them: in whatever state, by kind and id."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from knowledge.errors import NotFoundError
from knowledge.records import KINDS, Record
from knowledge.store.port import PUBLIC
from knowledge.store.reading import read_claims, read_responses, read_reviews, read_speakers
from knowledge.store.sources import SourceCache, read_sources
from knowledge.vocabulary import State

_STATES = tuple(State)


def read_any(
    db: Database, cache: SourceCache, kind: str, ids: Collection[str]
) -> Mapping[str, Record]:
    """Return those of these records that are kept, whoever sees them and in whatever state."""
    match kind:
        case "source":
            return read_sources(db, cache, ids)
        case "speaker":
            return read_speakers(db, ids, space=None)
        case "claim":
            return read_claims(db, cache, ids, space=None, states=_STATES)
        case "response":
            return read_responses(db, cache, ids, space=None, states=_STATES)
        case "review":
            return read_reviews(db, ids, space=None, states=_STATES)
    return {}


def get_seen(db: Database, cache: SourceCache, kind: str, id_: str, *, space: str) -> Record:
    """Return the record; raise `NotFoundError` if there is none to be seen from `space`."""
    record = read_any(db, cache, kind, (id_,)).get(id_)
    if record is None or record.space not in (PUBLIC, space):
        raise NotFoundError(f"{kind} {id_}", "there is none with this id to be seen here")
    return record


def digests(db: Database, kind: str, ids: Collection[str]) -> dict[str, str]:
    """Return the digest of each of these records that is kept."""
    if kind not in KINDS.values() or not ids:
        return {}
    sql = f"SELECT id, digest FROM {kind} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [json.dumps(list(ids))]))
