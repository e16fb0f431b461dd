"""Is the client still connected? The library tries for ever, and sometimes in vain.

A socket that opens and says nothing, or a gateway that refuses again and again: after a while
the client is thrown away and a fresh one is made, which asks Discord anew where to connect.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.discord.client import GainsayClient


@dataclass(frozen=True, slots=True)
class Times:
    """How long is waited for what.

    With Discord's own pause before a new session the heartbeat's timeout must be well above
    five seconds, or the library never gets connected.
    """

    deaf_seconds: float = 150.0
    check_seconds: float = 5.0
    heartbeat_timeout_seconds: float = 60.0
    identify_pause_seconds: float = 5.0
    closing_seconds: float = 5.0
    try_again_seconds: float = 3.0


async def until_deaf(client: GainsayClient, times: Times) -> str:
    """Return what is wrong as soon as the client hears nothing, or misses a shard, for long."""
    connected_at = time.monotonic()
    while True:
        await asyncio.sleep(times.check_seconds)
        now = time.monotonic()
        if not any(shard.is_closed() for shard in client.shards.values()):
            connected_at = now
        if now - client.heard_at > times.deaf_seconds:
            return "nothing was heard from the gateway"
        if now - connected_at > times.deaf_seconds:
            return "a shard was not connected"
