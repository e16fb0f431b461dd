"""Adding records: what is new, what differs, and what that makes stale.

Everything here runs in the one transaction that the store has opened.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlite_utils import Database

from knowledge.errors import RecordError, StoreError
from knowledge.model import Source
from knowledge.records import KINDS, Record
from knowledge.store import changes, index, pools
from knowledge.store.digests import add_digests, digest
from knowledge.store.port import Added
from knowledge.store.rows import BELONGING, Row, rows_of
from knowledge.store.spaces import check_spaces
from knowledge.store.vectors import drop_vectors

Digested = Mapping[str, Mapping[str, tuple[Record, str]]]
"""For each kind, for each id: the record and its digest."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a bundle brings of one kind, against what is kept; `old` are digests by id."""

    kind: str
    records: Mapping[str, tuple[Record, str]]
    old: Mapping[str, str]

    @property
    def changed(self) -> list[str]:
        return list(self.old)


@dataclass(frozen=True, slots=True)
class _Related:
    """The claims that the changed responses answer, and those that the changed reviews review."""

    answered: Sequence[str]
    reviewed: Sequence[str]


def digested(records: Iterable[Record]) -> Digested:
    """Return `records` with their digests; raise `RecordError` for text that cannot be kept.

    Apart from `write`, so that the writer's place is not held while this computes.
    """
    kinds: dict[str, dict[str, tuple[Record, str]]] = {kind: {} for kind in KINDS.values()}
    for record in records:
        kinds[KINDS[type(record)]][record.id] = (record, digest(record))
    return kinds


def write(db: Database, bundle: Digested) -> Added:
    """Write what is new or differs, and all that follows from it.

    What the bundle mentions is in it or kept already; raises `RecordError`, `StoreError`.
    """
    check_spaces(db, [record for of_kind in bundle.values() for record, _ in of_kind.values()])
    differences = {kind: _difference(db, kind, bundle[kind]) for kind in BELONGING}
    _refuse_other_texts(db, differences["source"])
    before = _related(db, differences)
    for difference in differences.values():
        _write_rows(db, difference)
    _refuse_boilerplate_over_quotes(db, differences["source"])
    _bring_into_step(db, differences, (before, _related(db, differences)))
    _add_up(db, differences.values())
    changed = sum(len(d.old) for d in differences.values())
    return Added(sum(len(d.records) for d in differences.values()) - changed, changed)


def _bring_into_step(
    db: Database, differences: Mapping[str, _Difference], related: Sequence[_Related]
) -> None:
    """Make anew what is derived of the changed claims, and of those related to what changed."""
    claims, speakers = differences["claim"].records, differences["speaker"]
    drop_vectors(db, list(claims))
    stale = dict.fromkeys([*claims, *(claim for each in related for claim in each.answered)])
    pools.refresh(db, stale)
    stale |= dict.fromkeys(_naming(db, speakers.changed))
    index.refresh(db, stale)
    stale |= dict.fromkeys(_quoting(db, differences["source"].changed))
    stale |= dict.fromkeys(claim for each in related for claim in each.reviewed)
    changes.mark(db, claims=stale, speakers=speakers.records)


def _difference(db: Database, kind: str, records: Mapping[str, tuple[Record, str]]) -> _Difference:
    sql = f"SELECT id, digest FROM {kind} WHERE id IN (SELECT value FROM json_each(?))"
    kept = dict(db.execute(sql, [json.dumps(list(records))]))
    differing = {id_: pair for id_, pair in records.items() if kept.get(id_) != pair[1]}
    return _Difference(kind, differing, {i: kept[i] for i in differing if i in kept})


def _write_rows(db: Database, difference: _Difference) -> None:
    own, belonging = difference.kind, BELONGING[difference.kind]
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for record, its_digest in difference.records.values():
        for table, row in rows_of(record):
            rows[table].append({**row, "digest": its_digest} if table == own else row)
    _insert(db, own, rows[own], "ON CONFLICT (id) DO UPDATE SET")
    changed = json.dumps(difference.changed)
    for table in belonging:
        if difference.changed:
            owned = f"{own} IN (SELECT value FROM json_each(?))"
            db.table(table).delete_where(owned, [changed])
        _insert(db, table, rows[table])


def _insert(db: Database, table: str, rows: Sequence[Row], otherwise: str = "") -> None:
    """Insert `rows`, which have the same columns; `otherwise` takes over those of a kept row."""
    if not rows:
        return
    # Not sqlite-utils: it builds a statement for every 100 rows, a fifth of the time of an add.
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("?" for _ in columns)
    # Values by place, not by name: SQLite is asked for the name of each otherwise.
    in_order = map(itemgetter(*columns), rows)
    if otherwise:
        otherwise += ", ".join(f' "{column}" = excluded."{column}"' for column in columns)
    db.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({values}) {otherwise}", in_order)


def _refuse_other_texts(db: Database, sources: _Difference) -> None:
    for id_ in sources.changed:
        source, _ = sources.records[id_]
        assert isinstance(source, Source)
        kept = db.execute("SELECT sha256 FROM source WHERE id = ?", [id_]).fetchone()[0]
        if kept != source.sha256:
            why = "is kept with another text, which quotes point into; give the new text a new id"
            raise StoreError(f"source {id_}", why)


def _refuse_boilerplate_over_quotes(db: Database, sources: _Difference) -> None:
    """Raise `RecordError` where a changed source now calls a kept quote page furniture."""
    for kind in ("claim", "response"):
        sql = f"""
            SELECT quote.source, quote.{kind} FROM {kind}_quote AS quote
            JOIN boilerplate ON boilerplate.source = quote.source
            WHERE quote.source IN (SELECT value FROM json_each(?))
            AND quote."start" < boilerplate."end" AND boilerplate."start" < quote."end"
        """
        for source, owner in db.execute(sql, [json.dumps(sources.changed)]):
            why = f"covers a quote of {kind} {owner}, which is kept; change that {kind} first"
            raise RecordError(f"source {source}", "boilerplate", why)


def _related(db: Database, differences: Mapping[str, _Difference]) -> _Related:
    def claims(table: str, kind: str) -> list[str]:
        sql = f"SELECT DISTINCT claim FROM {table} WHERE {kind} IN (SELECT value FROM json_each(?))"
        ids = json.dumps(list(differences[kind].records))
        return [claim for (claim,) in db.execute(sql, [ids])]

    return _Related(claims("response_answers", "response"), claims("review_claim", "review"))


def _naming(db: Database, speakers: Collection[str]) -> list[str]:
    """Return the claims that any of `speakers` said or carried: their names are searched."""
    sql = """
        SELECT claim FROM claim_said_by WHERE speaker IN (SELECT value FROM json_each(:ids))
        UNION SELECT claim FROM claim_via WHERE speaker IN (SELECT value FROM json_each(:ids))
    """
    return [claim for (claim,) in db.execute(sql, {"ids": json.dumps(list(speakers))})]


def _quoting(db: Database, sources: Collection[str]) -> list[str]:
    """Return the claims that quote any of `sources`: by their titles and days they are found."""
    sql = "SELECT claim FROM claim_quote WHERE source IN (SELECT value FROM json_each(?))"
    return [claim for (claim,) in db.execute(sql, [json.dumps(list(sources))])]


def _add_up(db: Database, differences: Iterable[_Difference]) -> None:
    added = [its_digest for d in differences for _, its_digest in d.records.values()]
    removed = [old for d in differences for old in d.old.values()]
    total = db.execute("SELECT digest_sum FROM knowledge").fetchone()[0]
    total = add_digests(total, added=added, removed=removed)
    db.execute("UPDATE knowledge SET digest_sum = ?", [total])
