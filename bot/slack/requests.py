"""The way in over HTTP: only what Slack has signed is read, and of what is refused nothing is kept.

Bolt would log the body of a request with a bad signature. So the signature is checked here,
before Bolt sees anything. Source: Slack's "Verifying requests from Slack".
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.slack.connecting import acknowledged

_log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
_SAY_EVERY_SECONDS = 10.0
_SIGNATURE, _TIMESTAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"


@dataclass(slots=True)
class Requests:
    """Answers what Slack, and who installs the app, asks over HTTP. `refused` counts the others."""

    app: AsyncApp
    signing_secret: str
    installs: AsyncOAuthFlow | None = None
    refused: int = 0
    _said_at: float = -math.inf

    def routes(self) -> list[web.RouteDef]:
        """Return which addresses are answered."""
        routes = [web.post(EVENTS_PATH, self.events)]
        if self.installs is not None:
            routes.append(web.get(INSTALL_PATH, self.install))
            routes.append(web.get(REDIRECT_PATH, self.redirect))
        return routes

    async def events(self, request: web.Request) -> web.Response:
        """Take a delivery."""
        body = await request.read()
        if why := self._wrong(body, request.headers):
            self._note(why)
            return web.Response(status=401, text="This is not from Slack.")
        text = body.decode()
        if not _makes_sense(text, request.content_type):
            return web.Response(status=400, text="This is not a delivery.")
        delivery = AsyncBoltRequest(body=text, headers=_headers(request))
        return await to_aiohttp_response(acknowledged(await self.app.async_dispatch(delivery)))

    async def install(self, request: web.Request) -> web.Response:
        """Show where the app is installed from."""
        assert self.installs is not None
        asked = AsyncBoltRequest(body="", query=request.query_string, headers=_headers(request))
        return await to_aiohttp_response(await self.installs.handle_installation(asked))

    async def redirect(self, request: web.Request) -> web.Response:
        """Take the token of a workspace that has installed the app."""
        assert self.installs is not None
        asked = AsyncBoltRequest(body="", query=request.query_string, headers=_headers(request))
        return await to_aiohttp_response(await self.installs.handle_callback(asked))

    def _note(self, why: str) -> None:
        """Count what was refused; say so, but let nobody fill the log by asking on."""
        self.refused += 1
        if time.monotonic() - self._said_at >= _SAY_EVERY_SECONDS:
            self._said_at = time.monotonic()
            _log.warning("a request was refused (%d so far): %s", self.refused, why)

    def _wrong(self, body: bytes, headers: Mapping[str, str]) -> str:
        """Return why the request is not Slack's, "" if it is. Never what it says."""
        signature, timestamp = headers.get(_SIGNATURE), headers.get(_TIMESTAMP)
        if not self.signing_secret:
            return "no SLACK_SIGNING_SECRET is set"
        if not signature or not timestamp:
            return "it is not signed"
        is_time = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 15
        if not is_time or not signature.isascii():
            return "its signature makes no sense"
        try:
            is_valid = SignatureVerifier(self.signing_secret).is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return "its signature makes no sense"
        return "" if is_valid else "its signature is wrong, or older than five minutes"


def _makes_sense(text: str, content_type: str) -> bool:
    """Whether the body holds a JSON object, or a form: nothing else can be read on."""
    if content_type != "application/json" and not text.startswith("{"):
        text = dict(parse_qsl(text)).get("payload", "{}")
    try:
        return isinstance(json.loads(text), dict)
    except JSONDecodeError:
        return False


def _headers(request: web.Request) -> dict[str, str | Sequence[str]]:
    return dict(request.headers)
