"""Which machines may be contacted: public ones. Names are resolved here, and the checked address is the one connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

from orchestration.ingest.reasons import ProblemError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host name, as text; raises OSError if there are none."""

_NAT64 = b"\x00\x64\xff\x9b" + bytes(8)  # 64:ff9b::/96 (RFC 6052): the last four bytes are an IPv4 address


async def resolve_host(host: str, port: int) -> list[str]:
    """Resolves a host name as the machine does."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an IP address is public. If it contains another address, that one must be public too."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        # If the network sees only the contained address, only that one counts; in a tunnel both ends count.
        found = _translate_address(found) or found
    if isinstance(found, IPv6Address):
        tunnelled = found.sixtofour or (found.teredo[1] if found.teredo else None)
        if tunnelled is not None and not _is_open(tunnelled):
            return False
    return _is_open(found)


def _translate_address(address: IPv6Address) -> IPv4Address | None:
    if address.packed.startswith(_NAT64):
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


class Guard:
    """Resolves host names and refuses those that resolve to this machine or its network."""

    def __init__(self, private_hosts: Collection[str] = (), resolve: Resolve = resolve_host) -> None:
        """`private_hosts` may resolve to any address."""
        self._private_hosts = {host.lower() for host in private_hosts}
        self._resolve = resolve

    async def resolve_public(self, host: str, port: int) -> str:
        """The IP address to connect to. Raises ProblemError private_address, and OSError if the name has no address.

        A name with even one private address is refused, because it would be chance which of its addresses is used.
        """
        addresses = await self._resolve(host, port)
        if not addresses:
            raise OSError(f"{host} has no address")
        if host.lower() not in self._private_hosts:
            private = [address for address in addresses if not is_public(address)]
            if private:
                raise ProblemError(
                    "private_address",
                    f"{host[:80]} resolves to {private[0]}, which is not a public address. "
                    "If this is intended, add the host to TALLYWIRE_PRIVATE_HOSTS.",
                )
        return addresses[0]
