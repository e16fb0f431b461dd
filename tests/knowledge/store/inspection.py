"""Looks into a store's file without the store: is all of it whole, and in step?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path


def problems_in(path: Path) -> list[str]:
    """Return what is wrong with the file at `path`; nothing is an empty list."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        problems = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"dangling: {row}" for row in db.execute("PRAGMA foreign_key_check")]
        # Raises if the full-text index differs from the text that it was made of.
        db.execute("INSERT INTO claim_index (claim_index) VALUES ('integrity-check')")
        return problems + _out_of_step(db)


def _out_of_step(db: sqlite3.Connection) -> list[str]:
    problems = []
    published = db.execute("SELECT number FROM claim WHERE state = 'published' ORDER BY number")
    indexed = db.execute("SELECT rowid FROM claim_index ORDER BY rowid")
    if published.fetchall() != indexed.fetchall():
        problems.append("the index does not hold exactly the published claims")
    words = (words.split() for (words,) in db.execute("SELECT words FROM claim_index"))
    counted = Counter(word for of_claim in words for word in of_claim)
    if counted != dict(db.execute("SELECT word, claims FROM word_count")):
        problems.append("the word counts are not those of the index")
    kinds = ("source", "speaker", "claim", "response")
    digests = [row[0] for kind in kinds for row in db.execute(f"SELECT digest FROM {kind}")]
    (total,) = db.execute("SELECT digest_sum FROM knowledge").fetchone()
    if sum(int(digest, 16) for digest in digests) % 2**256 != int(total, 16):
        problems.append("the digest sum is not that of the records")
    return problems
