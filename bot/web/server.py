"""The HTTP server: `/healthz`, and the addresses that a platform posts to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.web import RouteDef as RouteDef

from bot.logs import said_of
from bot.service import Health, ServiceError

HEALTH_PATH = "/healthz"
LARGEST_BODY_BYTES = 1024 * 1024

_log = logging.getLogger(__name__)

Look = Callable[[], Awaitable[Mapping[str, Health]]]
"""Returns how everything is doing, by name."""


@dataclass(frozen=True, slots=True)
class WebServer:
    """Answers HTTP until it is cancelled. A `Service`."""

    host: str
    port: int
    look: Look
    routes: Iterable[web.RouteDef] = ()
    name: str = "web"

    async def run(self) -> None:
        """Listen until cancelled. Raises `ServiceError` where the port cannot be had."""
        app = web.Application(client_max_size=LARGEST_BODY_BYTES, middlewares=[_without_traceback])
        app.add_routes([web.get(HEALTH_PATH, self._health), *self.routes])
        # No access log: addresses may hold codes, and nobody asked who called.
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await self._listen(runner)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def health(self) -> Health:
        """Return that it is there: who asks it has reached it."""
        return Health(is_well=True)

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as error:
            why = (
                f"cannot listen on {self.host}, port {self.port} ({error.strerror}); set"
                " GAINSAY_HTTP_HOST and GAINSAY_HTTP_PORT to what is free here"
            )
            raise ServiceError(self.name, why) from error
        _log.info("listening on %s, port %d", self.host, self.port)

    async def _health(self, _request: web.Request) -> web.Response:
        found = await self.look()
        is_well = all(health.is_well for health in found.values())
        body: dict[str, Any] = {"is_well": is_well}
        for name, health in found.items():
            body[name] = {"is_well": health.is_well, **health.figures}
        return web.json_response(body, status=200 if is_well else 503)


@web.middleware
async def _without_traceback(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer what failed with 500 and nothing else; say where in the log."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:  # the outermost place for HTTP
        _log.error("a request could not be answered: %s", said_of(error))
        return web.Response(status=500, text="Something went wrong here. Try again later.")
