"""Who has told Discord that an answer will come? Work on it waits until that is said.

A job can be taken the moment it is written down, and that is before it is acknowledged.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_LONGEST_SECONDS = 15.0


@dataclass(slots=True)
class Deferring:
    """The interactions of this process that are being acknowledged now, by key."""

    _open: dict[str, asyncio.Event] = field(default_factory=dict)

    @contextmanager
    def acknowledging(self, key: str) -> Iterator[None]:
        """Hold work on `key` back until the block is left."""
        event = self._open.setdefault(key, asyncio.Event())
        try:
            yield
        finally:
            event.set()
            if self._open.get(key) is event:
                del self._open[key]

    async def wait(self, key: str) -> None:
        """Wait while `key` is being acknowledged here; return at once if it is not."""
        event = self._open.get(key)
        if event is not None:
            # Not wait_for: in Python 3.11 it may swallow a cancellation.
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_SECONDS):
                    await event.wait()
