"""The bot as it runs: the real library, store, matcher, conversation and inbox, in this loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from bot.conversation.place import asked_from
from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.discord.service import DiscordService
from bot.discord.watching import Times
from bot.inbox.running import Inbox
from bot.privacy import People
from bot.settings import DiscordSettings
from bot.supervising import Supervisor
from bot.telling.finding import Finding
from bot.telling.watching import Pauses, Watcher
from knowledge.matching.indexing import index_few
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import SqliteStore
from tests.fakes.discord_fake import FakeDiscord

# Discord's own pause before a new session is five seconds; this one has no such limit.
QUICK = Times(
    identify_pause_seconds=0.0, check_seconds=0.2, closing_seconds=1.0, try_again_seconds=0.2
)


QUICK_PAUSES = Pauses(look_seconds=0.03, quiet_seconds=0.05, rest=0.0)


@dataclass
class Bot:
    """One process of the bot. `stop` and `start` again is a restart; the store stays."""

    fake: FakeDiscord
    conversation: Conversation
    kept: ConversationStore
    times: Times = QUICK
    reads_messages: bool = False
    desk: Desk | None = None
    watches: bool = False
    watcher: Watcher | None = None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    inbox: Inbox = field(init=False)
    service: DiscordService = field(init=False)

    @property
    def settings(self) -> DiscordSettings:
        return DiscordSettings(
            token=self.fake.token,
            api_url=self.fake.api_url,
            gateway_url=self.fake.gateway_url,
            reads_messages=self.reads_messages,
        )

    async def start(self, *, works: bool = True, waits: bool = True) -> None:
        """Start, and wait until it listens; with `works` false nothing kept is worked on."""
        self.inbox = Inbox(self.kept, given_up=self._given_up)
        self.service = DiscordService(
            self.settings,
            self.conversation,
            self.desk or _a_desk(self.conversation, self.kept),
            self.inbox,
            self.kept,
            times=self.times,
        )
        supervisor = Supervisor((self.service,), self.reported.append, first_pause_seconds=0.1)
        self.tasks = [asyncio.create_task(supervisor.run())]
        if works:
            self.work()
        if self.watches:
            finding = Finding(self.conversation.known)
            store = cast(SqliteStore, self.conversation.known.store)
            encoder = self.conversation.known.matcher.encoder
            self.watcher = Watcher(
                finding,
                self.inbox,
                lambda: index_few(store, encoder) if encoder else 0,
                QUICK_PAUSES,
            )
            self.tasks.append(asyncio.create_task(self.watcher.run()))
        if waits:
            await self.fake.ready()

    def work(self) -> None:
        """Begin to work on what was kept."""
        self.tasks.append(asyncio.create_task(self.inbox.run()))

    async def stop(self) -> None:
        """Stop as a process does that is told to."""
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
        await self.inbox.close(grace_seconds=1.0)
        self.tasks = []

    async def settled(self, seconds: float = 10.0) -> None:
        """Wait until nothing is left to do."""
        async with asyncio.timeout(seconds):
            while await self.inbox.waiting():
                await asyncio.sleep(0.02)

    async def quiet(self) -> None:
        """Wait until what changed was noticed, and nothing is left to do."""
        assert self.watcher is not None
        async with asyncio.timeout(20):
            while not self.watcher.is_up_to_date():
                await asyncio.sleep(0.02)
        await self.settled(20)

    def _given_up(self, payload: Mapping[str, Any]) -> None:
        if "asked" in payload:
            self.conversation.keep_for_desk(asked_from(payload["asked"]))


def _a_desk(conversation: Conversation, kept: ConversationStore) -> Desk:
    """Return a desk for tests that have none to do with one."""
    store = cast(SqliteStore, conversation.known.store)
    return Desk(store, store.desk, kept, People(b"key"))
