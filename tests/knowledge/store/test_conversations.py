"""Conversations in the SQLite file: beside the records, on old, full and locked stores."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import (
    BusyStoreError,
    FullDiskError,
    NewerStoreError,
    ReadOnlyStoreError,
    StoreError,
)
from knowledge.store import inbox, opening
from knowledge.store.connections import Connections
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.migrations import migrations
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.builders import a_claim, some_records
from tests.contracts.conversation_records import (
    ASKER,
    DAY,
    HERE,
    NOW,
    OTHER_ASKER,
    a_job,
    a_question,
    a_reply,
    a_subscription,
    a_suggestion,
)
from tests.knowledge.store.inspection import problems_in
from tests.knowledge.store.older import make_older_store
from tests.knowledge.store.test_failures import a_file_size_limit, a_store_with

KINDS = ("slack.message",)
BEFORE_CONVERSATIONS = 2

WRITES: dict[str, Callable[[ConversationStore], object]] = {
    "keep_jobs": lambda kept: kept.keep_jobs([a_job("late")]),
    "take_jobs": lambda kept: kept.take_jobs("me", KINDS, now=NOW, until=NOW + 1, limit=1),
    "renew": lambda kept: kept.renew("me", until=NOW),
    "release": lambda kept: kept.release("me"),
    "note_sending": lambda kept: kept.note_sending("event-1", "reply-1"),
    "finish_job": lambda kept: kept.finish_job("event-1", now=NOW),
    "postpone_job": lambda kept: kept.postpone_job("event-1", due_at=NOW),
    "give_up_job": lambda kept: kept.give_up_job("event-1", now=NOW),
    "keep_question": lambda kept: kept.keep_question(a_question()),
    "keep_reply": lambda kept: kept.keep_reply(a_reply()),
    "note_message": lambda kept: kept.note_message("reply-1", "C1", "1.5"),
    "keep_feedback": lambda kept: kept.keep_feedback("reply-1", ASKER, is_helpful=True),
    "set_mode": lambda kept: kept.set_mode(HERE, "C1", "off"),
    "note_correction": lambda kept: kept.note_correction(
        "reply-1", digests=["new"], knowledge_version="1", at=NOW
    ),
    "note_told": lambda kept: kept.note_told(a_subscription(), digest="new", about="Roof"),
    "unsubscribe": lambda kept: kept.unsubscribe(a_subscription()),
    "take_lease": lambda kept: kept.take_lease("work", "me", now=NOW, until=NOW + 1),
    "end_lease": lambda kept: kept.end_lease("work", "me"),
    "subscribe": lambda kept: kept.subscribe(a_subscription()),
    "suggest": lambda kept: kept.suggest(a_suggestion()),
    "keep_installation": lambda kept: kept.keep_installation("slack", "T1", b"sealed"),
    "delete_installation": lambda kept: kept.delete_installation("slack", "T1"),
    "set_value": lambda kept: kept.set_value("key", "other"),
    "set_value_once": lambda kept: kept.set_value_once("another key", "value"),
    "pop_value": lambda kept: kept.pop_value("key"),
    "forget_person": lambda kept: kept.forget_person(HERE, ASKER),
    "forget_space": lambda kept: kept.forget_space(HERE),
    "forget_before": lambda kept: kept.forget_before(NOW),
}
READS: dict[str, Callable[[ConversationStore], object]] = {
    "takers": lambda kept: kept.takers(),
    "count_waiting": lambda kept: kept.count_waiting(KINDS),
    "find_question": lambda kept: kept.find_question("question-1"),
    "thread_questions": lambda kept: kept.thread_questions(HERE, "C1", "1.0", since=0, limit=9),
    "find_reply": lambda kept: kept.find_reply("reply-1", space=HERE),
    "find_reply_to_message": lambda kept: kept.find_reply_to_message(HERE, "C1", "1.5"),
    "iter_replies_showing": lambda kept: tuple(kept.iter_replies_showing(["roof-cost"])),
    "subscriptions_to": lambda kept: kept.subscriptions_to(claims=["roof-cost"]),
    "questions_waited_for": lambda kept: kept.questions_waited_for(now=NOW),
    "claims_shown": lambda kept: kept.claims_shown(HERE, "C1", "1.0"),
    "find_mode": lambda kept: kept.find_mode(HERE, "C1"),
    "subscriptions": lambda kept: kept.subscriptions(HERE),
    "suggestions": lambda kept: kept.suggestions(HERE),
    "find_installation": lambda kept: kept.find_installation("slack", "T1"),
    "find_values": lambda kept: kept.find_values("k"),
    "find_value": lambda kept: kept.find_value("key"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a store in which something is kept for every reading method to find."""
    path = tmp_path / "gainsay.db"
    with closing(open_sqlite_store(path)) as store:
        kept = store.conversations
        kept.keep_jobs([a_job("taken"), a_job("event-1", received_at=NOW + 1)])
        kept.take_jobs("you", KINDS, now=NOW, until=NOW + DAY, limit=1)
        for wanted in ("keep_question", "keep_reply", "note_message", "set_mode", "subscribe"):
            WRITES[wanted](kept)
        kept.subscribe(a_subscription(question="question-1"))
        kept.suggest(a_suggestion())
        kept.keep_installation("slack", "T1", b"sealed")
        kept.set_value("key", "value")
    return path


def everything_read(kept: ConversationStore) -> list[object]:
    return [read(kept) for read in READS.values()]


def test_every_method_of_the_port_is_tried_here() -> None:
    methods = {name for name in vars(ConversationStore) if not name.startswith("_")}
    assert methods == READS.keys() | WRITES.keys()


@pytest.mark.parametrize("method", [*READS, *WRITES])
def test_a_closed_store_says_so(path: Path, method: str) -> None:
    store = open_sqlite_store(path)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        (READS | WRITES)[method](store.conversations)


def read_only(path: Path) -> SqliteStore:
    return SqliteStore(path, Connections(path, lambda: opening._connect(path, "mode=ro")))


@pytest.mark.parametrize("method", WRITES)
def test_a_store_that_cannot_be_written_says_so_when_it_should_keep(
    path: Path, method: str
) -> None:
    with closing(read_only(path)) as store:
        before = everything_read(store.conversations)
        with pytest.raises(ReadOnlyStoreError, match="GAINSAY_DATABASE"):
            WRITES[method](store.conversations)
        assert everything_read(store.conversations) == before
        assert all(found not in (None, (), {}, frozenset(), 0) for found in before)


def test_what_needs_nothing_written_works_on_a_store_that_cannot_be(path: Path) -> None:
    with closing(read_only(path)) as store:
        kept = store.conversations
        assert kept.set_value_once("key", "other") == "value"
        assert kept.take_jobs("me", ["other.kind"], now=NOW, until=NOW + 1, limit=1) == ()


def test_looking_for_jobs_in_vain_waits_for_nobody_who_writes(path: Path) -> None:
    with closing(a_store_with(path, "PRAGMA busy_timeout = 20")) as store:
        kept = store.conversations
        kept.finish_job("event-1", now=NOW)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert kept.take_jobs("me", KINDS, now=NOW, until=NOW + 1, limit=1) == ()
            with pytest.raises(BusyStoreError, match="try again"):
                kept.take_jobs("me", KINDS, now=NOW + DAY, until=NOW + 2 * DAY, limit=1)


def test_looking_for_jobs_does_not_walk_through_those_that_are_over(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        for due, values in ((inbox._is_due(KINDS), (NOW, *KINDS)), (inbox._LEASE_IS_OVER, (NOW,))):
            plan = db.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM job WHERE {due}", values)
            assert [step for *_, step in plan] == ["SCAN job USING INDEX job_waiting"]


def test_threads_of_one_process_never_find_the_store_busy(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    together = threading.Barrier(6)
    # Without patience, SQLite gives up at once where threads do not wait for each other.
    with closing(a_store_with(tmp_path / "gainsay.db", "PRAGMA busy_timeout = 0")) as store:

        def work(thread: int) -> None:
            together.wait()
            try:
                for n in range(20):
                    store.conversations.keep_jobs([a_job(f"{thread}-{n}")])
                    if thread == 0:
                        store.add(some_records(claims=[a_claim(f"claim-{n}")]))
            except StoreError as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert store.conversations.count_waiting(KINDS) == 120
        assert store.counts().claims == 20


def test_of_a_batch_for_which_there_is_no_room_no_job_is_kept(path: Path) -> None:
    batch = [a_job(f"event-{n}", payload="x" * 5_000) for n in range(1, 200)]
    with closing(open_sqlite_store(path)) as store:
        kept = store.conversations
        kept.set_value("key", "value")  # so that there is a log
        before = everything_read(kept)
        with (
            a_file_size_limit(Path(f"{path}-wal").stat().st_size + 100_000),
            pytest.raises(FullDiskError, match="free some"),
        ):
            kept.keep_jobs(batch)
        assert everything_read(kept) == before
        assert kept.keep_jobs(batch) == (False, *[True] * 198)
    assert problems_in(path) == []


def test_of_a_batch_with_a_job_that_cannot_be_kept_no_job_is(path: Path) -> None:
    no_time = float("nan")
    with closing(open_sqlite_store(path)) as store:
        with pytest.raises(StoreError, match="could not keep what was asked"):
            store.conversations.keep_jobs([a_job("fine"), a_job("odd", received_at=no_time)])
        assert store.conversations.keep_jobs([a_job("fine")]) == (True,)


def test_the_last_opinion_of_a_reply_is_the_one_in_the_file(path: Path) -> None:
    """The desk will read it there: the port has no reader yet."""
    with closing(open_sqlite_store(path)) as store, closing(sqlite3.connect(path)) as db:
        for is_helpful in (True, False, True, False):
            store.conversations.keep_feedback("reply-1", ASKER, is_helpful=is_helpful)
            opinions = db.execute("SELECT asker, is_helpful FROM feedback").fetchall()
            assert opinions == [(ASKER, is_helpful)]


def test_a_store_that_a_newer_gainsay_migrates_meanwhile_is_not_written(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 1000")
        with pytest.raises(NewerStoreError):
            store.conversations.keep_jobs([a_job("late")])


def test_a_store_from_before_conversations_is_upgraded_with_its_records(tmp_path: Path) -> None:
    path = tmp_path / "gainsay.db"
    make_older_store(path, BEFORE_CONVERSATIONS, some_records())
    with closing(open_sqlite_store(path)) as store:
        assert store.get_claims(("roof-cost",)) == some_records().claims
        assert [id_ for id_, _ in store.search(("roof",), limit=9)] == ["roof-cost"]
        assert store.conversations.keep_jobs([a_job()]) == (True,)
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert version == migrations()[-1].number > BEFORE_CONVERSATIONS
    assert problems_in(path) == []


def contents_of(path: Path) -> bytes:
    files = [path, Path(f"{path}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_what_was_forgotten_cannot_be_read_in_the_file(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        kept = store.conversations
        for n, asker in enumerate([ASKER, OTHER_ASKER] * 4):
            words = f"secret of {asker} {n} " + "and more " * 100 * n
            kept.keep_question(a_question(f"q{n}", asker=asker, text=words))
            kept.suggest(a_suggestion(asker=asker, text=words))
            kept.subscribe(a_subscription(asker=asker, person=words))
            kept.keep_jobs([a_job(f"j{n}", payload=f"payload {words}")])
            kept.finish_job(f"j{n}", now=NOW)
        assert f"payload secret of {ASKER}".encode() in contents_of(path)  # in the log
        kept.forget_person(HERE, ASKER)
        assert ASKER.encode() not in contents_of(path)
        assert b"payload secret" not in contents_of(path)
        assert f"secret of {OTHER_ASKER}".encode() in contents_of(path)
        kept.forget_space(HERE)
        assert OTHER_ASKER.encode() not in contents_of(path)


def test_what_had_its_time_cannot_be_read_in_the_file(path: Path) -> None:
    with closing(open_sqlite_store(path)) as store:
        kept = store.conversations
        kept.keep_question(a_question("q", text="a secret", expires_at=NOW))
        assert b"a secret" in contents_of(path)
        kept.forget_before(NOW)
        assert b"a secret" not in contents_of(path)


def test_forgetting_does_not_wait_long_for_somebody_who_reads(path: Path) -> None:
    with (
        closing(open_sqlite_store(path)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM question").fetchone()
        began = time.monotonic()
        assert store.conversations.forget_person(HERE, ASKER) == 5
        assert time.monotonic() - began < opening.BUSY_SECONDS / 2
        with store.conversations._reading("look at the patience") as db:
            patience = db.execute("PRAGMA busy_timeout").fetchone()
        assert patience == (opening.BUSY_SECONDS * 1000,)  # as before
