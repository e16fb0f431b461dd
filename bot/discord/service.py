"""Discord as a service: a client that is watched over and made anew, and how it is doing."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.discord.answering import Answering
from bot.discord.at_desk import DeskListening
from bot.discord.client import GainsayClient
from bot.discord.deferring import Deferring
from bot.discord.desk_answering import DeskAnswering
from bot.discord.listening import Listening
from bot.discord.pointing import point_at
from bot.discord.sending import Sending
from bot.discord.telling import Telling
from bot.discord.watching import Times, until_deaf
from bot.inbox.delivery import LaterError
from bot.inbox.running import Inbox
from bot.logs import said_of
from bot.service import Health, ServiceError
from bot.settings import DiscordSettings
from bot.telling.bringing import Bringing
from bot.telling.correcting import Correcting
from knowledge.store.conversation_port import ConversationStore

_AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py {discord.__version__}) Gainsay"
_SECONDS_OF_ANSWER = 60.0

_log = logging.getLogger(__name__)


class DiscordService:
    """Runs Discord. Made and used within one event loop."""

    name = "discord"

    def __init__(
        self,
        settings: DiscordSettings,
        conversation: Conversation,
        desk: Desk,
        inbox: Inbox,
        kept: ConversationStore,
        *,
        times: Times | None = None,
    ) -> None:
        self._settings = settings
        self._kept = kept
        self._times = times or Times()
        self._client: GainsayClient | None = None
        self._sending: Sending | None = None
        self._restarts = 0
        self._ending: set[asyncio.Task[None]] = set()
        deferring, reads = Deferring(), settings.reads_messages
        self._listening = Listening(
            conversation, inbox, deferring, self._get_sending, reads_messages=reads
        )
        self._answering = Answering(
            conversation, deferring, self._get_sending, reads_messages=reads
        )
        self._answering.serve(inbox)
        self._desk_listening = DeskListening(desk, self._listening)
        DeskAnswering(desk, self._answering).serve(inbox)
        known = conversation.known
        Telling(conversation, Correcting(known), Bringing(known), self._get_sending).serve(inbox)

    async def run(self) -> None:
        """Run until cancelled; see `Service`."""
        point_at(self._settings)
        timeout = aiohttp.ClientTimeout(total=_SECONDS_OF_ANSWER)
        async with aiohttp.ClientSession(
            headers={"User-Agent": _AGENT}, timeout=timeout
        ) as session:
            self._sending = Sending(lambda: self._client, session, self._times.try_again_seconds)
            try:
                while True:
                    await self._run_client()
                    self._restarts += 1
                    await asyncio.sleep(self._times.try_again_seconds)
            finally:
                self._sending = None
                if self._ending:
                    await asyncio.wait(self._ending, timeout=self._times.closing_seconds)

    def health(self) -> Health:
        """Return how Discord is doing: its shards, its latency, when it last said something."""
        client = self._client
        shards = list(client.shards.values()) if client else []
        connected = [shard for shard in shards if not shard.is_closed()]
        latencies = [s.latency for s in connected if math.isfinite(s.latency)]
        heard = time.monotonic() - client.heard_at if client and connected else None
        is_well = bool(connected) and len(connected) == len(shards)
        return Health(
            is_well=is_well and heard is not None and heard < self._times.deaf_seconds,
            figures={
                "shards": len(shards),
                "shards_connected": len(connected),
                "latency_ms": round(max(latencies) * 1000) if latencies else None,
                "last_heard_seconds": round(heard, 1) if heard is not None else None,
                "restarts": self._restarts,
                "answered": self._answering.answered,
                "faults": self._listening.faults,
            },
        )

    async def _run_client(self) -> None:
        """Run one client until it has gone deaf, or has nothing more to do."""
        client = GainsayClient(
            self._settings, self._listening, self._desk_listening, self._kept, self._times
        )
        self._client = client
        running = asyncio.create_task(_start(client, self._settings.token))
        watching = asyncio.create_task(until_deaf(client, self._times))
        try:
            await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
                _log.warning("Discord closed the connection; a new one is made")
            else:
                _log.warning("Discord: %s; the client is made anew", watching.result())
        finally:
            self._client = None
            watching.cancel()
            await self._end(client, running)

    async def _end(self, client: GainsayClient, running: asyncio.Task[None]) -> None:
        """Close a client, without waiting long for a peer that says nothing any more."""
        # Closed first: the library may swallow a cancellation, and goes on unless it is closed.
        closing = asyncio.create_task(_closed(client))
        self._ending |= {running, closing}
        for task in (running, closing):
            task.add_done_callback(self._ended)
        await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait({running, closing}, timeout=self._times.closing_seconds)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._ending.discard(task)
        if not task.cancelled():
            task.exception()  # it was looked at where it mattered

    def _get_sending(self) -> Sending:
        if self._sending is None:
            raise LaterError(self._times.try_again_seconds)
        return self._sending


async def _closed(client: GainsayClient) -> None:
    try:
        await client.close()
    except (discord.DiscordException, aiohttp.ClientError, OSError, AttributeError) as error:
        # AttributeError: the library closes a client badly that never logged in.
        _log.info("a client was not closed cleanly: %s", said_of(error))


async def _start(client: GainsayClient, token: str) -> None:
    with _setup_errors():
        await client.start(token)


@contextmanager
def _setup_errors() -> Iterator[None]:
    """Turn what trying again would not help into words that say what to do."""
    try:
        yield
    except discord.LoginFailure as error:
        raise ServiceError("discord", WRONG_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise ServiceError("discord", NO_INTENT) from error
    except discord.ConnectionClosed as error:
        why = _WHAT_TO_DO.get(error.code)
        if why is None:
            raise
        raise ServiceError("discord", why) from error


WRONG_TOKEN = (
    "Discord refuses the token; copy it again from https://discord.com/developers/applications"
    " (your application, Bot, Reset Token) into DISCORD_TOKEN"
)
NO_INTENT = (
    "the application may not read messages; turn on “Message Content Intent” at"
    " https://discord.com/developers/applications (your application, Bot), or set"
    " GAINSAY_DISCORD_READS_MESSAGES=0: without it the bot answers when it is mentioned"
)
_WHAT_TO_DO = {
    4004: WRONG_TOKEN,
    4010: "Discord refuses the number of shards; update discord.py",
    4011: "Discord wants more shards than it was asked for; start the bot again",
    4012: "Discord no longer speaks this version of its gateway; update discord.py",
    4013: "Discord does not know what the bot wants to hear; update discord.py",
    4014: NO_INTENT,
}
