"""The socket: opened, watched, and opened again when it is closed, replaced or deaf.

The SDK's client reconnects by itself, and people report sockets that stay deaf after it did
(python-slack-sdk #1110, #1446, #1701; bolt-python #1529): it may go on with an address that
works once only, or wait for a task that has ended. Here each client has one connection; when
that is over for whatever reason, a new client begins from nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import (
    run_async_bolt_app,
    send_async_response,
)
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import said_of
from bot.service import ServiceError
from bot.slack.accounts import QUIET
from bot.slack.refusals import APP_TOKEN, Kind, read_refusal, what_to_do

_log = logging.getLogger(__name__)

REPLACED = frozenset({"warning", "refresh_requested"})
"""Why Slack asks for a new connection while the old one still works for some seconds."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How soon what is noticed. A deaf socket is: after one and a half pings, or `deaf_seconds`."""

    ping_seconds: float = 5.0
    deaf_seconds: float = 12.0
    hello_seconds: float = 10.0
    look_seconds: float = 1.0
    overlap_seconds: float = 10.0
    settled_seconds: float = 5.0
    first_pause_seconds: float = 1.0
    longest_pause_seconds: float = 30.0
    close_seconds: float = 2.0


class Connection(SocketModeClient):
    """One connection, which never makes another one."""

    def __init__(self, app_token: str, client: AsyncWebClient, timing: Timing) -> None:
        super().__init__(
            app_token=app_token,
            logger=QUIET,
            web_client=client,
            auto_reconnect_enabled=False,
            ping_interval=timing.ping_seconds,
            on_message_listeners=[self._on_message],
            on_error_listeners=[self._on_close],
            on_close_listeners=[self._on_close],
        )
        self.timing = timing
        self.is_greeted = False
        self.heard_at = time.monotonic()
        self.opened_at = time.monotonic()
        self._ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._pong_at: float | None = None

    async def open(self) -> None:
        """Connect. Raises what the SDK and aiohttp raise, or `TimeoutError`."""
        # Not the SDK's own function for this: it stumbles over answers that are no JSON.
        answer = await self.web_client.apps_connections_open(app_token=self.app_token)
        self.wss_uri = answer["url"]
        # By itself it would try the same address for ever, which works once only.
        async with asyncio.timeout(self.timing.hello_seconds):
            await self.connect()  # type: ignore[no-untyped-call]
        self.opened_at = self.heard_at = time.monotonic()

    async def over(self) -> str:
        """Wait until it has to be replaced; return why."""
        while True:
            # Not wait_for: in Python 3.11 it may swallow a cancellation.
            await asyncio.wait([self._ended], timeout=self.timing.look_seconds)
            if self._ended.done():
                return self._ended.result()
            if why := self._wrong():
                return why

    async def hang_up(self) -> None:
        """Close it, and wait no longer than needed for a server that may be gone."""
        self.closed = True
        for task in (self.message_processor, self.current_session_monitor, self.message_receiver):
            if task is not None:
                task.cancel()
        if self.current_session is not None:
            with suppress(TimeoutError, aiohttp.ClientError, OSError):
                async with asyncio.timeout(self.timing.close_seconds):
                    await self.current_session.close()
        await self.aiohttp_client_session.close()

    @property
    def is_open(self) -> bool:
        """Whether Slack has greeted us, and has not gone since."""
        is_there = self.current_session is not None and not self.current_session.closed
        return self.is_greeted and is_there and not self.closed

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002
        """Say that a new connection is wanted: the SDK would make it here."""
        self._end("asked to")

    def _wrong(self) -> str:
        now = time.monotonic()
        if self.last_ping_pong_time != self._pong_at:
            self._pong_at, self.heard_at = self.last_ping_pong_time, now
        if self.current_session is None or self.current_session.closed:
            return "closed"
        if now - self.heard_at > self.timing.deaf_seconds:
            return "deaf"
        if not self.is_greeted and now - self.opened_at > self.timing.hello_seconds:
            return "not greeted"
        return ""

    def _end(self, why: str) -> None:
        if not self._ended.done():
            self._ended.set_result(why)

    async def _on_message(self, message: aiohttp.WSMessage) -> None:
        self.heard_at = time.monotonic()
        with suppress(ValueError):
            said = json.loads(message.data)
            if said.get("type") == "hello" or said.get("envelope_id"):
                self.is_greeted = True
            if said.get("type") == "disconnect":
                self._end(str(said.get("reason", "asked to")))

    async def _on_close(self, _message: aiohttp.WSMessage) -> None:
        self._end("closed")


@dataclass(slots=True)
class Connecting:
    """Keeps a connection to Slack. `opened` counts all that were made."""

    app: AsyncApp
    app_token: str = field(repr=False)
    client: Callable[[], AsyncWebClient]
    timing: Timing
    opened: int = 0
    _current: Connection | None = None
    _retiring: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Stay connected until cancelled. Raises `ServiceError` if the token is not accepted."""
        pause = self.timing.first_pause_seconds
        try:
            while True:
                has_settled = await self._use_one()
                pause = self.timing.first_pause_seconds if has_settled else pause
                if not has_settled:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, self.timing.longest_pause_seconds)
        finally:
            await self._close()

    @property
    def is_connected(self) -> bool:
        """Whether Slack can reach us now."""
        return self._current is not None and self._current.is_open

    @property
    def heard_seconds_ago(self) -> float | None:
        """How long ago Slack gave a sign of life: a pong, or a message."""
        return time.monotonic() - self._current.heard_at if self._current else None

    async def _use_one(self) -> bool:
        """Open a connection and use it to its end; return whether it lasted."""
        connection = await self._open()
        if connection is None:
            return False
        before, self._current = self._current, connection
        if before is not None:
            self._retire(before)
        why = await connection.over()
        lasted = time.monotonic() - connection.opened_at
        _log.info("the socket has to be replaced (%s)", why)
        if why not in REPLACED:
            self._current = None
            await connection.hang_up()
        return lasted >= self.timing.settled_seconds

    async def _open(self) -> Connection | None:
        connection = Connection(self.app_token, self.client(), self.timing)
        connection.socket_mode_request_listeners.append(self._on_request)
        try:
            await connection.open()
        except SlackApiError as error:
            await connection.hang_up()
            refusal = read_refusal(error)
            if refusal.kind in (Kind.TOKEN, Kind.SCOPE):
                raise ServiceError("slack", what_to_do(refusal.code, APP_TOKEN)) from error
            _log.warning("Slack gives no socket (%s); trying on", refusal.code)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            await connection.hang_up()
            _log.warning("Slack cannot be reached (%s); trying on", said_of(error))
        except BaseException:
            await connection.hang_up()
            raise
        else:
            self.opened += 1
            _log.info("connected to Slack")
            return connection
        return None

    def _retire(self, connection: Connection) -> None:
        """Close a connection that was replaced, once what it brought has been acknowledged."""

        async def retire() -> None:
            try:
                await asyncio.sleep(self.timing.overlap_seconds)
            finally:
                await connection.hang_up()

        task = asyncio.create_task(retire())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _close(self) -> None:
        for task in (retiring := list(self._retiring)):
            task.cancel()
        await asyncio.gather(*retiring, return_exceptions=True)
        if self._current is not None:
            await self._current.hang_up()
            self._current = None

    async def _on_request(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        began = time.time()
        response: BoltResponse = await run_async_bolt_app(self.app, request)
        await send_async_response(client, request, acknowledged(response), began)


def acknowledged(response: BoltResponse) -> BoltResponse:
    """Return `response`; what nobody listens to is acknowledged, or Slack would send it again."""
    return BoltResponse(status=200, body="") if response.status == 404 else response
