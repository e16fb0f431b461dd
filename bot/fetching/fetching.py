"""One document of the web: fetched within limits of size, time and redirects.

Called from a command, or from a worker thread of a listener: it runs its own event loop.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from yarl import URL

from bot.fetching.addresses import CheckedResolver, MayReach, check_literal, is_public
from bot.fetching.errors import FetchError, RefusedAddressError
from bot.fetching.unpacking import READABLE, BrokenBodyError, TooLargeError, Unpacking

_CHUNK_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "Gainsay",
    "Accept": "text/html, application/xhtml+xml, application/ld+json, text/plain, */*;q=0.5",
    # What can be unpacked piece by piece with a limit.
    "Accept-Encoding": "gzip, deflate",
}
_SAVE_IT = "save the document to a file and give that"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may cost; `bytes` counts what is unpacked, `seconds` all redirects."""

    bytes: int = 20 * 1024 * 1024
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came; `url` is where it was in the end, `charset` what the server says."""

    url: str
    content: bytes = field(repr=False)
    media_type: str
    charset: str | None


def fetch(url: str, *, limits: Limits | None = None, may_reach: MayReach = is_public) -> Fetched:
    """Return the document at `url`. Raises `FetchError`, which says what to do.

    Only http and https, and only addresses that `may_reach` allows, also after each redirect.
    """
    return asyncio.run(_fetch_in_time(url, limits or Limits(), may_reach))


async def _fetch_in_time(url: str, limits: Limits, may_reach: MayReach) -> Fetched:
    connector = aiohttp.TCPConnector(resolver=CheckedResolver(may_reach), use_dns_cache=False)
    try:
        async with (
            asyncio.timeout(limits.seconds),
            aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),
            ) as session,
        ):
            return await _follow(session, url, limits, may_reach)
    except TimeoutError as error:
        why = f"took longer than {limits.seconds:g} seconds; try again later, or {_SAVE_IT}"
        raise FetchError(_shown(url), why) from error


async def _follow(
    session: aiohttp.ClientSession, url: str, limits: Limits, may_reach: MayReach
) -> Fetched:
    at = _checked_url(url)
    for _ in range(limits.redirects + 1):
        found = await _step(session, at, limits, may_reach)
        if isinstance(found, Fetched):
            return found
        at = found
    why = f"is redirected more than {limits.redirects} times; give the address of the page itself"
    raise FetchError(_shown(url), why)


async def _step(
    session: aiohttp.ClientSession, at: URL, limits: Limits, may_reach: MayReach
) -> Fetched | URL:
    """Return the document at `at`, or the address that it is redirected to."""
    shown = _shown(str(at))
    try:
        check_literal(at.host or "", may_reach)
        async with session.get(at, allow_redirects=False) as response:
            if response.status in _REDIRECTS:
                return _target(at, response)
            return await _read(response, limits)
    except RefusedAddressError as error:
        why = f"leads to an address that is not of the public internet; {_SAVE_IT}"
        raise FetchError(shown, why) from error
    except TooLargeError as error:
        why = f"is larger than {limits.bytes:,} bytes; {_SAVE_IT}, or give a smaller one"
        raise FetchError(shown, why) from error
    except BrokenBodyError as error:
        why = f"came cut or damaged; try again, or {_SAVE_IT}"
        raise FetchError(shown, why) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
            raise TimeoutError from error
        raise FetchError(shown, _why(error)) from error


async def _read(response: aiohttp.ClientResponse, limits: Limits) -> Fetched:
    shown = _shown(str(response.url))
    if response.status != HTTPStatus.OK:
        why = f"the server answers {response.status}; check the address, or {_SAVE_IT}"
        raise FetchError(shown, why)
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in READABLE:
        why = f"is packed in a way that cannot be read ({encoding[:30]}); {_SAVE_IT}"
        raise FetchError(shown, why)
    if (response.content_length or 0) > limits.bytes:
        raise TooLargeError
    unpacking = Unpacking(encoding, limits.bytes)
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        unpacking.add(chunk)
    url = str(response.url.with_fragment(None))
    return Fetched(url, unpacking.content(), response.content_type, response.charset)


def _target(at: URL, response: aiohttp.ClientResponse) -> URL:
    location = response.headers.get("Location", "")
    if not location:
        why = f"the server answers {response.status} and does not say where to; check the address"
        raise FetchError(_shown(str(at)), why)
    return _checked_url(str(at.join(URL(location))))


def _checked_url(url: str) -> URL:
    try:
        parsed = URL(url)
        port, host = parsed.port, parsed.host  # a wrong port is found here
    except ValueError as error:
        raise FetchError(_shown(url), "is not an address of the web; check it") from error
    if parsed.scheme not in ("http", "https") or not host or not port:
        raise FetchError(_shown(url), "is not an address that starts with http:// or https://")
    if parsed.user is not None or parsed.password is not None:
        why = "holds a user name or a password, which would be kept with the record; remove it"
        raise FetchError(_shown(url), why)
    return parsed


def _shown(url: str) -> str:
    """Return `url` for a message: without a name, password or query, which may be secret."""
    try:
        parsed = URL(url)
        return str(parsed.with_user(None).with_query(None).with_fragment(None))[:200]
    except ValueError:
        return "the address"


def _why(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        return "there is no such host, or it cannot be found from here; check the address"
    if isinstance(error, aiohttp.ClientSSLError):
        return f"the server cannot prove who it is (TLS); check the address, or {_SAVE_IT}"
    if isinstance(error, aiohttp.ClientConnectionError):
        return "the server cannot be reached, or broke off; check the address, or try again later"
    return f"the server's answer cannot be read; try again later, or {_SAVE_IT}"
