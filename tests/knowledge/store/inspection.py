"""Looks into a store's file without the store: is all of it whole, and in step?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.records import KINDS


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
    tables = (*KINDS.values(), "phrasing", "claim_relation")
    digests = [row[0] for table in tables for row in db.execute(f"SELECT digest FROM {table}")]
    (total,) = db.execute("SELECT digest_sum FROM knowledge").fetchone()
    if sum(int(digest, 16) for digest in digests) % 2**256 != int(total, 16):
        problems.append("the digest sum is not that of the records, phrasings and relations")
    return problems + _out_of_change(db)


def _out_of_change(db: sqlite3.Connection) -> list[str]:
    problems = []
    sql = "SELECT changed FROM claim UNION ALL SELECT changed FROM speaker"
    numbers = [number for (number,) in db.execute(sql)]
    (last,) = db.execute("SELECT last_change FROM knowledge").fetchone()
    if len(set(numbers)) != len(numbers) or not all(0 < number <= last for number in numbers):
        problems.append("the change numbers are not one of each, up to the last")
    if sorted(db.execute("SELECT space, kind, key, claim FROM claim_pool")) != sorted(_pools(db)):
        problems.append("the pools do not hold what stands under each speaker and stance")
    unread = """
        SELECT 1 FROM encoder JOIN claim ON changed <= read_up_to
        WHERE state = 'published' AND NOT EXISTS (SELECT 1 FROM claim_vector
            WHERE claim_vector.claim = claim.number AND encoder = encoder.number)
    """
    if db.execute(unread).fetchone():
        problems.append("a claim without vectors is taken for one that has them")
    return problems


def _pools(db: sqlite3.Connection) -> set[tuple[str, str, str, int]]:
    """Return (space, kind, key, number) of every published claim and what it stands under."""
    claims = db.execute("SELECT id, number, space FROM claim WHERE state = 'published'").fetchall()
    said = db.execute("SELECT claim, speaker FROM claim_said_by").fetchall()
    carried = db.execute("SELECT claim, speaker FROM claim_via").fetchall()
    parties = db.execute("SELECT response, speaker FROM response_party").fetchall()
    sql = """
        SELECT claim, response, space, stance FROM response_answers JOIN response ON id = response
        WHERE state = 'published'
    """
    answers = db.execute(sql).fetchall()
    under: set[tuple[str, str, str, int]] = set()
    for id_, number, space in claims:
        sayers = {speaker for claim, speaker in said if claim == id_}
        answering = [(r, space or seen, stance) for c, r, seen, stance in answers if c == id_]
        carriers = {speaker for claim, speaker in carried if claim == id_}
        under |= {(space, "by", speaker, number) for speaker in sayers | carriers}
        for response, seen, stance in answering:
            under.add((seen, "stance", stance, number))
            under |= {(seen, "answered", p, number) for r, p in parties if r == response}
        if space not in {seen for _, seen, _ in answering}:
            under |= {(space, "open", key, number) for key in sayers | {""}}
            under |= {(seen, "closed", "", number) for _, seen, _ in answering}
    return under
