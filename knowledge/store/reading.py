"""Rows become records again, each checking its rules as it is made.

The functions that read several tables must run in one transaction, or a claim could get
the quotes of a later moment than its text.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database

from knowledge.model import Answers, Claim, Name, Quote, Response, Role, Source, Span, Speaker
from knowledge.vocabulary import Mode, NameKind, Scope, SpeakerKind, Stance, State

_CACHED_CHARACTERS = 16_000_000

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


def read_speakers(db: Database, *, after: int = -1) -> tuple[Speaker, ...]:
    """Return the speakers that changed after that change number, by id; without it all."""
    # The plus: in the order of its index by id SQLite would walk through every speaker.
    changed = "SELECT id, kind, name FROM speaker WHERE changed > ? ORDER BY +id"
    speakers = db.execute(changed, [after]).fetchall()
    ids = json.dumps([speaker[0] for speaker in speakers])
    which = "speaker IN (SELECT value FROM json_each(?))"
    names: defaultdict[str, list[Name]] = defaultdict(list)
    sql = f"""
        SELECT speaker, name, kind, language FROM speaker_name
        WHERE {which} ORDER BY speaker, position
    """
    for speaker, name, kind, language in db.execute(sql, [ids]):
        names[speaker].append(Name(name, NameKind(kind), language))
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    sql = f"""
        SELECT speaker, title, organisation, speaks_for, from_on, to_on FROM speaker_role
        WHERE {which} ORDER BY speaker, position
    """
    for speaker, title, organisation, speaks_for, from_on, to_on in db.execute(sql, [ids]):
        roles[speaker].append(Role(title, organisation, speaks_for, _day(from_on), _day(to_on)))
    return tuple(
        Speaker(id_, SpeakerKind(kind), name, tuple(names[id_]), tuple(roles[id_]))
        for id_, kind, name in speakers
    )


def read_claims(
    db: Database, cache: SourceCache, ids: Sequence[str], *, space: str | None
) -> dict[str, Claim]:
    """Return those of these claims that are seen from `space`, by id."""
    sql = """
        SELECT id, state, space, text, basis, hedge, said_as_written, said_on FROM claim
        WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'published'
            AND (:space IS NULL OR space IN ('', :space))
    """
    rows = db.execute(sql, {"ids": json.dumps(ids), "space": space}).fetchall()
    seen = json.dumps([row[0] for row in rows])
    quotes = _quotes(db, cache, "claim", seen)
    said_by = _listed(db, "claim", "claim_said_by", "speaker", seen)
    via = _listed(db, "claim", "claim_via", "speaker", seen)
    topics = _listed(db, "claim", "claim_topic", "topic", seen)
    return {
        id_: Claim(
            id=id_,
            text=text,
            quotes=tuple(quotes[id_]),
            said_by=said_by[id_],
            via=via[id_],
            basis=basis,
            hedge=hedge,
            said_as_written=said_as_written,
            said_on=_day(said_on),
            topics=topics[id_],
            state=State(state),
            space=kept_space,
        )
        for id_, state, kept_space, text, basis, hedge, said_as_written, said_on in rows
    }


def read_responses(db: Database, cache: SourceCache, claims: Sequence[str]) -> Iterator[Response]:
    """Yield the responses that answer any of `claims`, in the order of first addition."""
    sql = """
        SELECT id, stance, text, said_on FROM response
        WHERE id IN (SELECT response FROM response_answers
                     WHERE claim IN (SELECT value FROM json_each(?)))
        ORDER BY number
    """
    rows = db.execute(sql, [json.dumps(claims)]).fetchall()
    found = json.dumps([row[0] for row in rows])
    quotes = _quotes(db, cache, "response", found)
    parties = {kind: _parties(db, kind, found) for kind in ("by", "silent", "on_behalf_of")}
    answers = _answers(db, found)
    for id_, stance, text, said_on in rows:
        yield Response(
            id=id_,
            stance=Stance(stance),
            text=text,
            quotes=tuple(quotes[id_]),
            answers=tuple(answers[id_]),
            by=parties["by"][id_],
            silent=parties["silent"][id_],
            on_behalf_of=parties["on_behalf_of"][id_],
            said_on=_day(said_on),
        )


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
    as_they_are = ("id", "text", "language", "title", "byline", "publisher", "url", "licence")
    read_on, published_on = date.fromisoformat(row["read_on"]), _day(row["published_on"])
    return Source(
        **{column: row[column] for column in as_they_are},
        read_on=read_on,
        published_on=published_on,
        boilerplate=boilerplate,
    )


def _quotes(
    db: Database, cache: SourceCache, kind: str, owners: str
) -> defaultdict[str, list[Quote]]:
    sql = f"""
        SELECT {kind}, source, exact, "start", "end", mode FROM {kind}_quote
        WHERE {kind} IN (SELECT value FROM json_each(?)) ORDER BY {kind}, position
    """
    rows = db.execute(sql, [owners]).fetchall()
    sources = read_sources(db, cache, {row[1] for row in rows})
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for owner, source, exact, start, end, mode in rows:
        quotes[owner].append(Quote(sources[source], exact, start, end, Mode(mode)))
    return quotes


def _listed(
    db: Database, owner: str, table: str, column: str, owners: str
) -> defaultdict[str, tuple[str, ...]]:
    sql = f"""
        SELECT {owner}, {column} FROM {table}
        WHERE {owner} IN (SELECT value FROM json_each(?)) ORDER BY {owner}, position
    """
    return _gathered(db.execute(sql, [owners]))


def _parties(db: Database, kind: str, responses: str) -> defaultdict[str, tuple[str, ...]]:
    sql = """
        SELECT response, speaker FROM response_party
        WHERE kind = ? AND response IN (SELECT value FROM json_each(?))
        ORDER BY response, position
    """
    return _gathered(db.execute(sql, [kind, responses]))


def _answers(db: Database, responses: str) -> defaultdict[str, list[Answers]]:
    sql = """
        SELECT response, claim, scope FROM response_answers
        WHERE response IN (SELECT value FROM json_each(?)) ORDER BY response, position
    """
    answers: defaultdict[str, list[Answers]] = defaultdict(list)
    for response, claim, scope in db.execute(sql, [responses]):
        answers[response].append(Answers(claim, Scope(scope)))
    return answers


def _gathered(rows: Iterable[tuple[str, str]]) -> defaultdict[str, tuple[str, ...]]:
    gathered: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for owner, value in rows:
        gathered[owner] += (value,)
    return gathered


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
