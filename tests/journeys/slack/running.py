"""The bot as `gainsay serve slack` runs it, over a fake Slack: all its own parts are real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.conversation.place import asked_from
from bot.conversation.talking import Conversation
from bot.desk.editing import Desk
from bot.inbox.running import Inbox
from bot.pace import Pace
from bot.privacy import People, sealer_of
from bot.service import ServiceError
from bot.settings import SlackSettings
from bot.slack.connecting import Timing
from bot.slack.retrying import Patience
from bot.slack.service import SlackService, Times
from bot.telling.finding import Finding
from bot.telling.watching import Pauses, Watcher
from knowledge.matching.indexing import index_few
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.store.conversation_port import ConversationStore
from knowledge.store.sqlite import SqliteStore, open_sqlite_store
from tests.fakes.slack import FakeSlack

HURRIED = Times(
    timing=Timing(
        ping_seconds=0.4,
        deaf_seconds=1.0,
        hello_seconds=2.0,
        look_seconds=0.05,
        overlap_seconds=0.3,
        settled_seconds=0.2,
        first_pause_seconds=0.1,
        longest_pause_seconds=0.4,
        close_seconds=0.3,
    ),
    patience=Patience(tries=3, backoff=0.01, longest_wait_seconds=2.0),
    look_again_seconds=0.05,
    try_again_seconds=0.1,
    awaited_seconds=1.0,
)
QUICK_PAUSES = Pauses(look_seconds=0.03, quiet_seconds=0.05, rest=0.0)
KEY = "a passphrase of enough letters"


class Start(Protocol):
    """Starts the bot; takes what `running` takes."""

    async def __call__(self, **how: object) -> Running: ...


@dataclass(slots=True)
class Running:
    fake: FakeSlack
    service: SlackService
    inbox: Inbox
    conversation: Conversation
    kept: ConversationStore
    url: str
    tasks: list[asyncio.Task[None]]
    desk: Desk
    store: SqliteStore
    watcher: Watcher

    @property
    def events_url(self) -> str:
        return f"{self.url}/slack/events"

    async def refusal(self) -> str:
        """Wait until the service says that it cannot run; return why."""
        async with asyncio.timeout(5):
            await asyncio.wait(self.tasks[:1])
        error = self.tasks[0].exception()
        assert isinstance(error, ServiceError)
        return str(error)

    async def idle(self) -> None:
        """Wait until nothing is left to be done."""
        await self.idle_but(0)

    async def idle_but(self, left: int) -> None:
        """Wait until no more than so much is left, and nothing is being done."""
        async with asyncio.timeout(10):
            while await self.inbox.waiting() > left or self.inbox._doing:
                await asyncio.sleep(0.02)

    async def quiet(self) -> None:
        """Wait until what changed was noticed, and nothing is left to do."""
        async with asyncio.timeout(20):
            while not self.watcher.is_up_to_date():
                await asyncio.sleep(0.02)
        await self.idle()

    async def kill(self) -> None:
        """End as a killed process does: nothing is given back, nothing finished."""
        doing = [*self.tasks, *self.inbox._doing.values()]
        for task in doing:
            task.cancel()
        await asyncio.gather(*doing, return_exceptions=True)


@asynccontextmanager
async def running(
    fake: FakeSlack,
    database: Path,
    encoder: Encoder | None,
    vectors: WordVectors,
    *,
    settings: Mapping[str, Any] | None = None,
    times: Times = HURRIED,
    sealed: bool = False,
    socket: bool = True,
    works: bool = True,
    people_per_minute: int = 1_000,
    watches: bool = False,
) -> AsyncIterator[Running]:
    """Run the bot. Without `works` the inbox only keeps: nothing is answered.

    If it `watches`, it notices what changes in the records.
    """
    store = open_sqlite_store(database)
    kept = store.conversations
    pace = Pace(people_per_minute, 10_000)
    people = People(b"k" * 32)
    matcher = Matcher(store, encoder, vectors, phrasings=store.desk, relations=store.desk)
    conversation = Conversation(matcher, kept, people, pace)
    desk = Desk(store, store.desk, kept, people, why_not_linked=matcher.why_not_linked)
    inbox = Inbox(kept, given_up=lambda payload: _keep(payload, conversation))
    slack = _settings(fake, socket=socket)
    slack = replace(slack, **settings) if settings else slack
    watcher = Watcher(
        Finding(conversation.known),
        inbox,
        lambda: index_few(store, encoder) if encoder else 0,
        QUICK_PAUSES,
    )
    sealer = sealer_of(KEY) if sealed else None
    service = SlackService(slack, conversation, desk, inbox, kept, sealer, times)
    app = web.Application()
    app.add_routes(service.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    tasks = [asyncio.create_task(service.run())]
    if works:
        tasks.append(asyncio.create_task(inbox.run()))
    if watches:
        tasks.append(asyncio.create_task(watcher.run()))
    url = f"http://127.0.0.1:{port}"
    bot = Running(fake, service, inbox, conversation, kept, url, tasks, desk, store, watcher)
    try:
        yield bot
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await inbox.close(grace_seconds=1)
        await runner.cleanup()
        store.close()


def _settings(fake: FakeSlack, *, socket: bool) -> SlackSettings:
    if socket:
        return SlackSettings(fake.bot_token, fake.app_token, api_url=fake.api_url)
    return SlackSettings(
        fake.bot_token, signing_secret=fake.signing_secret, api_url=fake.api_url, mode="http"
    )


def _keep(payload: Mapping[str, Any], conversation: Conversation) -> None:
    if "asked" in payload:
        conversation.keep_for_desk(asked_from(payload["asked"]))
