from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.inbox.delivery import Delivery, LaterError, UnanswerableError
from bot.inbox.running import AT_ONCE, ATTEMPTS, NEWS_AT_ONCE, NEWS_ATTEMPTS, Inbox
from knowledge.errors import StoreError
from knowledge.store.conversation_port import ConversationStore, Job
from knowledge.store.sqlite import SqliteStore, open_sqlite_store

KIND, NEWS = "slack.message", "slack.tell"
ASKED = {"asked": {"text": "did Kirby say so?"}}
DAY = 86_400.0
GONE = f"{socket.gethostname()}/{2**22 + 1}/feed"
"""A process of this machine that is not running: its number is beyond what Linux gives."""


@dataclass(slots=True)
class Clock:
    """A clock that the test moves."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Worker:
    """Does jobs as it is told: `outcomes` are raised in turn, then all is well."""

    outcomes: list[Exception] = field(default_factory=list)
    seen: list[Delivery] = field(default_factory=list)
    before: Callable[[Delivery], None] = lambda _: None

    async def __call__(self, delivery: Delivery) -> None:
        self.seen.append(delivery)
        self.before(delivery)
        if self.outcomes:
            raise self.outcomes.pop(0)

    @property
    def keys(self) -> list[str]:
        return [delivery.job.key for delivery in self.seen]


@pytest.fixture
def store(database: Path) -> Iterator[SqliteStore]:
    store = open_sqlite_store(database)
    yield store
    store.close()


@pytest.fixture
def kept(store: SqliteStore) -> ConversationStore:
    return store.conversations


@asynccontextmanager
async def running(inbox: Inbox) -> AsyncIterator[None]:
    task = asyncio.create_task(inbox.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await inbox.close()


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


async def put(inbox: Inbox, key: str = "one", payload: dict[str, Any] | None = None) -> bool:
    return await inbox.keep(key, KIND, "slack:T1", payload or ASKED, lives_seconds=DAY)


async def test_what_was_kept_is_done_and_then_over(kept: ConversationStore) -> None:
    inbox, work = Inbox(kept), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        assert await put(inbox)
        await until(lambda: inbox.counts.done == 1)
        assert dict(work.seen[0].payload) == ASKED
        assert await inbox.waiting() == 0


async def test_the_same_delivery_again_is_known_and_done_once(kept: ConversationStore) -> None:
    inbox, work = Inbox(kept), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        assert await put(inbox)
        assert not await put(inbox)
        await until(lambda: inbox.counts.done == 1)
        assert not await put(inbox)
        assert await put(inbox, "two")
        await until(lambda: inbox.counts.done == 2)
    assert work.keys == ["one", "two"]


async def test_many_at_once_are_all_kept_and_each_is_done_once(kept: ConversationStore) -> None:
    inbox, work = Inbox(kept), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        are_new = await asyncio.gather(*(put(inbox, f"key-{n % 200}") for n in range(300)))
        assert sum(are_new) == 200
        await until(lambda: inbox.counts.done == 200, 30)
    assert sorted(work.keys) == sorted(f"key-{n}" for n in range(200))


async def test_not_more_are_at_work_than_may_be(kept: ConversationStore) -> None:
    inbox, started, go = Inbox(kept), [0], asyncio.Event()

    async def waits(_delivery: Delivery) -> None:
        started[0] += 1
        await go.wait()

    inbox.serve(KIND, waits)
    async with running(inbox):
        await asyncio.gather(*(put(inbox, f"key-{n}") for n in range(AT_ONCE + 5)))
        await until(lambda: started[0] == AT_ONCE)
        await asyncio.sleep(0.1)
        assert started[0] == AT_ONCE
        go.set()
        await until(lambda: inbox.counts.done == AT_ONCE + 5)


async def test_news_lets_questions_go_first_and_leaves_them_room(
    kept: ConversationStore,
) -> None:
    inbox, release, order = Inbox(kept), asyncio.Event(), list[str]()

    async def waits(delivery: Delivery) -> None:
        order.append(delivery.job.key)
        await release.wait()

    for kind in (KIND, NEWS):
        inbox.serve(kind, waits, is_news=kind == NEWS)
    for n in range(2 * AT_ONCE):
        await inbox.keep(f"news {n}", NEWS, "slack:T1", {}, lives_seconds=60.0)
    await put(inbox)
    async with running(inbox):
        await until(lambda: len(order) == 1 + NEWS_AT_ONCE)
        assert order[0] == "one"
        await put(inbox, "two")
        await until(lambda: order[-1] == "two")
        release.set()
        await until(lambda: len(order) == 2 + 2 * AT_ONCE)


async def test_news_of_one_thing_is_told_one_after_another(kept: ConversationStore) -> None:
    inbox, release, begun = Inbox(kept), asyncio.Event(), list[str]()

    async def waits(delivery: Delivery) -> None:
        begun.append(delivery.job.key)
        await release.wait()

    inbox.serve(NEWS, waits, is_news=True)
    for key in ("first", "second"):
        await inbox.keep(key, NEWS, "slack:T1", {"about": "a reply"}, lives_seconds=60.0)
    async with running(inbox):
        await until(lambda: bool(begun))
        await asyncio.sleep(0.05)
        assert begun == ["first"]
        release.set()
        await until(lambda: begun == ["first", "second"])


async def test_news_has_more_patience_with_a_platform_than_a_question(
    kept: ConversationStore,
) -> None:
    clock = Clock()
    inbox = Inbox(kept, clock=clock)
    worker = Worker([LaterError(0.0) for _ in range(NEWS_ATTEMPTS - 1)])
    inbox.serve(NEWS, worker, is_news=True)
    await inbox.keep("news", NEWS, "slack:T1", {}, lives_seconds=60.0)
    async with running(inbox):
        await until(lambda: inbox.counts.done == 1)
    assert len(worker.seen) == NEWS_ATTEMPTS > ATTEMPTS


async def test_the_questions_of_one_thread_are_answered_in_their_order(
    kept: ConversationStore,
) -> None:
    inbox, ended = Inbox(kept), []

    async def the_first_is_slow(delivery: Delivery) -> None:
        await asyncio.sleep(0.2 if delivery.job.key == "first" else 0)
        ended.append(delivery.job.key)

    inbox.serve(KIND, the_first_is_slow)
    await put(inbox, "first", _in_thread("7"))
    await put(inbox, "follow-up", _in_thread("7"))
    await put(inbox, "elsewhere", _in_thread("8"))
    async with running(inbox):
        await until(lambda: inbox.counts.done == 3)
    assert ended == ["elsewhere", "first", "follow-up"]


async def test_a_job_that_has_to_wait_is_done_later(kept: ConversationStore) -> None:
    clock = Clock()
    given_up: list[Any] = []
    inbox = Inbox(kept, given_up=given_up.append, clock=clock)
    work = Worker([LaterError(30)])
    inbox.serve(KIND, work)
    async with running(inbox):
        await put(inbox)
        await until(lambda: inbox.counts.postponed == 1)
        await asyncio.sleep(0.1)
        assert len(work.seen) == 1
        clock.now += 31
        await until(lambda: inbox.counts.done == 1)
    assert given_up == []


async def test_what_nobody_can_answer_is_given_up_with_its_question(
    kept: ConversationStore,
) -> None:
    given_up: list[Any] = []
    inbox, work = Inbox(kept, given_up=given_up.append), Worker([UnanswerableError()])
    inbox.serve(KIND, work)
    async with running(inbox):
        await put(inbox)
        await until(lambda: inbox.counts.given_up == 1)
        assert given_up == [ASKED]
        assert not await put(inbox)
    assert len(work.seen) == 1


async def test_a_fault_is_tried_again_and_given_up_in_the_end(
    kept: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    given_up: list[Any] = []
    inbox = Inbox(kept, given_up=given_up.append, clock=clock)

    def is_given_up_as_time_passes() -> bool:
        clock.now += 60
        return inbox.counts.given_up == 1

    work = Worker([ValueError("did Kirby say so?") for _ in range(ATTEMPTS + 1)])
    inbox.serve(KIND, work)
    async with running(inbox):
        await put(inbox)
        await until(is_given_up_as_time_passes, 20)
    assert len(work.seen) == ATTEMPTS
    assert given_up == [ASKED]
    assert "ValueError" in caplog.text
    assert "Kirby" not in caplog.text


async def test_a_question_whose_time_is_over_is_given_up_not_answered(
    kept: ConversationStore,
) -> None:
    clock = Clock()
    given_up: list[Any] = []
    inbox = Inbox(kept, given_up=given_up.append, clock=clock)
    work = Worker()
    inbox.serve(KIND, work)
    await put(inbox)
    clock.now += DAY + 1
    async with running(inbox):
        await until(lambda: inbox.counts.given_up == 1)
    assert (work.seen, given_up) == ([], [ASKED])


async def test_after_a_kill_the_next_process_goes_on_at_once(kept: ConversationStore) -> None:
    clock = Clock()
    kept.keep_jobs([_job("one", clock.now), _job("two", clock.now)])
    taken = kept.take_jobs(GONE, [KIND], now=clock.now, until=clock.now + 60, limit=1)
    kept.note_sending(taken[0].key, "0123456789abcdef")
    inbox, work = Inbox(kept, clock=clock), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        await until(lambda: inbox.counts.done == 2)
    doubtful = {d.job.key: (d.is_doubtful, d.job.reply) for d in work.seen}
    assert doubtful == {"one": (True, "0123456789abcdef"), "two": (False, "")}


async def test_a_job_that_ended_its_process_each_time_is_given_up(kept: ConversationStore) -> None:
    clock = Clock()
    given_up: list[Any] = []
    kept.keep_jobs([_job("deadly", clock.now)])
    for _ in range(ATTEMPTS):
        kept.take_jobs(GONE, [KIND], now=clock.now, until=clock.now + 60, limit=1)
        kept.release(GONE, was_killed=True)
    inbox, work = Inbox(kept, given_up=given_up.append, clock=clock), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        await until(lambda: inbox.counts.given_up == 1)
    assert (work.seen, given_up) == ([], [{"asked": {}}])


async def test_the_jobs_of_a_process_that_lives_are_left_to_it(kept: ConversationStore) -> None:
    clock = Clock()
    alive = f"{socket.gethostname()}/{os.getppid()}/feed"
    elsewhere = "another-host/1/feed"
    kept.keep_jobs([_job("one", clock.now), _job("two", clock.now)])
    for taker in (alive, elsewhere):
        kept.take_jobs(taker, [KIND], now=clock.now, until=clock.now + 60, limit=1)
    inbox, work = Inbox(kept, clock=clock), Worker()
    inbox.serve(KIND, work)
    async with running(inbox):
        await asyncio.sleep(0.2)
        assert work.seen == []
        clock.now += 61
        await until(lambda: inbox.counts.done == 2)


async def test_about_to_send_is_in_the_store_before_it_is_sent(kept: ConversationStore) -> None:
    inbox = Inbox(kept)

    async def dies_after_saying_so(delivery: Delivery) -> None:
        if delivery.is_doubtful:
            return
        await delivery.sending("0123456789abcdef")
        raise LaterError(0)

    inbox.serve(KIND, dies_after_saying_so)
    async with running(inbox):
        await put(inbox)
        await until(lambda: inbox.counts.done == 1)
    assert inbox.counts.postponed == 1


async def test_a_stop_lets_what_is_being_done_end(kept: ConversationStore) -> None:
    inbox, began, ended = Inbox(kept), asyncio.Event(), []

    async def takes_a_moment(_delivery: Delivery) -> None:
        began.set()
        await asyncio.sleep(0.2)
        ended.append(True)

    inbox.serve(KIND, takes_a_moment)
    async with running(inbox):
        await put(inbox)
        await began.wait()
    assert ended == [True]
    assert kept.count_waiting([KIND]) == 0


async def test_a_stop_gives_back_what_takes_too_long(kept: ConversationStore) -> None:
    inbox, began = Inbox(kept), asyncio.Event()

    async def never_ends(_delivery: Delivery) -> None:
        began.set()
        await asyncio.Event().wait()

    inbox.serve(KIND, never_ends)
    task = asyncio.create_task(inbox.run())
    await put(inbox)
    await began.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await inbox.close(grace_seconds=0.05)
    assert kept.takers() == ()
    assert kept.count_waiting([KIND]) == 1


async def test_what_cannot_be_kept_says_so_and_is_not_acknowledged(
    store: SqliteStore, kept: ConversationStore
) -> None:
    inbox = Inbox(kept)
    store.close()
    with pytest.raises(StoreError):
        await put(inbox)


async def test_thinking_is_done_beside_the_event_loop(kept: ConversationStore) -> None:
    inbox, here, thought = Inbox(kept), asyncio.get_running_loop(), []

    def thinks(*, word: str) -> str:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        return word

    async def works(delivery: Delivery) -> None:
        thought.append(await delivery.think(thinks, word="yes"))

    inbox.serve(KIND, works)
    async with running(inbox):
        await put(inbox)
        await until(lambda: thought == ["yes"])
    assert here.is_running()


def _job(key: str, now: float) -> Job:
    return Job(key, KIND, "slack:T1", '{"asked": {}}', now, now + DAY)


def _in_thread(thread: str) -> dict[str, Any]:
    return {"asked": {"text": "", "place": {"space": "s", "channel": "c", "thread": thread}}}
