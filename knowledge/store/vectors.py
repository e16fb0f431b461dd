"""Sentence vectors beside the claims that they were made from."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from knowledge.errors import NotFoundError, StoreError

_STORED = np.dtype("<f4")  # float32, little-endian on every machine


def read_vectors(db: Database, encoder: str) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Return (claim id of each row, rows), in listing order; only of published claims."""
    sql = """
        SELECT claim.id, vector FROM claim JOIN claim_vector ON claim_vector.claim = claim.id
        WHERE encoder = ? AND state = 'published' ORDER BY claim.number, ordinal
    """
    rows = db.execute(sql, [encoder]).fetchall()
    if not rows:
        return (), np.zeros((0, 0), dtype=np.float32)
    flat = np.frombuffer(b"".join(vector for _, vector in rows), dtype=_STORED)
    return tuple(id_ for id_, _ in rows), flat.reshape(len(rows), -1).astype(np.float32)


def claims_without(db: Database, encoder: str) -> tuple[str, ...]:
    """Return the published claims, of whatever space, that the encoder has still to read."""
    sql = """
        SELECT id FROM claim WHERE state = 'published' AND NOT EXISTS (
            SELECT 1 FROM claim_vector WHERE claim = claim.id AND encoder = ?
        ) ORDER BY number
    """
    return tuple(id_ for (id_,) in db.execute(sql, [encoder]))


def write_vectors(db: Database, encoder: str, rows: Mapping[str, NDArray[np.float32]]) -> None:
    """Replace these claims' rows; refuse rows that could not stand in one array with the others."""
    dimensions = _dimensions(db, encoder, set(rows))
    for claim, vectors in rows.items():
        if not db.table("claim").count_where("id = ?", [claim]):
            raise NotFoundError(f"claim {claim}", "there is none with this id to keep a vector of")
        if vectors.ndim != 2 or dimensions not in (None, vectors.shape[1]):
            why = f"shape {vectors.shape} is not (n, {dimensions or 'dimensions'})"
            raise StoreError(f"vectors of claim {claim}", f"{why}; use one encoder for one name")
        dimensions = vectors.shape[1]
        db.table("claim_vector").delete_where("claim = ? AND encoder = ?", [claim, encoder])
        db.conn.executemany(
            "INSERT INTO claim_vector (claim, encoder, ordinal, vector) VALUES (?, ?, ?, ?)",
            [(claim, encoder, n, row.astype(_STORED).tobytes()) for n, row in enumerate(vectors)],
        )


def _dimensions(db: Database, encoder: str, replaced: set[str]) -> int | None:
    """Return the length of the vectors that stay beside those of `replaced`, if there are any."""
    sql = "SELECT claim, length(vector) FROM claim_vector WHERE encoder = ?"
    for claim, size in db.execute(sql, [encoder]):
        if claim not in replaced:
            return int(size) // _STORED.itemsize
    return None
