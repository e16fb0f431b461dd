"""Who waits for what comes of a window that was sent?

Slack shows in the window what its acknowledgement says, if that comes within three seconds. The
work is a job as any other, which is written down and goes on after a kill: whoever acknowledges
waits for it as long as Slack does, and what comes later is put into the window by a call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

WAITED_SECONDS = 2.0

Answer = Mapping[str, Any]
"""What an acknowledgement says: what is wrong, or what the window shows from now on."""


@dataclass(slots=True)
class Awaited:
    """Brings the two together. Used within one event loop."""

    waited_seconds: float = WAITED_SECONDS
    _waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)

    def expect(self, key: str) -> None:
        """Say that somebody will wait; before the job can be done."""
        self._waiting[key] = asyncio.get_running_loop().create_future()

    async def wait(self, key: str) -> Answer | None:
        """Return what came of the job of that key; None if that takes longer than Slack waits."""
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.waited_seconds):
                    return await self._waiting[key]
            return None
        finally:
            self.forget(key)

    def is_waiting(self, key: str) -> bool:
        """Whether somebody still waits."""
        return key in self._waiting

    def tell(self, key: str, answer: Answer) -> bool:
        """Say what came of a job; return False if nobody waits any more."""
        waiting = self._waiting.pop(key, None)
        if waiting is None or waiting.done():
            return False
        waiting.set_result(answer)
        return True

    def forget(self, key: str) -> None:
        """Say that nobody waits any more."""
        self._waiting.pop(key, None)
