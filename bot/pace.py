"""How fast may one person, and one channel, ask? Token buckets, in memory.

A bucket holds a minute's worth and fills up again all the time, so that somebody who asks
now and then never notices it. Of the least recently used ones a full bucket is as good as
none, and so the oldest are forgotten when there are too many.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

PER_PERSON = 60
PER_CHANNEL = 300
REMEMBERED = 20_000
"""So many buckets are kept at most: a few megabytes."""
_MINUTE_SECONDS = 60.0


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: float


@dataclass(slots=True)
class Pace:
    """Says whether it is too fast. Both rates are a minute's; safe to use from several threads."""

    per_person: int = PER_PERSON
    per_channel: int = PER_CHANNEL
    clock: Callable[[], float] = time.monotonic
    remembered: int = REMEMBERED
    _buckets: OrderedDict[tuple[str, str], _Bucket] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait_seconds(self, person: str, channel: str) -> int:
        """Count one question of `person` in `channel` and return 0, or how long to wait.

        What has to wait is not counted, for either of the two.
        """
        with self._lock:
            now = self.clock()
            limits = (
                (self._bucket(("person", person), self.per_person, now), self.per_person),
                (self._bucket(("channel", channel), self.per_channel, now), self.per_channel),
            )
            waits = [
                (1 - bucket.left) * _MINUTE_SECONDS / rate
                for bucket, rate in limits
                if bucket.left < 1
            ]
            if waits:
                return max(1, math.ceil(max(waits)))
            for bucket, _ in limits:
                bucket.left -= 1
            return 0

    def _bucket(self, name: tuple[str, str], rate: int, now: float) -> _Bucket:
        """Return the bucket as it is `now`; one that is not known is full."""
        bucket = self._buckets.setdefault(name, _Bucket(rate, now))
        self._buckets.move_to_end(name)
        # A clock that was set back fills nothing.
        passed = max(0.0, now - bucket.filled_at)
        bucket.left = min(float(rate), bucket.left + passed * rate / _MINUTE_SECONDS)
        bucket.filled_at = now
        # Never the two of this very question, which are the last.
        while len(self._buckets) > max(2, self.remembered):
            self._buckets.popitem(last=False)
        return bucket
