"""To which conversation does a direct message belong? To one thread, or to the stream of them all.

Each message above the composer begins a thread of its own, and is answered in it; people ask
on in that thread, or with the next message. Both belong together, as long as nothing else was
asked in between: in an older thread only its own questions count.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

REMEMBERED = 10_000


@dataclass(slots=True)
class DirectThreads:
    """Remembers with which message each person's last thread began."""

    remembered: int = REMEMBERED
    _roots: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def thread_of(self, channel: str, at: str, thread: str) -> str:
        """Return what ties the message at `at` to others; `thread` is "" above the composer."""
        last = self._roots.get(channel, "")
        if thread:
            return channel if thread == last else thread
        # Delivered again, an old message is not the last one.
        self._roots[channel] = max(at, last)
        self._roots.move_to_end(channel)
        while len(self._roots) > self.remembered:
            self._roots.popitem(last=False)
        return channel
