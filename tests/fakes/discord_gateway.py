"""Discord's gateway: sessions that can be resumed, and all that can go wrong with them."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_payloads import (
    APPLICATION,
    DIRECT_MESSAGES,
    GAINSAY,
    GUILD_MESSAGES,
    GUILDS,
    JSON,
    MESSAGE_CONTENT,
    a_user,
)

_KNOWN_INTENTS = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES | MESSAGE_CONTENT


class Socket:
    """One connection, speaking as the query of its address asks: plain or zlib-stream."""

    def __init__(
        self, ws: web.WebSocketResponse, transport: asyncio.Transport | None, *, compress: bool
    ) -> None:
        self.ws = ws
        self.is_deaf = False
        self._transport = transport
        self._zlib = zlib.compressobj() if compress else None

    def abort(self) -> None:
        """Cut the connection without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def send(self, payload: JSON) -> None:
        text = json.dumps(payload)
        if self.ws.closed or self.is_deaf:
            return
        try:
            if self._zlib is None:
                await self.ws.send_str(text)
            else:
                packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self.ws.send_bytes(packed)
        except ConnectionError:
            return


@dataclass
class Session:
    """What a client resumes. `events` are all that were sent, by their sequence numbers."""

    id: str
    intents: int
    shard: list[int]
    events: list[JSON] = field(default_factory=list)
    socket: Socket | None = None

    async def dispatch(self, name: str, data: Any) -> None:
        payload = {"op": 0, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(payload)
        if self.socket is not None:
            await self.socket.send(payload)


@dataclass
class Gateway:
    """Accepts connections. The switches below are for tests; `log` says what was received."""

    token: str
    complain: Callable[[str], None]
    guilds: Callable[[], Iterable[JSON]]
    changed: Callable[[], None]
    heartbeat_seconds: float = 41.25
    allowed_intents: int = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
    address: str = ""
    acknowledges: bool = True
    is_deaf: bool = False
    refuse_resumes_with: int = 0
    refuse_connections_with: int = 0
    log: list[str] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)
    sockets: list[Socket] = field(default_factory=list)
    heartbeats: int = 0

    @property
    def connected(self) -> list[Session]:
        """The sessions that can be reached now."""
        return [s for s in self.sessions.values() if s.socket and not s.socket.ws.closed]

    async def dispatch(self, name: str, data: Any) -> None:
        """Send an event to every session, or keep it for when it resumes."""
        for session in list(self.sessions.values()):
            await session.dispatch(name, data)

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for session in self.sessions.values():
            socket, session.socket = session.socket, None
            if socket is not None:
                socket.abort()

    def go_deaf(self) -> None:
        """Keep every connection open, and neither hear nor say anything any more."""
        self.is_deaf = True
        for socket in self.sockets:
            socket.is_deaf = True

    def hear_again(self) -> None:
        """Serve new connections again; the deaf ones stay deaf."""
        self.is_deaf = False

    async def close(self, code: int) -> None:
        """Close every connection with `code`; the sessions stay unless the code ends them."""
        for session in list(self.sessions.values()):
            socket, session.socket = session.socket, None
            if socket is not None:
                await socket.ws.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Send op 7."""
        await self._to_all({"op": 7, "d": None})

    async def invalidate(self, *, is_resumable: bool) -> None:
        """Send op 9; a session that cannot be resumed is forgotten."""
        sessions = list(self.sessions.values())
        if not is_resumable:
            self.sessions.clear()
        for session in sessions:
            if session.socket is not None:
                await session.socket.send({"op": 9, "d": is_resumable})

    async def _to_all(self, payload: JSON) -> None:
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.send(payload)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection."""
        is_resume = request.path.endswith("/resume")
        refused = self.refuse_connections_with or (is_resume and self.refuse_resumes_with)
        if refused:
            self.log.append("refused")
            self.changed()
            return web.Response(status=refused)
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self.complain(f"the gateway is asked for with {dict(request.query)}")
        compress = request.query.get("compress")
        if compress not in (None, "zlib-stream"):
            self.complain(f"this fake does not compress with {compress}")
        ws = web.WebSocketResponse(autoclose=False)
        await ws.prepare(request)
        socket = Socket(ws, request.transport, compress=compress == "zlib-stream")
        socket.is_deaf = self.is_deaf
        self.sockets.append(socket)
        self.log.append("connected")
        if not socket.is_deaf:
            interval = int(self.heartbeat_seconds * 1000)
            await socket.send({"op": 10, "d": {"heartbeat_interval": interval, "_trace": []}})
        # Whether a client goes on is its own affair: what it says to a deaf one is lost.
        async for message in ws:
            if message.type is WSMsgType.TEXT and not socket.is_deaf:
                await self._received(socket, json.loads(message.data))
            self.changed()
        self.log.append(f"closed {ws.close_code}")
        for session in self.sessions.values():
            if session.socket is socket:
                session.socket = None
        self.changed()
        return ws

    async def _received(self, socket: Socket, payload: JSON) -> None:
        match payload["op"]:
            case 1:
                self.heartbeats += 1
                if self.acknowledges:
                    await socket.send({"op": 11})
            case 2:
                self.log.append("identified")
                await self._identify(socket, payload["d"])
            case 6:
                self.log.append("resumed")
                await self._resume(socket, payload["d"])
            case other:
                self.complain(f"the gateway is sent op {other}")

    async def _identify(self, socket: Socket, data: JSON) -> None:
        intents = data.get("intents", 0)
        if data.get("token") != self.token:
            await socket.ws.close(code=4004, message=b"Authentication failed.")
            return
        if intents & ~_KNOWN_INTENTS:
            self.complain(f"intents that are not needed: {intents & ~_KNOWN_INTENTS}")
        if intents & ~self.allowed_intents:
            await socket.ws.close(code=4014, message=b"Disallowed intent(s).")
            return
        session = Session(f"session{len(self.log)}", intents, data.get("shard", [0, 1]))
        session.socket = socket
        self.sessions[session.id] = session
        guilds = list(self.guilds())
        await session.dispatch(
            "READY",
            {
                "v": 10,
                "user": a_user(GAINSAY) | {"verified": True, "mfa_enabled": True, "email": None},
                "guilds": [{"id": guild["id"], "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": f"{self.address}/resume",
                "shard": session.shard,
                "application": {"id": APPLICATION, "flags": 0},
            },
        )
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild)

    async def _resume(self, socket: Socket, data: JSON) -> None:
        session = self.sessions.get(data.get("session_id", ""))
        if session is None or data.get("token") != self.token:
            await socket.send({"op": 9, "d": False})
            return
        session.socket = socket
        for event in session.events[data["seq"] :]:
            await socket.send(event)
        await session.dispatch("RESUMED", {"_trace": []})
