"""A small web server on loopback, each page of it as raw as the test wants it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address

Write = Callable[[bytes], object]
Page = bytes | Callable[[Write], None]
"""All that the server sends, with its head; or a function that sends it piece by piece."""


@dataclass
class Pages:
    """The address of a server, and the requests that it got."""

    address: str
    requests: list[str] = field(default_factory=list)


def page(
    body: bytes, *, type_: str = "text/html", status: str = "200 OK", headers: str = ""
) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n"
        f"{headers}Connection: close\r\n\r\n"
    )
    return head.encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, headers=f"Location: {to}\r\n")


def may_reach_loopback(address: IPv4Address | IPv6Address) -> bool:
    """What tests give `fetch`, whose pages are all on this machine."""
    return address.is_loopback


@contextmanager
def serve_pages(pages: Mapping[str, Page]) -> Iterator[Pages]:
    """Serve `pages`, by path; 404 for every other."""
    served = Pages("")

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            request = self.rfile.readline().decode()
            while self.rfile.readline().strip():
                pass
            path = request.split(" ")[1]
            served.requests.append(path)
            found = pages.get(path, page(b"nothing here", status="404 Not Found"))
            # The client may have had enough, which is what some tests are about.
            with suppress(OSError):
                found(self.wfile.write) if callable(found) else self.wfile.write(found)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
