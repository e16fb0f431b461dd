"""The desk in the SQLite store, beside the records: a `DeskStore`.

Each method is one transaction. The work is next door: desk_changes.py and desk_undoing.py
(what editors change), desk_revisions.py (what they changed), desk_records.py, desk_drafts.py,
desk_questions.py, desk_links.py (phrasings and relations), desk_editors.py; the tables are in
migrations/0006_desk.sql.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from knowledge.errors import NotFoundError
from knowledge.records import Record
from knowledge.store import desk_changes, desk_drafts, desk_editors, desk_links
from knowledge.store import desk_questions as questions
from knowledge.store import desk_records as records
from knowledge.store import desk_revisions as revisions
from knowledge.store.desk_port import (
    AskedGroup,
    Change,
    ClaimRelation,
    DraftKind,
    DraftState,
    KeptDraft,
    Phrasing,
    Revision,
    Who,
    WrongMatch,
)
from knowledge.store.desk_revisions import Doing
from knowledge.store.desk_undoing import undo
from knowledge.store.port import PUBLIC
from knowledge.store.sources import SourceCache
from knowledge.store.spaces import spaces_of
from knowledge.store.transactions import Transactions
from knowledge.store.writing import digested


class SqliteDeskStore:
    """A `DeskStore` in one file. May be used by several threads and processes at once."""

    def __init__(self, transactions: Transactions, sources: SourceCache) -> None:
        self._sources = sources
        self._reading = transactions.reading
        self._writing = transactions.writing

    def change(self, change: Change, *, space: str, who: Who, at: float, why: str) -> int:
        bundle = digested(change.records)
        with self._doing("change what is kept", space, who, at, why) as (db, doing):
            desk_changes.do(db, self._sources, change, bundle, doing=doing)
        return doing.change

    def undo(self, change: int, *, space: str, who: Who, at: float, why: str) -> int:
        doing = "undo a change"
        with self._doing(doing, space, who, at, why, undoes=change) as (db, undoing):
            undo(db, self._sources, change, doing=undoing)
        return undoing.change

    def history(
        self, subject: str, *, space: str, limit: int | None = None
    ) -> tuple[Revision, ...]:
        with self._reading("read what was changed") as db:
            return revisions.of_subject(db, subject, space=space, limit=limit)

    def changes_by(self, *, space: str, limit: int) -> tuple[Revision, ...]:
        with self._reading("read what was changed lately") as db:
            return revisions.of_space(db, space=space, limit=limit)

    def get_record(self, kind: str, id_: str, *, space: str) -> Record:
        with self._reading("read a record") as db:
            return records.get_seen(db, self._sources, kind, id_, space=space)

    def digest_of(self, kind: str, id_: str, *, space: str) -> str:
        with self._reading("read a record's digest") as db:
            found = records.digests(db, kind, (id_,))
            if not found or spaces_of(db, kind, (id_,))[id_] not in (PUBLIC, space):
                raise NotFoundError(f"{kind} {id_}", "there is none with this id to be seen here")
            return found[id_]

    def keep_draft(self, draft: KeptDraft) -> bool:
        with self._writing("keep a draft") as db:
            return desk_drafts.keep(db, draft)

    def find_draft(self, id_: str, *, space: str) -> KeptDraft | None:
        with self._reading("find a draft") as db:
            return desk_drafts.find(db, id_, space=space)

    def list_drafts(
        self,
        *,
        space: str,
        kinds: Collection[DraftKind] = tuple(DraftKind),
        limit: int | None = None,
    ) -> tuple[KeptDraft, ...]:
        with self._reading("list the drafts") as db:
            return desk_drafts.waiting(db, space=space, kinds=kinds, limit=limit)

    def edit_draft(self, draft: KeptDraft) -> None:
        with self._writing("edit a draft") as db:
            desk_drafts.edit(db, draft)

    def reject_draft(self, id_: str, *, space: str, who: Who, at: float, why: str) -> None:
        with self._doing("reject a draft", space, who, at, why) as (db, doing):
            closed = desk_changes.close_draft(db, id_, DraftState.REJECTED, space=space)
            revisions.write(db, doing, [closed])

    def unanswered_questions(
        self, *, space: str, now: float, limit: int | None = None
    ) -> tuple[AskedGroup, ...]:
        with self._reading("list the unanswered questions") as db:
            return questions.unanswered(db, space=space, now=now, limit=limit)

    def close_questions(self, ids: Collection[str], *, space: str) -> int:
        with self._writing("close questions") as db:
            return questions.close(db, ids, space=space)

    def wrong_matches(self, *, space: str, limit: int | None = None) -> tuple[WrongMatch, ...]:
        with self._reading("list the wrong matches") as db:
            return questions.wrong_matches(db, space=space, limit=limit)

    def close_wrong_match(self, text: str, claim: str, *, space: str) -> None:
        with self._writing("close a wrong match") as db:
            questions.close_wrong_match(db, text, claim, space=space)

    def phrasings(self, *, space: str) -> tuple[Phrasing, ...]:
        with self._reading("read the phrasings") as db:
            return desk_links.phrasings(db, space=space)

    def phrasings_version(self) -> int:
        with self._reading("read the number of the phrasings") as db:
            return desk_links.phrasings_version(db)

    def relations(self, claims: Collection[str], *, space: str) -> tuple[ClaimRelation, ...]:
        with self._reading("read the relations of claims") as db:
            return desk_links.relations(db, claims, space=space)

    def set_editors(self, space: str, editors: Collection[str]) -> None:
        with self._writing("keep who edits") as db:
            desk_editors.put(db, space, editors)

    def editors(self, space: str) -> tuple[str, ...]:
        with self._reading("read who edits") as db:
            return desk_editors.names(db, space)

    @contextmanager
    def _doing(
        self,
        doing: str,
        space: str,
        who: Who,
        at: float,
        why: str,
        *,
        undoes: int | None = None,
    ) -> Iterator[tuple[Database, Doing]]:
        with self._writing(doing) as db:
            number = revisions.next_change(db)
            yield db, Doing(number, space, who, at, why, undoes)
