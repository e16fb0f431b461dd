"""Rows become records again, each checking its rules as it is made.

The functions that read several tables must run in one transaction, or a claim could get
the quotes of a later moment than its text. `space` limits what is read to what is seen from
there, None is all of it; `states` to what is in one of these.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlite_utils import Database

from knowledge.model import Answers, Claim, Name, Quote, Response, Review, Role, Speaker
from knowledge.store.sources import SourceCache, read_sources
from knowledge.vocabulary import Mode, NameKind, Scope, SpeakerKind, Stance, State

PUBLISHED = (State.PUBLISHED,)

_WANTED = """
    id IN (SELECT value FROM json_each(:ids)) AND (:space IS NULL OR space IN ('', :space))
"""
_IN_STATE = f"{_WANTED} AND state IN (SELECT value FROM json_each(:states))"


def read_speakers(db: Database, ids: Collection[str], *, space: str | None) -> dict[str, Speaker]:
    """Return those of these speakers that are seen, by id."""
    sql = f"SELECT id, kind, name, space FROM speaker WHERE {_WANTED}"
    speakers = db.execute(sql, {"ids": json.dumps(list(ids)), "space": space}).fetchall()
    seen = json.dumps([speaker[0] for speaker in speakers])
    which = "speaker IN (SELECT value FROM json_each(?))"
    names: defaultdict[str, list[Name]] = defaultdict(list)
    sql = f"""
        SELECT speaker, name, kind, language FROM speaker_name
        WHERE {which} ORDER BY speaker, position
    """
    for speaker, name, kind, language in db.execute(sql, [seen]):
        names[speaker].append(Name(name, NameKind(kind), language))
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    sql = f"""
        SELECT speaker, title, organisation, speaks_for, from_on, to_on FROM speaker_role
        WHERE {which} ORDER BY speaker, position
    """
    for speaker, title, organisation, speaks_for, from_on, to_on in db.execute(sql, [seen]):
        roles[speaker].append(Role(title, organisation, speaks_for, _day(from_on), _day(to_on)))
    return {
        id_: Speaker(id_, SpeakerKind(kind), name, tuple(names[id_]), tuple(roles[id_]), whose)
        for id_, kind, name, whose in speakers
    }


def read_claims(
    db: Database,
    cache: SourceCache,
    ids: Collection[str],
    *,
    space: str | None,
    states: Collection[State] = PUBLISHED,
) -> dict[str, Claim]:
    """Return those of these claims that are seen, by id."""
    sql = f"""
        SELECT id, state, space, text, basis, hedge, said_as_written, said_on, said_in,
            EXISTS (SELECT 1 FROM claim_appearance WHERE claim = id)
        FROM claim WHERE {_IN_STATE}
    """
    rows = db.execute(sql, _asked(ids, space, states)).fetchall()
    seen = json.dumps([row[0] for row in rows])
    quotes = _quotes(db, cache, "claim", seen)
    said_by = _listed(db, "claim", "claim_said_by", "speaker", seen)
    via = _listed(db, "claim", "claim_via", "speaker", seen)
    topics = _listed(db, "claim", "claim_topic", "topic", seen)
    appearances = _appearances(db, [row[0] for row in rows if row[-1]])
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
            space=whose,
            said_in=said_in,
            appearances=appearances.get(id_, ()),
        )
        for id_, state, whose, text, basis, hedge, said_as_written, said_on, said_in, _ in rows
    }


def read_responses(
    db: Database,
    cache: SourceCache,
    ids: Collection[str],
    *,
    space: str | None,
    states: Collection[State] = PUBLISHED,
) -> dict[str, Response]:
    """Return those of these responses that are seen, by id."""
    sql = f"SELECT id, stance, text, said_on, state, space FROM response WHERE {_IN_STATE}"
    rows = db.execute(sql, _asked(ids, space, states)).fetchall()
    found = json.dumps([row[0] for row in rows])
    quotes = _quotes(db, cache, "response", found)
    parties = {kind: _parties(db, kind, found) for kind in ("by", "silent", "on_behalf_of")}
    answers = _answers(db, found)
    return {
        id_: Response(
            id=id_,
            stance=Stance(stance),
            text=text,
            quotes=tuple(quotes[id_]),
            answers=tuple(answers[id_]),
            by=parties["by"][id_],
            silent=parties["silent"][id_],
            on_behalf_of=parties["on_behalf_of"][id_],
            said_on=_day(said_on),
            state=State(state),
            space=whose,
        )
        for id_, stance, text, said_on, state, whose in rows
    }


def read_reviews(
    db: Database,
    ids: Collection[str],
    *,
    space: str | None,
    states: Collection[State] = PUBLISHED,
) -> dict[str, Review]:
    """Return those of these reviews that are seen, by id."""
    columns = "id, publisher, rating, text, title, url, reviewed_on, language, state, space"
    sql = f"SELECT {columns} FROM review WHERE {_IN_STATE}"
    rows = db.execute(sql, _asked(ids, space, states)).fetchall()
    claims = _listed(db, "review", "review_claim", "claim", json.dumps([row[0] for row in rows]))
    return {
        id_: Review(
            id=id_,
            publisher=publisher,
            claims=claims[id_],
            rating=rating,
            text=text,
            title=title,
            url=url,
            reviewed_on=_day(reviewed_on),
            language=language,
            state=State(state),
            space=whose,
        )
        for id_, publisher, rating, text, title, url, reviewed_on, language, state, whose in rows
    }


def _asked(
    ids: Collection[str], space: str | None, states: Collection[State]
) -> dict[str, str | None]:
    return {"ids": json.dumps(list(ids)), "space": space, "states": json.dumps(list(states))}


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


def _appearances(db: Database, claims: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return those of these claims; few have some, and where none does nothing is asked."""
    if not claims:
        return {}
    return _listed(db, "claim", "claim_appearance", "url", json.dumps(list(claims)))


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
