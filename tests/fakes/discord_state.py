"""Everything that there is on the fake Discord, and what can go wrong with it."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from tests.fakes.discord_checks import EPHEMERAL
from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_payloads import (
    BOT,
    CHANNEL,
    DIRECT,
    GAINSAY,
    GUILD,
    JSON,
    MANAGER,
    MESSAGE_CONTENT,
    OTHER_CHANNEL,
    THREAD,
    VERA,
    Message,
    Person,
    a_guild,
    a_member,
    a_text_channel,
    snowflake,
)
from tests.fakes.discord_rest import Fault, Rest

T = TypeVar("T")
_PATIENCE_SECONDS = 10.0
_UPDATE, _MODAL = 6, 9


@dataclass
class Interaction:
    """Something that a person did, and what became of it."""

    id: str
    token: str
    kind: int
    channel: str
    person: Person
    at: float
    acknowledgement: JSON | None = None
    acknowledged_at: float = 0.0
    original: Message | None = None
    under: Message | None = None
    answers: list[JSON] = field(default_factory=list)
    follow_ups: list[Message] = field(default_factory=list)
    is_expired: bool = False
    is_deleted: bool = False

    def acknowledge(self, body: JSON, at: float) -> None:
        self.acknowledgement, self.acknowledged_at = body, at

    @property
    def modal(self) -> JSON | None:
        """The window that was opened, if one was."""
        body = self.acknowledgement or {}
        return body["data"] if body.get("type") == _MODAL else None

    @property
    def is_private(self) -> bool:
        """Whether only who did it sees the answer."""
        body = self.acknowledgement or {}
        if body.get("type") == _UPDATE:
            return bool(self.under and self.under.flags & EPHEMERAL)
        return bool((body.get("data") or {}).get("flags", 0) & EPHEMERAL)


class State:
    """Holds everything that there is on this Discord. Made and used within one event loop."""

    def __init__(self, token: str = "", *, heartbeat_seconds: float = 41.25) -> None:
        self.token = token or f"fake-token-{secrets.token_hex(12)}"
        self.complaints: list[str] = []
        self.channels: dict[str, str | None] = {
            CHANNEL: GUILD,
            OTHER_CHANNEL: GUILD,
            THREAD: GUILD,
            DIRECT: None,
        }
        self.directs: dict[str, str] = {VERA.id: DIRECT}
        self.members = {VERA.id, MANAGER.id}
        # Who takes no direct messages from the bot.
        self.closed_to: set[str] = set()
        self.guilds: list[JSON] = [a_guild()]
        self.messages: defaultdict[str, list[Message]] = defaultdict(list)
        self.interactions: dict[str, Interaction] = {}
        self.commands: list[JSON] = []
        self.registrations = 0
        self.shards = 1
        self.application: JSON = {}
        self.sent: dict[str, JSON] = {}
        self._clock_ahead = 0.0
        self._change = asyncio.Event()
        self.rest = Rest(self)
        self.gateway = Gateway(
            self.token,
            self.complain,
            lambda: self.guilds,
            self.changed,
            heartbeat_seconds=heartbeat_seconds,
        )
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def start(self, port: int = 0) -> None:
        """Listen on a free port of 127.0.0.1, or on `port`."""
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/resume", self.gateway.handle)
        app.router.add_route("*", "/{rest:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.address = f"{host}:{bound}"
        self.gateway.address = self.gateway_url

    async def stop(self) -> None:
        """Close every connection."""
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://{self.address}/gateway"

    @property
    def mention(self) -> str:
        return f"<@{BOT}>"

    # Time, and waiting

    def now(self) -> float:
        return time.time() + self._clock_ahead

    def later(self, seconds: float) -> None:
        """Let that much time pass at once, here."""
        self._clock_ahead += seconds

    def snowflake(self) -> str:
        return snowflake(self.now())

    def changed(self) -> None:
        """Wake whoever waits for something to happen."""
        self._change.set()

    async def until(self, found: Callable[[], T | None], seconds: float = _PATIENCE_SECONDS) -> T:
        """Return what `found` returns as soon as that is something; fail after `seconds`."""
        async with asyncio.timeout(seconds):
            while not (result := found()):
                self._change.clear()
                try:
                    await asyncio.wait_for(self._change.wait(), 0.05)
                except TimeoutError:
                    continue
        return result

    async def ready(self, seconds: float = _PATIENCE_SECONDS) -> None:
        """Wait until the bot listens."""
        await self.until(lambda: self.gateway.connected, seconds)

    # What can go wrong

    def complain(self, what: str) -> None:
        self.complaints.append(what)

    def fail(
        self,
        method: str,
        path: str,
        status: int,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        times: int = 1,
        is_late: bool = False,
        delay_seconds: float = 0.0,
    ) -> Fault:
        """Let the next requests whose path contains `path` (a pattern) go wrong; see `Fault`."""
        fault = Fault(
            method, re.compile(path), status, body, headers or {}, times, is_late, delay_seconds
        )
        self.rest.faults.append(fault)
        return fault

    def limit_rate(self, method: str, path: str, seconds: float, **fields: Any) -> Fault:
        """Answer the next such request with 429; `is_global=True` for the global limit."""
        is_global = fields.pop("is_global", False)
        body = {
            "message": "You are being rate limited.",
            "retry_after": seconds,
            "global": is_global,
        }
        return self.fail(method, path, 429, body, **fields)

    def add_guild(self, guild: str, channel: str) -> None:
        """Have the bot in another server, too."""
        self.channels[channel] = guild
        self.guilds.append(a_guild(guild, (a_text_channel(channel, "elsewhere", guild),)))

    # Messages

    def find_message(self, channel: str, id_: str) -> Message | None:
        return next((m for m in self.messages[channel] if m.id == id_), None)

    def delete(self, message: Message) -> None:
        if message in self.messages[message.channel]:
            self.messages[message.channel].remove(message)

    def add_message(
        self,
        channel: str,
        author: Person,
        body: JSON,
        *,
        nonce: str | None = None,
        reply_to: Message | None = None,
        kind: int | None = None,
    ) -> Message:
        guild = self.channels[channel]
        reference: JSON | None = None
        if reply_to:
            reference = {"type": 0, "message_id": reply_to.id, "channel_id": channel}
            reference |= {"guild_id": guild} if guild else {}
        message = Message(
            self.snowflake(),
            channel,
            author,
            self.now(),
            content=body.get("content", ""),
            guild=guild,
            kind=kind if kind is not None else 19 if reply_to else 0,
            flags=body.get("flags", 0),
            components=body.get("components", []),
            embeds=body.get("embeds", []),
            reference=reference,
            referenced=reply_to,
            nonce=nonce,
        )
        self.messages[channel].append(message)
        self.changed()
        return message

    def new_response(self, interaction: Interaction, body: JSON) -> Message:
        """Return the message that answers an interaction; private ones stand in no channel."""
        message = self.add_message(interaction.channel, GAINSAY, body)
        message.webhook = None
        if message.flags & EPHEMERAL:
            self.messages[interaction.channel].remove(message)
        return message

    def create_event(self, message: Message, intents: int) -> JSON:
        """Return MESSAGE_CREATE as a bot with these intents gets it."""
        sees = (
            intents & MESSAGE_CONTENT
            or message.guild is None
            or message.author.id == BOT
            or any(user["id"] == BOT for user in message.as_json()["mentions"])
        )
        event = message.as_json(is_readable=bool(sees))
        if message.guild:
            event |= {"guild_id": message.guild}
            if not message.webhook:
                event["member"] = a_member(message.author, with_user=False)
        return event

    # What the bot said

    def answers(self, message: Message | None = None, channel: str = "") -> list[Message]:
        """Return the bot's messages in a channel; of those that reply to `message`, if given."""
        where = channel or (message.channel if message else CHANNEL)
        return [
            each
            for each in self.messages[where]
            if each.author.id == BOT and (message is None or each.referenced is message)
        ]

    async def answer_to(self, message: Message, seconds: float = _PATIENCE_SECONDS) -> Message:
        """Wait for the bot's reply to a message."""
        return (await self.until(lambda: self.answers(message), seconds))[0]

    async def answer_of(self, interaction: Interaction, seconds: float = _PATIENCE_SECONDS) -> JSON:
        """Wait for what the bot answers to an interaction, after it has acknowledged it."""
        return (await self.until(lambda: interaction.answers, seconds))[-1]
