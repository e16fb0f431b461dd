"""Makes the file of an older version: the first steps only, with records in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.records import Records
from knowledge.store.digests import Record, add_digests, digest
from knowledge.store.migrations import APPLICATION_ID, migrations
from knowledge.store.rows import rows_of


def make_older_store(path: Path, steps: int, records: Records) -> None:
    """Write a store that has taken `steps` steps and keeps `records`, not yet indexed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for step in migrations()[:steps]:
            db.executescript(step.sql)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {steps}")
        kept: tuple[Record, ...] = records.sources + records.speakers
        kept += records.claims + records.responses
        digests = [digest(record) for record in kept]
        for record, its_digest in zip(kept, digests, strict=True):
            for n, (table, row) in enumerate(rows_of(record)):
                filled = {**row, "digest": its_digest} if n == 0 else row
                columns = ", ".join(f'"{column}"' for column in filled)
                values = ", ".join(f":{column}" for column in filled)
                db.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", filled)
        total = add_digests("0", added=digests, removed=())
        db.execute("UPDATE knowledge SET digest_sum = ?", [total])
