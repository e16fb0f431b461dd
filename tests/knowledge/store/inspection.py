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
    return problems + _out_of_change(db)


def _out_of_change(db: sqlite3.Connection) -> list[str]:
    problems = []
    sql = "SELECT changed FROM claim UNION ALL SELECT changed FROM speaker"
    numbers = [number for (number,) in db.execute(sql)]
    (last,) = db.execute("SELECT last_change FROM knowledge").fetchone()
    if len(set(numbers)) != len(numbers) or not all(0 < number <= last for number in numbers):
        problems.append("the change numbers are not one of each, up to the last")
    if sorted(db.execute("SELECT kind, key, claim FROM claim_pool")) != sorted(_pools(db)):
        problems.append("the pools do not hold what stands under each speaker and stance")
    unread = """
        SELECT 1 FROM encoder JOIN claim ON changed <= read_up_to
        WHERE state = 'published' AND NOT EXISTS (SELECT 1 FROM claim_vector
            WHERE claim_vector.claim = claim.number AND encoder = encoder.number)
    """
    if db.execute(unread).fetchone():
        problems.append("a claim without vectors is taken for one that has them")
    return problems


def _pools(db: sqlite3.Connection) -> set[tuple[str, str, int]]:
    """Return (kind, key, claim number) of every published claim and what it stands under."""
    published = "SELECT id, number FROM claim WHERE state = 'published'"
    numbers: dict[str, int] = dict(db.execute(published))
    said = db.execute("SELECT claim, speaker FROM claim_said_by").fetchall()
    carried = db.execute("SELECT claim, speaker FROM claim_via").fetchall()
    answers = db.execute("SELECT claim, response FROM response_answers").fetchall()
    parties = db.execute("SELECT response, speaker FROM response_party").fetchall()
    stances: dict[str, str] = dict(db.execute("SELECT id, stance FROM response"))
    open_ones = numbers.keys() - {claim for claim, _ in answers}
    under = {("by", speaker, claim) for claim, speaker in said + carried}
    under |= {("answered", p, claim) for claim, r in answers for owner, p in parties if r == owner}
    under |= {("stance", stances[response], claim) for claim, response in answers}
    under |= {("open", speaker, claim) for claim, speaker in said if claim in open_ones}
    under |= {("open", "", claim) for claim in open_ones}
    return {(kind, key, numbers[claim]) for kind, key, claim in under if claim in numbers}
