"""Discord's REST API, as much of it as the bot uses; everything else is a complaint."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord_checks import (
    COMPONENTS_V2,
    EPHEMERAL,
    wrong_with_callback,
    wrong_with_followup,
    wrong_with_message,
)
from tests.fakes.discord_command_checks import wrong_with_commands
from tests.fakes.discord_payloads import (
    APPLICATION,
    GAINSAY,
    JSON,
    MANAGER,
    VERA,
    a_direct_channel,
    a_member,
    a_user,
    an_application,
)

if TYPE_CHECKING:
    from tests.fakes.discord_state import Interaction, State

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
ACKNOWLEDGED_ALREADY, INVALID_BODY, MISSING_ACCESS = 40060, 50035, 50001
INVALID_WEBHOOK_TOKEN, NOT_OURS, NO_DIRECT_MESSAGES = 50027, 50005, 50007
UNKNOWN_GUILD, UNKNOWN_MEMBER = 10004, 10007
CALLBACK_SECONDS, TOKEN_SECONDS = 3.0, 900.0


class RefusedError(Exception):
    """Discord says no, with its own code."""

    def __init__(self, status: int, code: int, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "code": code, **fields}


@dataclass
class Fault:
    """Something that goes wrong with the next requests that fit.

    Before the request is worked on `status` is answered; with `is_late` the request is worked
    on first, and only its answer is lost: replaced by `status`, or by silence if that is 0.
    """

    method: str
    path: re.Pattern[str]
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    is_late: bool = False
    delay_seconds: float = 0.0


@dataclass(frozen=True)
class Request:
    """A request that arrived, and when."""

    method: str
    path: str
    body: Any
    at: float
    status: int


Answer = tuple[int, Any]
Route = Callable[["Rest", re.Match[str], web.Request, Any], Awaitable[Answer]]


@dataclass
class Rest:
    """Answers requests from the state of the fake. `requests` are all that came."""

    fake: State
    requests: list[Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one request; what it does wrong is complained about."""
        at = self.fake.now()
        path = request.path.removeprefix("/api/v10")
        fault = self._fault(request.method, path)
        if fault and fault.delay_seconds:
            await asyncio.sleep(fault.delay_seconds)
        body = await self._body(request)
        status, answer = 0, None
        if fault is None or fault.is_late:
            status, answer = await self._answer(request, path, body)
        self.requests.append(
            Request(request.method, path, body, at, fault.status if fault else status)
        )
        self.fake.changed()
        if fault is not None:
            if fault.status == 0:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=500)
            return self._response(fault.status, fault.body or {}, fault.headers)
        return self._response(status, answer, {})

    def _fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.method == method and fault.path.search(path):
                fault.times -= 1
                return fault
        return None

    async def _body(self, request: web.Request) -> Any:
        raw = await request.read()
        if not raw:
            return None
        if request.headers.get("Content-Type") != "application/json":
            self.fake.complain(
                f"{request.method} {request.path}: its body is sent as"
                f" {request.headers.get('Content-Type')!r}, not application/json"
            )
        try:
            return json.loads(raw)
        except ValueError:
            self.fake.complain(f"{request.method} {request.path}: its body is no JSON")
            return None

    async def _answer(self, request: web.Request, path: str, body: Any) -> Answer:
        for (method, pattern, needs_token), route in ROUTES.items():
            match = pattern.fullmatch(path)
            if match is None or method != request.method:
                continue
            token = request.headers.get("Authorization", "")
            if needs_token and token != f"Bot {self.fake.token}":
                return 401, {"message": "401: Unauthorized", "code": 0}
            if not request.headers.get("User-Agent", "").startswith(("DiscordBot", "Python")):
                self.fake.complain(f"{path}: there is no proper User-Agent")
            try:
                return await route(self, match, request, body)
            except RefusedError as refused:
                return refused.status, refused.body
        self.fake.complain(f"{request.method} {path}: there is no such thing here")
        return 404, {"message": "404: Not Found", "code": 0}

    def _response(self, status: int, body: Any, headers: dict[str, str]) -> web.Response:
        if status == 204:
            return web.Response(status=204, headers=headers)
        limits = {
            "X-RateLimit-Limit": "1000",
            "X-RateLimit-Remaining": "999",
            "X-RateLimit-Reset": "1900000000",
            "X-RateLimit-Reset-After": "0.01",
        }
        if status == 429:
            limits = {"Via": "1.1 google", "Retry-After": str(body.get("retry_after", 1))}
        # web.json_response would write a charset, and discord.py would not read it as JSON.
        response = web.Response(status=status, body=json.dumps(body).encode())
        response.headers["Content-Type"] = "application/json"
        response.headers.update(limits | headers)
        return response

    def check(self, wrong: list[str], where: str) -> None:
        """Refuse a body with which something is wrong, as Discord would, and complain."""
        if wrong:
            for each in wrong:
                self.fake.complain(f"{where}: {each}")
            raise RefusedError(400, INVALID_BODY, "Invalid Form Body", errors={})

    def interaction(self, token: str) -> Interaction:
        """Return the interaction whose token is still good."""
        found = self.fake.interactions.get(token)
        if found is None:
            raise RefusedError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        if found.is_expired or self.fake.now() - found.at > TOKEN_SECONDS:
            raise RefusedError(401, INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
        return found


async def _gateway(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    return 200, {
        "url": rest.fake.gateway_url,
        "shards": rest.fake.shards,
        "session_start_limit": limit,
    }


async def _me(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    return 200, a_user(GAINSAY) | {"verified": True, "mfa_enabled": True, "flags": 0}


async def _application(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    return 200, an_application(**rest.fake.application)


async def _commands(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    if request.method == "PUT":
        rest.check(wrong_with_commands(body), "PUT commands")
        rest.fake.registrations += 1
        rest.fake.commands = [
            {
                "id": rest.fake.snowflake(),
                "application_id": APPLICATION,
                "version": rest.fake.snowflake(),
                "default_member_permissions": None,
                "nsfw": False,
                "description": "",
                **command,
            }
            for command in body
        ]
    if request.method == "GET" and request.query.get("with_localizations") != "true":
        return 200, [_without_localizations(command) for command in rest.fake.commands]
    return 200, rest.fake.commands


def _without_localizations(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_localizations(each) for each in value]
    if isinstance(value, dict):
        kept = {n: v for n, v in value.items() if not n.endswith("_localizations")}
        return {name: _without_localizations(each) for name, each in kept.items()}
    return value


async def _post(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    channel = match["channel"]
    rest.check(wrong_with_message(body), "POST message")
    if channel not in rest.fake.channels:
        raise RefusedError(404, UNKNOWN_CHANNEL, "Unknown Channel")
    owner = {where: person for person, where in rest.fake.directs.items()}.get(channel)
    if owner in rest.fake.closed_to:
        raise RefusedError(403, NO_DIRECT_MESSAGES, "Cannot send messages to this user")
    nonce = body.get("nonce")
    if nonce and not body.get("enforce_nonce"):
        rest.fake.complain("POST message: a nonce that is not enforced")
    for message in rest.fake.messages[channel]:
        if nonce and body.get("enforce_nonce") and message.nonce == nonce:
            return 200, message.as_json()
    reference = body.get("message_reference")
    found = rest.fake.find_message(channel, reference["message_id"]) if reference else None
    if reference and not found and reference.get("fail_if_not_exists", True):
        raise RefusedError(400, INVALID_BODY, "Invalid Form Body", errors={})
    message = rest.fake.add_message(channel, GAINSAY, body, nonce=nonce, reply_to=found)
    return 200, message.as_json() | ({"nonce": nonce} if nonce else {})


async def _edit(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    rest.check(wrong_with_message(body, is_edit=True), "PATCH message")
    channel = match["channel"]
    if channel not in rest.fake.channels:
        raise RefusedError(404, UNKNOWN_CHANNEL, "Unknown Channel")
    message = rest.fake.find_message(channel, match["message"])
    if message is None:
        raise RefusedError(404, UNKNOWN_MESSAGE, "Unknown Message")
    if message.author.id != GAINSAY.id:
        raise RefusedError(403, NOT_OURS, "Cannot edit a message authored by another user")
    if message.flags & COMPONENTS_V2 and not body.get("flags", 0) & COMPONENTS_V2:
        raise RefusedError(400, INVALID_BODY, "Invalid Form Body", errors={})
    message.flags |= body.get("flags", 0) & COMPONENTS_V2
    message.components, message.embeds = body.get("components", []), body.get("embeds", [])
    message.edits += 1
    return 200, message.as_json()


async def _direct(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    person = str(body["recipient_id"])
    channel = rest.fake.directs.setdefault(person, rest.fake.snowflake())
    rest.fake.channels.setdefault(channel, None)
    found = next(each for each in (VERA, MANAGER) if each.id == person)
    return 200, a_direct_channel(channel, found)


async def _member(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    person = match["person"]
    if match["guild"] not in {guild["id"] for guild in rest.fake.guilds}:
        raise RefusedError(404, UNKNOWN_GUILD, "Unknown Guild")
    if person not in rest.fake.members:
        raise RefusedError(404, UNKNOWN_MEMBER, "Unknown Member")
    return 200, a_member(next(each for each in (VERA, MANAGER) if each.id == person))


async def _history(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    after = int(request.query.get("after", 0))
    limit = int(request.query.get("limit", 50))
    if not 1 <= limit <= 100:
        rest.fake.complain(f"GET messages: limit {limit}")
    found = [m for m in rest.fake.messages[match["channel"]] if int(m.id) > after]
    return 200, [message.as_json() for message in reversed(found[:limit])]


async def _callback(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    rest.check(wrong_with_callback(body), "interaction callback")
    found = rest.fake.interactions.get(match["token"])
    if found is None or found.id != match["id"] or found.is_expired:
        raise RefusedError(404, UNKNOWN_INTERACTION, "Unknown interaction")
    if found.acknowledgement is not None:
        raise RefusedError(400, ACKNOWLEDGED_ALREADY, "Interaction has already been acknowledged.")
    if rest.fake.now() - found.at > CALLBACK_SECONDS:
        raise RefusedError(404, UNKNOWN_INTERACTION, "Unknown interaction")
    data = body.get("data") or {}
    if body["type"] == 9 and found.kind not in (2, 3):
        rest.check(["a window cannot follow a window"], "interaction callback")
    if body["type"] == 6 and found.under is None:
        rest.check(["there is no message that could be updated"], "interaction callback")
    found.acknowledge(body, rest.fake.now())
    if body["type"] == 6:
        found.original = found.under
    if body["type"] in (4, 5):
        flags = data.get("flags", 0) | (1 << 7 if body["type"] == 5 else 0)
        found.original = rest.fake.new_response(found, {**data, "flags": flags})
    if request.query.get("with_response") != "1":
        return 204, None
    about: JSON = {"id": found.id, "type": found.kind}
    resource: JSON = {"type": body["type"]}
    if found.original:
        about |= {
            "response_message_id": found.original.id,
            "response_message_loading": body["type"] == 5,
            "response_message_ephemeral": bool(found.original.flags & EPHEMERAL),
        }
        resource["message"] = found.original.as_json()
    return 200, {"interaction": about, "resource": resource}


async def _original(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    found = rest.interaction(match["token"])
    if found.original is None:
        raise RefusedError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
    if request.method == "DELETE":
        rest.fake.delete(found.original)
        found.original, found.is_deleted = None, True
        return 204, None
    if request.method == "PATCH":
        rest.check(wrong_with_message(body, is_edit=True), "PATCH @original")
        kept = found.original.flags & (EPHEMERAL | COMPONENTS_V2)
        found.original.flags = kept | body.get("flags", 0) & COMPONENTS_V2
        found.original.components = body.get("components", [])
        found.original.embeds = body.get("embeds", [])
        found.answers.append(body)
    return 200, found.original.as_json()


async def _follow_up(rest: Rest, match: re.Match[str], request: web.Request, body: Any) -> Answer:
    found = rest.interaction(match["token"])
    if found.acknowledgement is None:
        raise RefusedError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
    rest.check(wrong_with_followup(body), "POST webhook")
    message = rest.fake.new_response(found, body)
    found.follow_ups.append(message)
    return (200, message.as_json()) if request.query.get("wait") in ("true", "1") else (204, None)


_ORIGINAL = re.compile(rf"/webhooks/{APPLICATION}/(?P<token>[^/]+)/messages/@original")
_MESSAGES = re.compile(r"/channels/(?P<channel>\d+)/messages")
_MESSAGE = re.compile(r"/channels/(?P<channel>\d+)/messages/(?P<message>\d+)")
_DIRECT = re.compile(r"/users/@me/channels")
_MEMBER = re.compile(r"/guilds/(?P<guild>\d+)/members/(?P<person>\d+)")
_COMMANDS = re.compile(rf"/applications/{APPLICATION}/commands")
ROUTES: dict[tuple[str, re.Pattern[str], bool], Route] = {
    ("GET", re.compile(r"/gateway/bot"), True): _gateway,
    ("GET", re.compile(r"/users/@me"), True): _me,
    ("GET", re.compile(r"/(?:oauth2/)?applications/@me"), True): _application,
    ("GET", _COMMANDS, True): _commands,
    ("PUT", _COMMANDS, True): _commands,
    ("POST", _MESSAGES, True): _post,
    ("GET", _MESSAGES, True): _history,
    ("PATCH", _MESSAGE, True): _edit,
    ("POST", _DIRECT, True): _direct,
    ("GET", _MEMBER, True): _member,
    (
        "POST",
        re.compile(r"/interactions/(?P<id>\d+)/(?P<token>[^/]+)/callback"),
        False,
    ): _callback,
    ("GET", _ORIGINAL, False): _original,
    ("PATCH", _ORIGINAL, False): _original,
    ("DELETE", _ORIGINAL, False): _original,
    ("POST", re.compile(rf"/webhooks/{APPLICATION}/(?P<token>[^/]+)"), False): _follow_up,
}
