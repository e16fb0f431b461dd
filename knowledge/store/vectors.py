"""Sentence vectors beside the claims that they were made from.

Callers know claims by id; a row of the table knows them by number, and holds all of a claim's
vectors. Two bytes a number and not four: of 8 million cosines between unit rows of 384 numbers
none moved by more than 0.00007.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from knowledge.errors import NotFoundError, StoreError
from knowledge.store import changes
from knowledge.store.pools import at_most

PAGE_CLAIMS = 2_000
"""How many claims' vectors are read in one transaction."""

_STORED = np.dtype("<f2")  # float16, little-endian on every machine

_Rows = NDArray[np.float32]

_WITHOUT = """
    FROM claim WHERE state = 'published' AND changed >
        coalesce((SELECT read_up_to FROM encoder WHERE name = :encoder), 0)
    AND NOT EXISTS (
        SELECT 1 FROM claim_vector JOIN encoder ON encoder.number = claim_vector.encoder
        WHERE claim_vector.claim = claim.number AND encoder.name = :encoder
    ) ORDER BY changed
"""


def read_vectors(db: Database, encoder: str) -> tuple[tuple[str, ...], _Rows]:
    """Return (claim id of each row, rows), in listing order; only of published claims."""
    sql = """
        SELECT claim.id, vectors, dimensions FROM claim_vector
        JOIN claim ON claim.number = claim_vector.claim
        JOIN encoder ON encoder.number = claim_vector.encoder
        WHERE encoder.name = ? AND state = 'published' ORDER BY claim.number
    """
    kept = [(id_, _unpacked(blob, length)) for id_, blob, length in db.execute(sql, [encoder])]
    if not kept:
        return (), np.zeros((0, 0), dtype=np.float32)
    ids = tuple(id_ for id_, rows in kept for _ in range(len(rows)))
    return ids, np.concatenate([rows for _, rows in kept])


def vectors_of(db: Database, encoder: str, claims: Sequence[str]) -> dict[str, _Rows]:
    """Return the rows of those of these claims that have some."""
    sql = """
        SELECT claim.id, vectors, dimensions FROM claim
        JOIN claim_vector ON claim_vector.claim = claim.number
        JOIN encoder ON encoder.number = claim_vector.encoder
        WHERE claim.id IN (SELECT value FROM json_each(?)) AND encoder.name = ?
    """
    found = db.execute(sql, [json.dumps(list(claims)), encoder])
    return {id_: _unpacked(blob, length) for id_, blob, length in found}


def read_page(db: Database, encoder: str, after: int) -> list[tuple[int, _Rows]]:
    """Return the first published claims numbered above `after` that have rows; the end is empty."""
    sql = """
        SELECT claim_vector.claim, vectors, dimensions FROM claim_vector
        JOIN claim ON claim.number = claim_vector.claim
        JOIN encoder ON encoder.number = claim_vector.encoder
        WHERE claim_vector.claim > ? AND encoder.name = ? AND state = 'published'
        ORDER BY claim_vector.claim LIMIT ?
    """
    found = db.execute(sql, [after, encoder, PAGE_CLAIMS])
    return [(number, _unpacked(blob, length)) for number, blob, length in found]


def claims_without(db: Database, encoder: str, *, limit: int | None) -> tuple[str, ...]:
    """Return the published claims, of whatever space, that the encoder has still to read."""
    asked = {"encoder": encoder, "limit": at_most(limit)}
    return tuple(id_ for (id_,) in db.execute(f"SELECT id {_WITHOUT} LIMIT :limit", asked))


def write_vectors(db: Database, encoder: str, rows: Mapping[str, _Rows]) -> None:
    """Replace these claims' rows; refuse rows that could not stand in one array with the others."""
    if not rows:
        return
    sql = "SELECT id, number FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    numbers: dict[str, int] = dict(db.execute(sql, [json.dumps(list(rows))]))
    for claim in rows:
        if claim not in numbers:
            raise NotFoundError(f"claim {claim}", "there is none with this id to keep a vector of")
    own_number = _encoder(db, encoder, rows, set(numbers.values()))
    db.conn.executemany(
        "INSERT INTO claim_vector (claim, encoder, vectors) VALUES (?, ?, ?)"
        " ON CONFLICT (claim, encoder) DO UPDATE SET vectors = excluded.vectors",
        [
            (numbers[claim], own_number, its.astype(_STORED).tobytes())
            for claim, its in rows.items()
        ],
    )
    changes.mark(db, claims=rows, speakers=())
    first = db.execute(f"SELECT changed {_WITHOUT} LIMIT 1", {"encoder": encoder}).fetchone()
    sql = "UPDATE encoder SET read_up_to = coalesce(?, (SELECT last_change FROM knowledge))"
    db.execute(f"{sql} WHERE number = ?", [first[0] - 1 if first else None, own_number])


def drop_vectors(db: Database, claims: Sequence[str]) -> None:
    """Drop all rows of these claims, whichever encoder made them."""
    numbers = "SELECT number FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM claim_vector WHERE claim IN ({numbers})", [json.dumps(claims)])


def _encoder(db: Database, name: str, rows: Mapping[str, _Rows], replaced: set[int]) -> int:
    """Return the number of that encoder, whose rows are as long as these; raise `StoreError`."""
    sql = "SELECT number, dimensions FROM encoder WHERE name = ?"
    number, kept = db.execute(sql, [name]).fetchone() or (None, None)
    dimensions = kept
    if number is not None and any(kept not in its.shape[1:] for its in rows.values()):
        # Only now: whether others stay may take a look at all of them.
        others = "SELECT 1 FROM claim_vector WHERE encoder = ? AND claim NOT IN"
        others = f"{others} (SELECT value FROM json_each(?)) LIMIT 1"
        if not db.execute(others, [number, json.dumps(list(replaced))]).fetchone():
            dimensions = None
    for claim, its in rows.items():
        if its.ndim != 2 or dimensions not in (None, its.shape[1]):
            why = f"shape {its.shape} is not (n, {dimensions or 'dimensions'})"
            raise StoreError(f"vectors of claim {claim}", f"{why}; use one encoder for one name")
        dimensions = its.shape[1]
    keep = """
        INSERT INTO encoder (name, dimensions) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET dimensions = excluded.dimensions
    """
    if dimensions != kept:
        db.execute(keep, [name, dimensions])
    return int(db.execute(sql, [name]).fetchone()[0])


def _unpacked(blob: bytes, dimensions: int) -> _Rows:
    return np.frombuffer(blob, dtype=_STORED).reshape(-1, dimensions).astype(np.float32)
