"""Socket Mode of the fake Slack: one-time addresses, envelopes, acknowledgements, faults."""

from __future__ import annotations

import asyncio
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

Json = dict[str, Any]


@dataclass(slots=True)
class Ack:
    """A delivery, and when it was acknowledged."""

    envelope_id: str
    payload: Json
    sent_at: float
    answer: asyncio.Future[Json]
    acked_at: float | None = None

    async def wait(self, *, seconds: float = 3.0) -> Json:
        """Return what the acknowledgement said; Slack waits three seconds."""
        async with asyncio.timeout(seconds):
            return await asyncio.shield(self.answer)

    @property
    def is_acked(self) -> bool:
        return self.answer.done()

    @property
    def took_seconds(self) -> float:
        assert self.acked_at is not None
        return self.acked_at - self.sent_at


@dataclass(slots=True)
class Sockets:
    complaints: list[str]
    base: str = ""
    greets: bool = True
    opened: int = 0
    pings: int = 0
    _tickets: set[str] = field(default_factory=set)
    _open: list[web.WebSocketResponse] = field(default_factory=list)
    _deaf: list[web.WebSocketResponse] = field(default_factory=list)
    _acks: dict[str, Ack] = field(default_factory=dict)
    _connected: asyncio.Condition = field(default_factory=asyncio.Condition)

    def new_address(self) -> str:
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return f"{self.base}/link?ticket={ticket}&app_id=A0GAINSAY"

    @property
    def live(self) -> list[web.WebSocketResponse]:
        """The connections that work, oldest first."""
        return [s for s in self._open if not s.closed and s not in self._deaf]

    async def connected(self, *, more_than: int = 0, seconds: float = 20.0) -> None:
        """Wait until more than so many connections have been opened in all, and one is open."""
        async with asyncio.timeout(seconds), self._connected:
            await self._connected.wait_for(lambda: self.opened > more_than and bool(self.live))

    async def send(self, kind: str, payload: Json, *, envelope_id: str = "") -> Ack:
        await self.connected()
        envelope_id = envelope_id or str(uuid.uuid4())
        ack = Ack(
            envelope_id, payload, time.monotonic(), asyncio.get_running_loop().create_future()
        )
        self._acks[envelope_id] = ack
        envelope = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        await self.live[-1].send_json(envelope)
        return ack

    def expect(self, envelope_id: str, payload: Json | None = None) -> Ack:
        """Return what will know when that envelope is acknowledged."""
        answer = asyncio.get_running_loop().create_future()
        self._acks[envelope_id] = ack = Ack(envelope_id, payload or {}, time.monotonic(), answer)
        return ack

    async def disconnect(self, reason: str) -> None:
        """Ask for a new connection, or say that there will be none; as Slack does."""
        for socket in self.live:
            told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
            await socket.send_json(told)

    def deafen(self) -> None:
        """Let the present connections stay open, and do nothing more: no pong, no event."""
        self._deaf += self.live

    async def drop(self) -> None:
        """Cut the wire: no goodbye."""
        for socket in self.live:
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.abort()

    async def hang_up(self) -> None:
        for socket in self.live:
            await socket.close()

    async def close(self) -> None:
        for socket in self._open:
            with suppress(TimeoutError):
                await asyncio.wait_for(socket.close(), 1.0)

    async def link(self, request: web.Request) -> web.WebSocketResponse | web.Response:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            self.complaints.append("a socket's address was used twice")
            return web.Response(status=403)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self._open.append(socket)
        if self.greets:
            await socket.send_json(_hello(len(self.live)))
        async with self._connected:
            self.opened += 1
            self._connected.notify_all()
        async for message in socket:
            if socket not in self._deaf:
                await self._hear(socket, message)
        return socket

    async def _hear(self, socket: web.WebSocketResponse, message: Any) -> None:
        if message.type == WSMsgType.PING:
            self.pings += 1
            await socket.pong(message.data)
        elif message.type == WSMsgType.TEXT:
            said = message.json()
            ack = self._acks.get(said.get("envelope_id", ""))
            if ack is None:
                self.complaints.append("an envelope was acknowledged that was never sent")
            elif not ack.answer.done():
                ack.acked_at = time.monotonic()
                ack.answer.set_result(said.get("payload") or {})


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {
            "host": "applink-1",
            "build_number": 118,
            "approximate_connection_time": 18060,
        },
        "connection_info": {"app_id": "A0GAINSAY"},
    }
