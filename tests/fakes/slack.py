"""A small Slack on loopback: Web API, Socket Mode, `response_url`s, signed HTTP deliveries, OAuth.

    fake = FakeSlack()
    api_url = await fake.start()          # for GAINSAY_SLACK_API_URL
    ack = await fake.by_socket(fake.payloads.mention("who denied it?"))
    await ack.wait()                      # the bot has acknowledged
    post = await fake.next_post()
    assert fake.complaints == []
    await fake.stop()

It is strict: whatever Slack would refuse is refused with Slack's error and noted in
`complaints`. It lives in the event loop that started it; the bot may be another process.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.slack_api import Api
from tests.fakes.slack_blocks import wrong_with_options
from tests.fakes.slack_payloads import (
    ADMIN,
    ANN,
    BEN,
    DESK,
    DIRECT,
    EDITORS,
    ELSEWHERE,
    GENERAL,
    ME,
    NAMES,
    TEAM,
    Clock,
    Json,
    Payloads,
)
from tests.fakes.slack_socket import Ack, Sockets
from tests.fakes.slack_views import wrong_with_answer

SCOPES = (
    "app_mentions:read,assistant:write,channels:history,channels:read,chat:write,commands,"
    "groups:history,groups:read,im:history,usergroups:read,users:read"
)


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method."""

    times: int
    status: int = 200
    error: str = ""
    retry_after: int = 0
    needed: str = ""
    # "before": the call is lost; "after": it is done, and its answer is lost.
    drops: str = ""


@dataclass(slots=True)
class FakeSlack:
    bot_token: str = "xoxb-1111-2222-thebottokenofthisfake"
    app_token: str = "xapp-1-A0GAINSAY-3333-theapptokenofthisfake"
    signing_secret: str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    client_id: str = "1111.2222"
    client_secret: str = "theclientsecretofthisfake"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES.split(",")))
    # channel: who made it, and whether the bot is a member
    channels: dict[str, Json] = field(
        default_factory=lambda: {
            GENERAL: {"id": GENERAL, "name": "general", "creator": BEN, "is_member": True},
            DESK: {"id": DESK, "name": "desk", "creator": ANN, "is_member": True},
            ELSEWHERE: {"id": ELSEWHERE, "name": "elsewhere", "creator": BEN, "is_member": False},
            DIRECT: {"id": DIRECT, "is_im": True, "user": ANN, "is_member": True},
        }
    )
    people: dict[str, Json] = field(
        default_factory=lambda: {
            person: {
                "id": person,
                "team_id": TEAM,
                "is_admin": person == ADMIN,
                "profile": {"display_name": "", "real_name": name},
            }
            for person, name in NAMES.items()
        }
    )
    # user group: who is in it
    groups: dict[str, list[str]] = field(default_factory=lambda: {EDITORS: [ANN]})
    used_triggers: set[str] = field(default_factory=set)
    posts: list[Json] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    prompts: list[Json] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    accounts: dict[str, Json] = field(default_factory=dict)
    refresh_tokens: dict[str, Json] = field(default_factory=dict)
    codes: dict[str, Json] = field(default_factory=dict)
    tokens_expire_seconds: int = 0
    payloads: Payloads = field(default_factory=Payloads)
    clock: Clock = field(default_factory=Clock)
    sockets: Sockets = field(init=False)
    base: str = ""
    _uses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _seen: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _runner: web.AppRunner | None = None
    _session: ClientSession | None = None

    def __post_init__(self) -> None:
        self.sockets = Sockets(self.complaints)
        self.accounts[self.bot_token] = {"team": TEAM, "me": ME, "bot": "B0GAINSAY"}
        self.payloads.clock = self.clock

    async def start(self, port: int = 0) -> str:
        """Listen; return the address of the Web API."""
        app = web.Application(client_max_size=4 * 2**20)
        api = Api(self)
        app.router.add_route("*", "/api/{method}", api.call)
        app.router.add_post("/response/{id}", api.respond)
        app.router.add_get("/oauth/v2/authorize", api.authorize)
        app.router.add_get("/link", self.sockets.link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        number = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self.base = f"http://127.0.0.1:{number}"
        self.sockets.base = f"ws://127.0.0.1:{number}"
        self.payloads.responses = f"{self.base}/response/"
        self._session = ClientSession(timeout=ClientTimeout(total=10))
        return self.api_url

    async def stop(self) -> None:
        if self._session:
            await self._session.close()
        await self.sockets.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"{self.base}/api/"

    # Deliveries

    async def by_socket(self, payload: Json, *, envelope_id: str = "") -> Ack:
        """Deliver through the socket, waiting for one if there is none."""
        return await self.sockets.send(_kind(payload), payload, envelope_id=envelope_id)

    async def by_http(
        self, url: str, payload: Json, *, secret: str = "", at: float = 0, **headers: str
    ) -> tuple[int, str]:
        """Post as Slack does, signed; return the status and what was answered."""
        body, kind = encoded(payload)
        signed = signature(body, secret or self.signing_secret, at or time.time())
        sent = {"Content-Type": kind, **signed, **headers}
        assert self._session is not None
        sent = {name: value for name, value in sent.items() if value}
        async with self._session.post(url, data=body.encode(), headers=sent) as answer:
            return answer.status, await answer.text()

    async def submit(self, view: Json, *, user: str = ANN, **filled: str) -> Json:
        """Send a window with what was `filled` in; return what is answered, as Slack takes it."""
        ack = await self.by_socket(self.payloads.submit(view, user=user, **filled))
        answer = await ack.wait()
        self.complaints += wrong_with_answer(answer, view)
        if answer.get("response_action") == "update":
            self.views.append({**answer["view"], "id": view["id"], "method": "view_submission"})
        return answer

    async def suggest(
        self, view: Json, name: str, typed: str = "", *, user: str = ANN
    ) -> list[str]:
        """Type into a menu that asks what it may offer; return the values of what it offers."""
        ack = await self.by_socket(self.payloads.suggestion(view, name, typed, user=user))
        options = (await ack.wait()).get("options", [])
        self.complaints += wrong_with_options(options)
        return [option["value"] for option in options]

    # What was posted

    async def next_post(self, *, seconds: float = 10.0) -> Json:
        """Return the next post that was not returned yet: public, private or shared."""
        await self.until(lambda: len(self.posts) > self._seen, seconds=seconds)
        self._seen += 1
        return self.posts[self._seen - 1]

    async def no_post(self, *, seconds: float = 0.25) -> bool:
        """Whether nothing more is posted for a while."""
        await asyncio.sleep(seconds)
        return len(self.posts) == self._seen

    async def until(self, is_so: Callable[[], bool], *, seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not is_so():
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 0.05)

    def changed(self) -> None:
        self._changed.set()

    # What goes wrong

    def fail(self, method: str, *, times: int = 1, **how: Any) -> None:
        """Let the next calls of `method` go wrong; "response" means response_urls."""
        self.faults[method].append(Fault(times, **how))

    def next_fault(self, method: str) -> Fault | None:
        faults = self.faults[method]
        while faults and not faults[0].times:
            faults.pop(0)
        if not faults:
            return None
        faults[0].times -= 1
        return faults[0]

    def called(self, method: str) -> list[Json]:
        return [arguments for name, arguments in self.calls if name == method]

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._ids):08d}"

    def use(self, response_url: str) -> int:
        self._uses[response_url] += 1
        return self._uses[response_url]


def encoded(payload: Json) -> tuple[str, str]:
    """Return the body of an HTTP delivery, and its kind."""
    if _kind(payload) == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if "command" in payload else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def signature(body: str, secret: str, at: float) -> dict[str, str]:
    """Return the headers with which Slack signs."""
    timestamp = str(int(at))
    base = f"v0:{timestamp}:{body}".encode()
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def decoded(body: bytes, kind: str) -> Json:
    """Return the arguments of a call, whichever way they were sent."""
    if kind.startswith("application/json"):
        found = json.loads(body or b"{}")
        return found if isinstance(found, dict) else {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _kind(payload: Json) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload.get("type") == "event_callback" else "interactive"
