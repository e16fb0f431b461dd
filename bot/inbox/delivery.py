"""What the work of a job gets, and how it says that it must wait or cannot be done."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from bot.inbox.aside import aside
from knowledge.store.conversation_port import Job

_MARK_DIGITS = 16

_P = ParamSpec("_P")
_R = TypeVar("_R")


class LaterError(Exception):
    """This cannot be done now; do it again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class UnanswerableError(Exception):
    """This can never be answered: the place is gone, or the platform refuses for good."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A job at work. `payload` is what was kept with it."""

    job: Job
    payload: Mapping[str, Any]
    thinking: Executor
    note_sending: Callable[[str, str], Awaitable[None]]

    def mark_of(self, reply: str) -> str:
        """Return what a reply is known by on its way: its id, or one that the job gives it."""
        return reply or mark_of(self.job.key)

    @property
    def is_doubtful(self) -> bool:
        """Whether the reply may have been sent already when the work last stopped."""
        return bool(self.job.reply)

    async def think(self, call: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Return what `call` returns, computed beside the event loop, not too many at once."""
        return await aside(self.thinking, call, *args, **kwargs)

    async def sending(self, reply: str) -> None:
        """Write down that the reply is about to be sent: the last thing before sending it."""
        await self.note_sending(self.job.key, reply)


def mark_of(key: str) -> str:
    """Return 16 hexadecimal digits, the same for the same key: short enough for any platform."""
    return hashlib.sha256(key.encode()).hexdigest()[:_MARK_DIGITS]


Work = Callable[[Delivery], Awaitable[None]]
"""Does a job. Raises `LaterError` or `UnanswerableError`; anything else counts as a fault."""
