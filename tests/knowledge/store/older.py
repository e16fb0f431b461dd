"""Makes the file of an older version: the first steps only, with records in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from knowledge.model import Claim, Quote, Response
from knowledge.records import Records
from knowledge.store.digests import add_digests, digest
from knowledge.store.migrations import APPLICATION_ID, migrations
from knowledge.store.rows import Row, rows_of


def as_before_spaces(records: Records) -> Records:
    """Return `records` with what there was in format 4: all public, and no reviews."""
    own = replace(
        records,
        sources=tuple(replace(each, space="") for each in records.sources),
        speakers=tuple(replace(each, space="") for each in records.speakers),
        claims=(),
        responses=(),
        reviews=(),
    )
    sources = {source.id: source for source in own.sources}

    def quotes(of: Claim | Response) -> tuple[Quote, ...]:
        return tuple(replace(quote, source=sources[quote.source.id]) for quote in of.quotes)

    def claim(of: Claim) -> Claim:
        return replace(of, quotes=quotes(of), space="", said_in=None, appearances=())

    claims = tuple(claim(each) for each in records.claims)
    responses = tuple(replace(r, quotes=quotes(r), space="") for r in records.responses)
    return replace(own, claims=claims, responses=responses)


def make_older_store(path: Path, steps: int, records: Records) -> None:
    """Write a store that keeps `records` and has taken `steps` steps since; not yet indexed."""
    first, *others = migrations()[:steps]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(first.sql)
        for record in records:
            for n, (table, row) in enumerate(rows_of(record)):
                _insert(db, table, {**row, "digest": digest(record)} if n == 0 else row)
        total = add_digests("0", added=map(digest, records), removed=())
        db.execute("UPDATE knowledge SET digest_sum = ?", [total])
        for step in others:
            db.executescript(step.sql)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {steps}")


def _insert(db: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert what the first step has a column for."""
    known = {column for _, column, *_ in db.execute(f"PRAGMA table_info({table})")}
    filled = {name: value for name, value in row.items() if name in known}
    if filled:
        columns = ", ".join(f'"{column}"' for column in filled)
        values = ", ".join(f":{column}" for column in filled)
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", filled)
