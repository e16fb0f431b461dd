"""What an editor changes in one go, and takes back: all of it or nothing, with a revision of each.

Everything here runs in the one transaction that the store has opened, and raises before or
while it writes: the transaction then leaves nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlite_utils import Database

from knowledge.codec import as_plain
from knowledge.errors import ForbiddenError, RecordError, StaleError
from knowledge.model import Claim, Response
from knowledge.records import KINDS, Record
from knowledge.store import desk_drafts, desk_links, desk_revisions
from knowledge.store.desk_links import Link
from knowledge.store.desk_port import Change, DraftState
from knowledge.store.desk_records import digests, read_any
from knowledge.store.desk_revisions import Changed, Doing
from knowledge.store.port import PUBLIC
from knowledge.store.sources import SourceCache, read_sources
from knowledge.store.spaces import spaces_of
from knowledge.store.writing import Digested, write

Key = tuple[str, str]
"""The kind and the id of a record."""


def do(db: Database, cache: SourceCache, wanted: Change, bundle: Digested, *, doing: Doing) -> None:
    """Do all that is `wanted`; `bundle` are its records with their digests."""
    _refuse_twice(wanted.records)
    changed = []
    if wanted.closes:
        changed.append(close_draft(db, wanted.closes, DraftState.PUBLISHED, space=doing.space))
    differing = _differing(db, bundle)
    changed += change_records(db, cache, differing, doing=doing, expected=wanted.expected)
    changed += _change_links(db, wanted, doing.space)
    desk_revisions.write(db, doing, changed)


def close_draft(db: Database, id_: str, state: DraftState, *, space: str) -> Changed:
    """Decide on a draft; raise `StaleError` if it does not wait."""
    if desk_drafts.find_state(db, id_, space=space) is not DraftState.WAITING:
        raise desk_drafts.not_waiting(id_)
    return set_draft(db, id_, state, space=space, before=DraftState.WAITING)


def set_draft(
    db: Database, id_: str, state: DraftState, *, space: str, before: DraftState
) -> Changed:
    """Let the draft be in `state`."""
    desk_drafts.set_state(db, id_, state, space=space)
    return Changed("draft", id_, {"state": before}, {"state": state})


def change_records(
    db: Database,
    cache: SourceCache,
    bundle: Digested,
    *,
    doing: Doing,
    expected: Mapping[Key, str] | None = None,
) -> list[Changed]:
    """Write the records, all of which differ from what is kept; say what became of each.

    Without `expected` somebody has looked already.
    """
    before = {kind: read_any(db, cache, kind, of_kind) for kind, of_kind in bundle.items()}
    records = [record for of_kind in bundle.values() for record, _ in of_kind.values()]
    for record in records:
        _check_may(record, before[KINDS[type(record)]].get(record.id), doing.space)
    if expected is not None:
        _check_expected(db, bundle, expected)
    _check_quoted(db, cache, records)
    write(db, bundle)
    return [_changed(before[KINDS[type(record)]].get(record.id), record) for record in records]


def _refuse_twice(records: Iterable[Record]) -> None:
    seen = set[Key]()
    for record in records:
        kind = KINDS[type(record)]
        if (kind, record.id) in seen:
            raise RecordError(f"{kind} {record.id}", "id", "is used twice; give each its own id")
        seen.add((kind, record.id))


def _differing(db: Database, bundle: Digested) -> Digested:
    """Return what is new or not as it is kept: to say the same again needs nobody's leave."""
    differing = {}
    for kind, of_kind in bundle.items():
        kept = digests(db, kind, of_kind)
        differing[kind] = {i: pair for i, pair in of_kind.items() if kept.get(i) != pair[1]}
    return differing


def _check_may(record: Record, before: Record | None, space: str) -> None:
    """Raise `ForbiddenError` unless the record is the space's own, before and after.

    The operator may also make another's record public.
    """
    where = f"{KINDS[type(record)]} {record.id}"
    was = record.space if before is None else before.space
    if space == PUBLIC == record.space:
        return
    if PUBLIC in (record.space, was):
        why = "only who runs Gainsay changes what everybody sees; record your own beside it"
        raise ForbiddenError(where, why)
    if not record.space == was == space:
        raise ForbiddenError(where, "is not kept here; give what is your own another id")


def _check_expected(db: Database, bundle: Digested, expected: Mapping[Key, str]) -> None:
    for kind, of_kind in bundle.items():
        kept = digests(db, kind, of_kind)
        for id_ in of_kind:
            if kept.get(id_) != expected.get((kind, id_)):
                why = "was changed meanwhile; look at it again before you change it"
                raise StaleError(f"{kind} {id_}", why)


def _check_quoted(db: Database, cache: SourceCache, records: Iterable[Record]) -> None:
    """Raise `RecordError` where a quote was found in a text that is not its source's."""
    for record in records:
        if not isinstance(record, Claim | Response):
            continue
        for quote in record.quotes:
            kept = read_sources(db, cache, (quote.source.id,)).get(quote.source.id)
            # One that is not kept is among the records, or `write` says that it is missing.
            if kept is not None and quote.source.text != kept.text:
                why = f"are of another text than source '{kept.id}' has; look the words up there"
                raise RecordError(f"{KINDS[type(record)]} {record.id}", "quotes", why)


def _changed(before: Record | None, after: Record) -> Changed:
    kind = KINDS[type(after)]
    was = None if before is None else as_plain(before)
    return Changed(kind, after.id, was, as_plain(after))


def _change_links(db: Database, wanted: Change, space: str) -> Iterable[Changed]:
    """Unlink, then link; say of each place what became of it in the end."""
    changed: dict[tuple[str, ...], Changed] = {}
    taken: list[Link] = [*wanted.unlink, *wanted.unrelate]
    put: list[Link] = [*wanted.link, *wanted.relate]
    for n, link in enumerate([*taken, *put]):
        _check_link(db, link, space)
        done = desk_links.take(db, link) if n < len(taken) else desk_links.put(db, link)
        place = desk_links.place_of(link)
        changed[place] = replace(changed.get(place, done), after=done.after)
    return changed.values()


def _check_link(db: Database, link: Link, space: str) -> None:
    desk_links.check(link)
    if link.space != space:
        why = "can be linked and unlinked for everybody only by who runs Gainsay"
        raise ForbiddenError(f"claim {link.claim}", why)
    claims = desk_links.claims_of(link)
    seen = spaces_of(db, "claim", claims)
    for claim in claims:
        if seen.get(claim) not in (PUBLIC, space):
            why = "there is none with this id to be seen here; look the id up"
            raise RecordError(f"claim {claim}", "id", why)
