"""Have the records changed? Then all that follows is written down as jobs, before anything else.

Up to which change that was done stands in the store: a process that is killed in between does
it again, and the same state makes the same jobs, which are kept once. Of several processes
one looks. Many changes in a row are dealt with together; asking all open questions again
takes a tenth of the time at most, however many there are.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple, ParamSpec, TypeVar

from bot.inbox.aside import aside
from bot.inbox.running import Inbox, is_gone
from bot.logs import said_of
from bot.telling.finding import Answered, Finding
from bot.telling.tasks import LIVES_SECONDS, Task
from knowledge.errors import StoreError

_DONE, _LEASE = "telling.done", "telling.lease"
_AT_ONCE = 100
_ASKED_AT_ONCE = 5

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long is waited for what; tests are in a hurry.

    Changes are dealt with when there were none for `quiet_seconds`, or the first of them is
    `longest_seconds` old. Questions are asked again no sooner than after `rest` times as long
    as it took the last time.
    """

    look_seconds: float = 1.0
    quiet_seconds: float = 2.0
    longest_seconds: float = 60.0
    rest: float = 9.0
    longest_rest_seconds: float = 600.0
    lease_seconds: float = 15.0


class State(NamedTuple):
    """Up to which change of the records was told of it; up to which questions were asked again.

    What editors link is such a change, too.
    """

    told: int
    asked: int


class LostError(Exception):
    """Another process looks after the changes now."""


@dataclass(slots=True)
class Watcher:
    """Watches the records. Made and used within one event loop.

    `read_new` reads new claims for their meaning and returns how many: what is asked in other
    words finds them now, not after a restart. `asked` counts how often a question
    was asked again.
    """

    finding: Finding
    inbox: Inbox
    read_new: Callable[[], int] = lambda: 0
    pauses: Pauses = field(default_factory=Pauses)
    asked: int = 0
    faults: int = 0
    _seen: State | None = None
    _first_at: float = 0.0
    _last_at: float = 0.0
    _rests_until: float = 0.0
    _leased_until: float = 0.0
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "watching"))

    async def run(self) -> None:
        """Watch until cancelled."""
        try:
            await self._do(self._free_lease)
            while True:
                try:
                    await self._look()
                except LostError:
                    self._leased_until = 0.0
                except Exception as error:  # the outermost place: it is counted, and tried again
                    self.faults += 1
                    _log.error("changes could not be dealt with: %s", said_of(error))
                await asyncio.sleep(self.pauses.look_seconds)
        finally:
            with suppress(StoreError):
                self.finding.known.kept.end_lease(_LEASE, self.inbox.taker)
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _look(self) -> None:
        """Deal with what has changed, if the time for it has come."""
        await self._hold()
        now, done = await self._do(self._now), await self._do(self._done)
        if done is None:
            # The first time: what was there before is no news.
            await self._do(self._note_done, now)
        elif now == done:
            self._seen = None
        elif self._is_time(now):
            if await self._do(self.read_new):
                now = await self._do(self._now)
            if now.told != done.told:
                await self._tell(done.told)
                await self._do(self._note_done, done._replace(told=now.told))
            if time.monotonic() >= self._rests_until:
                await self._ask(now.asked)
                await self._do(self._note_done, now)

    def is_up_to_date(self) -> bool:
        """Whether all that changed until now was dealt with."""
        return self._done() == self._now()

    def _is_time(self, now: State) -> bool:
        """Whether it is quiet, or was loud for long enough."""
        at = time.monotonic()
        if self._seen is None:
            self._first_at = at
        if now != self._seen:
            self._seen, self._last_at = now, at
        is_quiet = at - self._last_at >= self.pauses.quiet_seconds
        if is_long := at - self._first_at >= self.pauses.longest_seconds:
            self._first_at = at
        return is_quiet or is_long

    async def _tell(self, after: int) -> None:
        """Have replies corrected, and people told, of all that changed after that."""
        while changed := await self._do(self.finding.changed, after):
            await self._keep(await self._do(self.finding.of_claims, changed))
            after = changed[-1][1]
            await self._hold()

    async def _ask(self, change: int) -> None:
        """Ask again what somebody waits for, and have them told; then rest."""
        began = time.monotonic()
        answered: list[Answered] = []
        waited_for = await self._do(self.finding.waited_for)
        for start in range(0, len(waited_for), _ASKED_AT_ONCE):
            some = waited_for[start : start + _ASKED_AT_ONCE]
            answered += await self._do(self.finding.ask_again, some)
            self.asked += len(some)
            await self._hold()
        tasks = await self._do(lambda: tuple(self.finding.of_questions(answered, change)))
        await self._keep(tasks)
        rest = self.pauses.rest * (time.monotonic() - began)
        self._rests_until = time.monotonic() + min(rest, self.pauses.longest_rest_seconds)

    async def _keep(self, tasks: Sequence[Task]) -> None:
        """Write down what has to be sent."""
        for start in range(0, len(tasks), _AT_ONCE):
            await asyncio.gather(*map(self._keep_one, tasks[start : start + _AT_ONCE]))

    async def _keep_one(self, task: Task) -> None:
        await self.inbox.keep(
            task.key, task.kind, task.space, task.payload, lives_seconds=LIVES_SECONDS
        )

    async def _hold(self) -> None:
        """Stay the one that looks; raise `LostError` if another one does."""
        at = time.monotonic()
        if at < self._leased_until - self.pauses.lease_seconds / 2:
            return
        now = self.finding.known.clock()
        until = now + self.pauses.lease_seconds
        take = self.finding.known.kept.take_lease
        if not await self._do(take, _LEASE, self.inbox.taker, now=now, until=until):
            raise LostError
        self._leased_until = at + self.pauses.lease_seconds

    def _free_lease(self) -> None:
        """Do not wait for a process of this machine that has ended."""
        kept = self.finding.known.kept
        holder = (kept.find_value(_LEASE) or "").rpartition(" ")[0]
        if holder and is_gone(holder, self.inbox.taker):
            kept.end_lease(_LEASE, holder)

    def _now(self) -> State:
        change = self.finding.known.store.change_number()
        return State(change, change)

    def _done(self) -> State | None:
        kept = self.finding.known.kept.find_value(_DONE)
        if kept is None:
            return None
        told, asked = map(int, kept.split()[:2])
        # An older copy of the records was put back: all are looked at again.
        is_ours = not told or self.finding.known.store.had_change(told)
        return State(told if is_ours else 0, asked)

    def _note_done(self, state: State) -> None:
        self.finding.known.kept.set_value(_DONE, " ".join(map(str, state)))

    async def _do(self, call: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        return await aside(self._thread, call, *args, **kwargs)
