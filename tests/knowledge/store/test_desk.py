"""The desk in the SQLite file: on old, closed and locked stores, and what is left in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import ReadOnlyStoreError, StoreError
from knowledge.store import opening
from knowledge.store.connections import Connections
from knowledge.store.desk_port import Change, DeskStore, Who
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import some_records
from tests.contracts.conversation_records import ASKER, HERE, NOW, a_question, a_suggestion
from tests.contracts.desk_builders import (
    EDITOR,
    a_draft,
    a_phrasing,
    a_private_claim,
    a_relation,
    add,
    make,
    take_back,
)
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.older import make_older_store

BEFORE_DESK = 5

WRITES: dict[str, Callable[[DeskStore], object]] = {
    "change": lambda desk: add(desk, a_private_claim("another")),
    "undo": lambda desk: take_back(desk, 1),
    "keep_draft": lambda desk: desk.keep_draft(a_draft("draft-2")),
    "edit_draft": lambda desk: desk.edit_draft(a_draft(title="Another")),
    "reject_draft": lambda desk: desk.reject_draft(
        "draft-1", space=HERE, who=EDITOR, at=NOW, why=""
    ),
    "close_questions": lambda desk: desk.close_questions(["question-1"], space=HERE),
    "close_wrong_match": lambda desk: desk.close_wrong_match(
        a_suggestion().text, "roof-cost", space=HERE
    ),
    "set_editors": lambda desk: desk.set_editors(HERE, ["U2"]),
}
READS: dict[str, Callable[[DeskStore], object]] = {
    "history": lambda desk: desk.history("here-roof", space=HERE),
    "changes_by": lambda desk: desk.changes_by(space=HERE, limit=9),
    "get_record": lambda desk: desk.get_record("claim", "here-roof", space=HERE),
    "digest_of": lambda desk: desk.digest_of("claim", "here-roof", space=HERE),
    "find_draft": lambda desk: desk.find_draft("draft-1", space=HERE),
    "list_drafts": lambda desk: desk.list_drafts(space=HERE),
    "unanswered_questions": lambda desk: desk.unanswered_questions(space=HERE, now=NOW),
    "wrong_matches": lambda desk: desk.wrong_matches(space=HERE),
    "phrasings": lambda desk: desk.phrasings(space=HERE),
    "phrasings_version": lambda desk: desk.phrasings_version(),
    "relations": lambda desk: desk.relations(["roof-cost"], space=HERE),
    "editors": lambda desk: desk.editors(HERE),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a store in which something is kept for every reading method to find."""
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
        link, relation = a_phrasing(), a_relation(other="here-roof")
        make(store.desk, Change([a_private_claim()], link=[link], relate=[relation]))
        store.desk.keep_draft(a_draft())
        store.desk.set_editors(HERE, ["U1"])
        store.conversations.keep_question(a_question(outcome="none"))
        store.conversations.suggest(a_suggestion())
    return path


def everything_read(desk: DeskStore) -> list[object]:
    return [read(desk) for read in READS.values()]


def contents_of(path: Path) -> bytes:
    files = [path, Path(f"{path}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_every_method_of_the_port_is_tried_here() -> None:
    methods = {name for name in vars(DeskStore) if not name.startswith("_")}
    assert methods == READS.keys() | WRITES.keys()


@pytest.mark.parametrize("method", [*READS, *WRITES])
def test_a_closed_store_says_so(path: Path, method: str) -> None:
    store = open_sqlite_store(path)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        (READS | WRITES)[method](store.desk)


@pytest.mark.parametrize("method", WRITES)
def test_a_store_that_cannot_be_written_says_so_when_it_should_keep(
    path: Path, method: str
) -> None:
    only_read = Connections(path, lambda: opening._connect(path, "mode=ro"))
    with closing(SqliteStore(path, only_read)) as store:
        before = everything_read(store.desk)
        assert all(found not in (None, (), 0) for found in before)
        with pytest.raises(ReadOnlyStoreError, match="GAINSAY_DATABASE"):
            WRITES[method](store.desk)
        assert everything_read(store.desk) == before


def test_what_the_desk_keeps_outlives_the_process(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        before = everything_read(store.desk)
    with closing(open_sqlite_store(path)) as store:
        assert everything_read(store.desk) == before


def test_what_was_asked_before_there_was_a_desk_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    make_older_store(path, BEFORE_DESK, some_records())
    question = ("old", HERE, "C1", "1.0", ASKER, "none", NOW, NOW + 9, "The dome?")
    suggestion = (HERE, ASKER, "roof-cost", NOW, "The dome?")
    with closing(sqlite3.connect(path)) as db, db:
        columns = "id, space, channel, thread, asker, outcome, asked_at, expires_at, text"
        db.execute(f"INSERT INTO question ({columns}) VALUES (?,?,?,?,?,?,?,?,?)", question)
        columns = "space, asker, claim, suggested_at, text"
        db.execute(f"INSERT INTO suggestion ({columns}) VALUES (?,?,?,?,?)", suggestion)
    with closing(open_sqlite_store(path)) as store:
        (group,) = store.desk.unanswered_questions(space=HERE, now=NOW)
        assert group.questions == ("old",)
        (wrong,) = store.desk.wrong_matches(space=HERE)
        assert wrong.text == "The dome?"
        assert make(store.desk, Change(link=[a_phrasing()])) == 1
    assert problems_in(path) == []


def test_what_was_forgotten_at_the_desk_cannot_be_read_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        store.add(some_records())
        who = Who("PERSON-1", ASKER)
        link = Change(link=[a_phrasing("What is secret?")])
        store.desk.change(link, space=HERE, who=who, at=NOW, why="so")
        store.desk.keep_draft(a_draft(title="A secret", proposed_by=who))
        store.desk.set_editors(HERE, ["EDITOR-1"])
        words = (b"PERSON-1", ASKER.encode(), b"secret", b"EDITOR-1")
        assert all(word in contents_of(path) for word in words)
        store.conversations.forget_person(HERE, ASKER)
        assert not any(word in contents_of(path) for word in words[:2])
        store.conversations.forget_space(HERE)
        assert not any(word in contents_of(path) for word in words)
