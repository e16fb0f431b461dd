"""Sources as they are kept, each text read once however many quotes point into it."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database

from knowledge.model import Source, Span

_CACHED_CHARACTERS = 16_000_000

_AS_THEY_ARE = tuple("id text language title byline publisher url licence space".split())

_Key = tuple[str, str]  # a source's id and digest: a changed source has another key


class SourceCache:
    """Sources read before, shared by threads: a text is not read again for each quote."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, Source] = OrderedDict()
        self._characters = 0

    def find(self, key: _Key) -> Source | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: _Key, source: Source) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = source
                self._characters += len(source.text)
            while self._characters > _CACHED_CHARACTERS:
                _, oldest = self._kept.popitem(last=False)
                self._characters -= len(oldest.text)


def read_sources(db: Database, cache: SourceCache, ids: Collection[str]) -> dict[str, Source]:
    """Return those of these sources that are kept, by id."""
    sql = "SELECT id, digest FROM source WHERE id IN (SELECT value FROM json_each(?))"
    keys = db.execute(sql, [json.dumps(list(ids))]).fetchall()
    found = {key[0]: source for key in keys if (source := cache.find(key))}
    missing = [id_ for id_, _ in keys if id_ not in found]
    for key, source in _load_sources(db, missing) if missing else ():
        cache.keep(key, source)
        found[source.id] = source
    return found


def seen_sources(db: Database, *, space: str) -> list[str]:
    """Return the ids of the sources seen from `space`."""
    # The space stands behind the text: that of most sources is known by their not being here.
    others = "SELECT id FROM source WHERE space != '' AND space != ?"
    return [
        id_ for (id_,) in db.execute(f"SELECT id FROM source WHERE id NOT IN ({others})", [space])
    ]


def _load_sources(db: Database, ids: Sequence[str]) -> Iterator[tuple[_Key, Source]]:
    as_json = json.dumps(ids)
    boilerplate: defaultdict[str, list[Span]] = defaultdict(list)
    sql = """
        SELECT source, "start", "end" FROM boilerplate
        WHERE source IN (SELECT value FROM json_each(?)) ORDER BY source, position
    """
    for source, start, end in db.execute(sql, [as_json]):
        boilerplate[source].append((start, end))
    sql = "SELECT * FROM source WHERE id IN (SELECT value FROM json_each(?))"
    for row in db.query(sql, [as_json]):
        key = (row["id"], row["digest"])
        yield key, _source(row, tuple(boilerplate[row["id"]]))


def _source(row: dict[str, Any], boilerplate: tuple[Span, ...]) -> Source:
    published_on = row["published_on"]
    return Source(
        **{column: row[column] for column in _AS_THEY_ARE},
        read_on=date.fromisoformat(row["read_on"]),
        published_on=date.fromisoformat(published_on) if published_on else None,
        boilerplate=boilerplate,
    )
