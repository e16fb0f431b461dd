"""How does a page become a picture? A Chromium without a window, steered over its DevTools.

One Chromium draws all pages: starting it takes longer than drawing. It gets a folder of its
own, which is removed, and is kept off the network: pages need nothing, and its own services
would only be refused.
"""

from __future__ import annotations

import asyncio
import base64
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

PIXELS_PER_POINT = 2
_STARTS_WITHIN_SECONDS = 60
_ANSWERS_WITHIN_SECONDS = 60
_STOPS_WITHIN_SECONDS = 10
_FLAGS = (
    "--headless",
    "--no-sandbox",  # a container's root cannot have one; the pages are ours and run no script
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-port=0",
)


class DrawingError(Exception):
    """No pictures can be made; what a person is told is the text."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to be drawn, how wide, and the file that it becomes. The height is its own."""

    html: str
    width: int
    file: Path


def draw(chromium: str, drawings: Iterable[Drawing]) -> None:
    """Write the picture of each page; raise `DrawingError` if Chromium does not."""
    try:
        asyncio.run(_draw_all(chromium, list(drawings)))
    except (OSError, TimeoutError, aiohttp.ClientError) as error:
        raise DrawingError(f"{chromium} did not draw ({type(error).__name__})") from error


async def _draw_all(chromium: str, drawings: list[Drawing]) -> None:
    with tempfile.TemporaryDirectory(prefix="gainsay-", ignore_cleanup_errors=True) as folder:
        async with _tab(chromium, Path(folder)) as tab:
            for drawing in drawings:
                drawing.file.write_bytes(await _picture(tab, drawing))


async def _picture(tab: _Tab, drawing: Drawing) -> bytes:
    size = {"width": drawing.width, "height": 1, "mobile": False}
    await tab.call("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=PIXELS_PER_POINT)
    # Half a character cannot be sent; renderers let none through, but a picture must not fail.
    html = drawing.html.encode(errors="replace").decode()
    await tab.call("Page.setDocumentContent", frameId=tab.frame, html=html)
    layout = await tab.call("Page.getLayoutMetrics")
    height = layout["cssContentSize"]["height"]
    clip = {"x": 0, "y": 0, "width": drawing.width, "height": height, "scale": 1}
    shot = await tab.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
    return base64.b64decode(shot["data"])


class _Tab:
    """Holds a connection to one tab open."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, frame: str) -> None:
        self._socket = socket
        self._number = 0
        self.frame = frame

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Do `method`; return its result."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = await self._receive()
            if message.get("id") == self._number:
                break
        if "error" in message:
            raise DrawingError(f"Chromium refused {method}: {message['error'].get('message')}")
        result: dict[str, Any] = message["result"]
        return result

    async def _receive(self) -> dict[str, Any]:
        try:
            message: dict[str, Any] = await self._socket.receive_json(
                timeout=_ANSWERS_WITHIN_SECONDS
            )
        except TypeError as error:  # it was not a text: the connection is over
            raise DrawingError("Chromium ended while it drew") from error
        return message


@asynccontextmanager
async def _tab(chromium: str, folder: Path) -> AsyncIterator[_Tab]:
    """Start Chromium; stop it in the end."""
    process = await asyncio.create_subprocess_exec(
        chromium,
        *_FLAGS,
        f"--user-data-dir={folder / 'profile'}",
        "about:blank",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(folder / "profile" / "DevToolsActivePort", process)
        async with aiohttp.ClientSession() as session:
            target = await _target(session, port)
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                tab = _Tab(socket, target["id"])
                yield tab
                # Asked to, not told to: it then takes its own temporary files away.
                await tab.call("Browser.close")
                with suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), _STOPS_WITHIN_SECONDS)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _port(file: Path, process: asyncio.subprocess.Process) -> int:
    """Return the port that Chromium writes down once it listens."""
    async with asyncio.timeout(_STARTS_WITHIN_SECONDS):
        while True:
            if process.returncode is not None:
                raise DrawingError(f"Chromium did not start (it ended with {process.returncode})")
            if file.exists() and (lines := file.read_text().splitlines()):
                return int(lines[0])
            await asyncio.sleep(0.05)


async def _target(session: aiohttp.ClientSession, port: int) -> dict[str, str]:
    async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
        targets: list[dict[str, str]] = await answer.json(content_type=None)
    for target in targets:
        if target["type"] == "page":
            return target
    raise DrawingError("Chromium opened no page")
