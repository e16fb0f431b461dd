"""Writing deliveries down before they are acknowledged, as fast as a disk allows.

A platform gives us three seconds, and each commit waits for the disk: what arrives while
one is being written is written together with the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.inbox.aside import aside
from knowledge.store.conversation_port import ConversationStore, Job


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Job
    is_new: asyncio.Future[bool]


@dataclass(slots=True)
class Keeper:
    """Keeps jobs in the store. Made and used within one event loop."""

    store: ConversationStore
    _waiting: list[_Waiting] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None
    # A thread of its own: an acknowledgement waits for nothing but the disk.
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "keeping"))

    async def keep(self, job: Job) -> bool:
        """Return whether `job` is new, once it is written. Raises what the store raises."""
        waiting = _Waiting(job, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await waiting.is_new

    def close(self) -> None:
        """Stop the thread; who still waits is cancelled, and was not acknowledged."""
        for waiting in self._waiting:
            waiting.is_new.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                jobs = [waiting.job for waiting in batch]
                are_new: Sequence[bool] = await aside(self._thread, self.store.keep_jobs, jobs)
            except Exception as error:  # it is theirs who wait for it
                for waiting in batch:
                    if not waiting.is_new.done():
                        waiting.is_new.set_exception(error)
                continue
            for waiting, is_new in zip(batch, are_new, strict=True):
                if not waiting.is_new.done():
                    waiting.is_new.set_result(is_new)
