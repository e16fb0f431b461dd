from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.service import Health, ServiceError
from bot.web.server import LARGEST_BODY_BYTES, WebServer

WELL: Mapping[str, Health] = {"slack": Health(True, {"last_ping_seconds": 1.5})}
ILL: Mapping[str, Health] = {**WELL, "discord": Health(False, {"is_connected": False})}


@asynccontextmanager
async def serving(found: Mapping[str, Health], *routes: web.RouteDef) -> AsyncIterator[str]:
    """Serve on a free port; yield the address."""

    async def look() -> Mapping[str, Health]:
        return found

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = asyncio.create_task(WebServer("127.0.0.1", port, look, routes).run())
    address = f"http://127.0.0.1:{port}"
    try:
        await _until_it_listens(address)
        yield address
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)


async def _until_it_listens(address: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            try:
                async with session.get(f"{address}/nothing"):
                    return
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def asking(
    method: str,
    path: str,
    found: Mapping[str, Health],
    *routes: web.RouteDef,
    data: io.BytesIO | None = None,
) -> AsyncIterator[aiohttp.ClientResponse]:
    """Yield what the server answers."""
    async with (
        serving(found, *routes) as at,
        aiohttp.ClientSession() as session,
        session.request(method, f"{at}{path}", data=data) as answer,
    ):
        yield answer


async def test_health_says_how_each_service_is_doing() -> None:
    async with asking("GET", "/healthz", WELL) as answer:
        assert answer.status == 200
        assert await answer.json() == {
            "is_well": True,
            "slack": {"is_well": True, "last_ping_seconds": 1.5},
        }


async def test_one_service_that_is_not_well_makes_the_whole_not_well() -> None:
    async with asking("GET", "/healthz", ILL) as answer:
        assert answer.status == 503
        assert (await answer.json())["discord"] == {"is_well": False, "is_connected": False}


async def test_a_fault_shows_nobody_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async def falls(_request: web.Request) -> web.Response:
        raise ValueError("did Kirby say so?")

    route = web.post("/slack/events", falls)
    async with asking("POST", "/slack/events", WELL, route) as answer:
        assert answer.status == 500
        assert "Kirby" not in await answer.text()
    assert "ValueError in test_server.py" in caplog.text
    assert "Kirby" not in caplog.text


async def test_a_body_that_is_too_large_is_refused() -> None:
    async def reads(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    body = io.BytesIO(b"x" * (LARGEST_BODY_BYTES + 1))
    route = web.post("/slack/events", reads)
    async with asking("POST", "/slack/events", WELL, route, data=body) as answer:
        assert answer.status == 413


async def test_a_port_that_is_taken_is_said_with_what_to_set() -> None:
    async def look() -> Mapping[str, Health]:
        return WELL

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = WebServer("127.0.0.1", taken.getsockname()[1], look)
        with pytest.raises(ServiceError, match="set GAINSAY_HTTP_HOST and GAINSAY_HTTP_PORT"):
            await server.run()
