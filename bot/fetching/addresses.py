"""May this address be connected to? Only the public internet, whatever name it goes by.

Whoever can make the bot fetch a page could otherwise read what only this machine can reach:
routers, databases, a cloud's metadata. The name is resolved once, every address is checked,
and the connection goes to just those addresses: a second look-up cannot say otherwise.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.errors import RefusedAddressError

Address = IPv4Address | IPv6Address
MayReach = Callable[[Address], bool]
"""Says whether an address may be connected to; tests give their own, for loopback."""

_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Return whether `address` is one of the public internet: not private, local or multicast."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    is_odd = address.is_multicast or address.is_reserved or address.is_unspecified
    is_site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not is_odd and not is_site_local


def _inner(address: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to in the end."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def check_literal(host: str, may_reach: MayReach) -> None:
    """Raise `RefusedAddressError` if `host` is an address as such, which nobody will resolve."""
    try:
        address = ip_address(host)
    except ValueError:
        return
    if not may_reach(address):
        raise RefusedAddressError(host)


@dataclass(frozen=True, slots=True)
class _Checked:
    address: str
    family: int


class CheckedResolver(AbstractResolver):
    """Finds the addresses of a host, and refuses the host if one of them may not be reached."""

    def __init__(self, may_reach: MayReach) -> None:
        self._may_reach = may_reach

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        checked = [_Checked(str(where[0]), kind) for kind, _, _, _, where in found]
        # One refused address refuses the name: which one would be tried is not ours to choose.
        if not all(self._may_reach(ip_address(each.address)) for each in checked):
            raise RefusedAddressError(host)
        return [
            ResolveResult(
                hostname=host,
                host=each.address,
                port=port,
                family=each.family,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for each in checked
        ]

    async def close(self) -> None:
        """Nothing is held open."""
