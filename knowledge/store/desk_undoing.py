"""Taking a change back: everything is put as it was before, and that is a change itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlite_utils import Database

from knowledge.codec import as_plain, from_plain
from knowledge.errors import ForbiddenError, NotFoundError, StaleError
from knowledge.model import Claim, Response, Review
from knowledge.records import KINDS, Record
from knowledge.store import desk_drafts, desk_links, desk_revisions
from knowledge.store.desk_changes import change_records, set_draft
from knowledge.store.desk_port import DraftState, Revision
from knowledge.store.desk_records import read_any
from knowledge.store.desk_revisions import Changed, Doing, Plain
from knowledge.store.port import PUBLIC
from knowledge.store.sources import SourceCache, read_sources
from knowledge.store.writing import digested
from knowledge.vocabulary import State


def undo(db: Database, cache: SourceCache, number: int, *, doing: Doing) -> None:
    """Take the change of that number back."""
    made = _made_here(db, number, doing.space)
    for revision in made:
        if _now(db, cache, revision) != revision.after:
            why = "was changed again since; undo that first, or change it by hand"
            raise StaleError(f"{revision.kind} {revision.subject}", why)
    records = [record for revision in made for record in _record_before(db, cache, revision)]
    changed = change_records(db, cache, digested(records), doing=doing)
    changed += _put_back(db, made)
    desk_revisions.write(db, doing, changed)


def _made_here(db: Database, number: int, space: str) -> Collection[Revision]:
    made = desk_revisions.of_change(db, number)
    seen = [revision for revision in made if revision.space in (PUBLIC, space)]
    if not seen:
        raise NotFoundError(f"change {number}", "there is none with this number to be seen here")
    if seen[0].space != space:
        why = "was made for everybody: only who runs Gainsay can undo it"
        raise ForbiddenError(f"change {number}", why)
    return seen


def _now(db: Database, cache: SourceCache, revision: Revision) -> Plain | None:
    """Return how what was changed is now."""
    kind, subject = revision.kind, revision.subject
    if kind in KINDS.values():
        record = read_any(db, cache, kind, (subject,)).get(subject)
        return None if record is None else as_plain(record)
    if kind == "draft":
        return {"state": desk_drafts.find_state(db, subject, space=revision.space)}
    link = desk_links.find(db, desk_links.from_plain(kind, revision.after or revision.before))
    return None if link is None else desk_links.plain(link)


def _record_before(db: Database, cache: SourceCache, revision: Revision) -> Iterator[Record]:
    """Yield the record as it is to be again; what was new is withdrawn, or stays."""
    if revision.kind not in KINDS.values():
        return
    record = read_any(db, cache, revision.kind, (revision.subject,))[revision.subject]
    if revision.before is None:
        if isinstance(record, Claim | Response | Review):
            yield replace(record, state=State.WITHDRAWN)
        return
    if revision.before.get("space", PUBLIC) != record.space:
        why = "was made public, which cannot be undone: it has been seen; withdraw it instead"
        raise ForbiddenError(f"{revision.kind} {revision.subject}", why)
    yield from_plain(revision.before, lambda id_: read_sources(db, cache, (id_,)).get(id_))


def _put_back(db: Database, made: Collection[Revision]) -> Iterator[Changed]:
    """Put phrasings, relations and drafts as they were; the last that was done comes first."""
    for revision in reversed([each for each in made if each.kind not in KINDS.values()]):
        before, after = revision.before, revision.after
        if revision.kind == "draft":
            assert before
            assert after
            states = DraftState(before["state"]), DraftState(after["state"])
            space = revision.space
            yield set_draft(db, revision.subject, states[0], space=space, before=states[1])
        elif before is None:
            yield desk_links.take(db, desk_links.from_plain(revision.kind, after))
        else:
            yield desk_links.put(db, desk_links.from_plain(revision.kind, before))
