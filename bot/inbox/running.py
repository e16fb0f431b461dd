"""Taking what is due, having it done, and going on after a kill where it stopped.

A process that dies leaves its jobs in the store; the next one on this machine finds its
taker gone and takes them at once. A job that died between "about to send" and "sent" is
doubtful: its work asks the platform whether the reply is there before it sends it again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ParamSpec

from bot.inbox.aside import aside
from bot.inbox.delivery import Delivery, LaterError, UnanswerableError, Work
from bot.inbox.keeping import Keeper
from bot.logs import said_of
from knowledge.errors import StoreError
from knowledge.store.conversation_port import ConversationStore, Job

AT_ONCE = 16
"""Jobs that may wait for a platform at the same time."""
NEWS_AT_ONCE = 2
"""Of them such that nobody waits for: corrections, and news for whoever wanted to be told."""
THINKING_THREADS = 2
LEASE_SECONDS = 60.0
ATTEMPTS, NEWS_ATTEMPTS = 5, 30
"""A platform that asks for patience costs an attempt each time; news can be patient."""
PAUSES_SECONDS = (2.0, 10.0, 60.0, 300.0)
"""How long is waited after the first fault, the second ... of one job."""
_IDLE_SECONDS = 1.0
_FORGET_EVERY_SECONDS = 3600.0

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")

GivenUp = Callable[[Mapping[str, Any]], None]
"""Is told the payload of a job that nobody will answer; called beside the event loop."""


def _nothing(_payload: Mapping[str, Any]) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Counts:
    """What became of the jobs of this process."""

    done: int = 0
    postponed: int = 0
    given_up: int = 0
    faults: int = 0


@dataclass(slots=True)
class Inbox:
    """Keeps jobs in the store and has them done. Made and used within one event loop."""

    store: ConversationStore
    given_up: GivenUp = _nothing
    clock: Callable[[], float] = time.time
    counts: Counts = field(default_factory=Counts)
    taker: str = field(default_factory=lambda: _as_taker(os.getpid(), secrets.token_hex(4)))
    _works: dict[str, Work] = field(default_factory=dict)
    _news: set[str] = field(default_factory=set)
    _doing: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _telling: set[str] = field(default_factory=set)
    _last_of_thread: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _keeper: Keeper = field(init=False)
    _books: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "books"))
    _thinking: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(THINKING_THREADS, "thinking")
    )

    def __post_init__(self) -> None:
        self._keeper = Keeper(self.store)

    def serve(self, kind: str, work: Work, *, is_news: bool = False) -> None:
        """Have the jobs of `kind` done by `work`; news lets whoever waits go first."""
        self._works[kind] = work
        if is_news:
            self._news.add(kind)

    async def keep(
        self, key: str, kind: str, space: str, payload: Mapping[str, Any], *, lives_seconds: float
    ) -> bool:
        """Write a job down; return False if it was known. Raises `StoreError`: then do not ack."""
        now = self.clock()
        is_new = await self._keeper.keep(
            Job(key, kind, space, json.dumps(payload), now, now + lives_seconds)
        )
        self._wake.set()
        return is_new

    async def waiting(self) -> int:
        """Return how many jobs are not over."""
        return await aside(self._books, self.store.count_waiting, list(self._works))

    async def run(self) -> None:
        """Do what is due, until cancelled."""
        await self._release_those_gone()
        upkeep = asyncio.create_task(self._keep_up())
        try:
            while True:
                self._wake.clear()
                taken = await self._take()
                for job in taken:
                    self._start(job)
                if not taken:
                    # Not wait_for: in Python 3.11 it may swallow a cancellation.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(_IDLE_SECONDS):
                            await self._wake.wait()
        finally:
            upkeep.cancel()

    async def close(self, *, grace_seconds: float = 10.0) -> None:
        """Let what is being done end, give the rest back, and stop the threads."""
        if self._doing:
            await asyncio.wait(self._doing.values(), timeout=grace_seconds)
        for task in (cut := list(self._doing.values())):
            task.cancel()
        await asyncio.gather(*cut, return_exceptions=True)
        with suppress(StoreError):
            await aside(self._books, self.store.release, self.taker)
        self._keeper.close()
        for threads in (self._books, self._thinking):
            threads.shutdown(wait=False, cancel_futures=True)

    def _start(self, job: Job) -> None:
        # A lease that ran out here, while everything stood still, is no reason to do it twice.
        if job.key in self._doing:
            return

        payload = json.loads(job.payload)
        thread = _thread_of(payload) or job.key
        before = self._last_of_thread.get(thread)
        task = asyncio.create_task(self._do(job, payload, before))
        self._doing[job.key] = self._last_of_thread[thread] = task
        if job.kind in self._news:
            self._telling.add(job.key)

        def is_done(_task: asyncio.Task[None]) -> None:
            del self._doing[job.key]
            self._telling.discard(job.key)
            if self._last_of_thread[thread] is task:
                del self._last_of_thread[thread]
            self._wake.set()

        task.add_done_callback(is_done)

    async def _take(self) -> tuple[Job, ...]:
        free = AT_ONCE - len(self._doing)
        if free <= 0 or not self._works:
            return ()
        try:
            if taken := await self._take_of(self._works.keys() - self._news, free):
                return taken
            return await self._take_of(self._news, min(free, NEWS_AT_ONCE - len(self._telling)))
        except StoreError as error:
            self.counts.faults += 1
            _log.error("the inbox could not be read: %s", said_of(error))
            await asyncio.sleep(_IDLE_SECONDS)
            return ()

    async def _take_of(self, kinds: Collection[str], limit: int) -> tuple[Job, ...]:
        if limit <= 0 or not kinds:
            return ()
        now = self.clock()
        return await aside(
            self._books,
            self.store.take_jobs,
            self.taker,
            sorted(kinds),
            now=now,
            until=now + LEASE_SECONDS,
            limit=limit,
        )

    async def _do(
        self, job: Job, payload: Mapping[str, Any], before: asyncio.Task[None] | None
    ) -> None:
        """Do the job, after the one `before` it in its thread: a follow-up leans on it."""
        if before is not None:
            await asyncio.wait([before])
        try:
            # A job that ended its process each time is not worth another one.
            attempts = NEWS_ATTEMPTS if job.kind in self._news else ATTEMPTS
            if job.expires_at <= self.clock() or job.attempts >= attempts:
                await self._give_up(job)
                return
            delivery = Delivery(job, payload, self._thinking, self._note_sending)
            await self._works[job.kind](delivery)
            await self._book(self.store.finish_job, job.key, now=self.clock())
            self.counts.done += 1
        except LaterError as error:
            await self._postpone(job, error.seconds)
        except UnanswerableError:
            await self._give_up(job)
        except Exception as error:  # the outermost place: it is counted, and tried again
            self.counts.faults += 1
            _log.error("a %s could not be answered: %s", job.kind, said_of(error))
            if job.attempts + 1 >= ATTEMPTS:
                await self._give_up(job)
            else:
                pause = PAUSES_SECONDS[min(job.attempts, len(PAUSES_SECONDS) - 1)]
                await self._postpone(job, pause)

    async def _postpone(self, job: Job, seconds: float) -> None:
        await self._book(self.store.postpone_job, job.key, due_at=self.clock() + seconds)
        self.counts.postponed += 1

    async def _give_up(self, job: Job) -> None:
        await self._book(self.given_up, json.loads(job.payload))
        await self._book(self.store.give_up_job, job.key, now=self.clock())
        self.counts.given_up += 1

    async def _book(self, call: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Write down how a job ended, as often as it takes: until then it stays ours."""
        while True:
            try:
                await aside(self._books, call, *args, **kwargs)
            except StoreError as error:
                self.counts.faults += 1
                _log.error("what became of a job could not be kept: %s", said_of(error))
                await asyncio.sleep(_IDLE_SECONDS)
            else:
                return

    async def _note_sending(self, key: str, reply: str) -> None:
        await aside(self._books, self.store.note_sending, key, reply)

    async def _keep_up(self) -> None:
        """Keep what we have ours, and forget what has had its time."""
        forgotten_at = 0.0
        while True:
            now = self.clock()
            with suppress(StoreError):
                await aside(self._books, self.store.renew, self.taker, until=now + LEASE_SECONDS)
                if now - forgotten_at >= _FORGET_EVERY_SECONDS:
                    await aside(self._books, self.store.forget_before, now)
                    forgotten_at = now
            await asyncio.sleep(LEASE_SECONDS / 3)

    async def _release_those_gone(self) -> None:
        with suppress(StoreError):
            for taker in await aside(self._books, self.store.takers):
                if is_gone(taker, self.taker):
                    await aside(self._books, self.store.release, taker, was_killed=True)


def _thread_of(payload: Mapping[str, Any]) -> str:
    """Return what tells threads of talk apart; "" for what is no question.

    News of one thing names it itself: it is told one after another.
    """
    if about := payload.get("about"):
        return str(about)
    place = payload["asked"].get("place", {}) if "asked" in payload else {}
    return json.dumps([place[part] for part in ("space", "channel", "thread")]) if place else ""


def _as_taker(process: int, mark: str) -> str:
    return f"{socket.gethostname()}/{process}/{mark}"


def is_gone(taker: str, me: str) -> bool:
    """Whether `taker` was a process of this machine that has ended."""
    host, process, _ = taker.split("/")
    my_host, my_process, _ = me.split("/")
    if host != my_host or taker == me:
        return False
    # Our own number with another mark is a process before us: in a container all are 1.
    return process == my_process or not _is_running(int(process))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
