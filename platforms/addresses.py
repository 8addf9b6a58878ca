"""Which network addresses we may connect to. Resolves names; connects to nothing."""

import asyncio
import ipaddress
import socket

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_EMBEDDING_V4 = (
    # addresses that a gateway turns into an IPv4 address of the sender's choice: 6to4 and Teredo
    # (RFC 3056, RFC 4380). NAT64 and IPv4-mapped ones lie outside 2000::/3.
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/32"),
)


class AddressError(Exception):
    """The name leads nowhere, or to a place we must not call."""


def is_public(address: str) -> bool:
    """Whether the address is an ordinary one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if not ip.is_global or ip.is_multicast:
        return False
    if ip.version == 4:
        return True
    return ip in _GLOBAL_UNICAST and not any(ip in net for net in _EMBEDDING_V4)


async def resolve(host: str, port: int, *, timeout_s: float) -> list[str]:
    """All addresses of the host, in the resolver's order, without repeats.

    Raises:
        AddressError: No answer, or no address.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(timeout_s):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError:
        raise AddressError(f"looking up {host} took longer than {timeout_s:g} s") from None
    except (OSError, UnicodeError):
        raise AddressError(f"there is no address for {host}") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def resolve_public(host: str, port: int, *, timeout_s: float) -> list[str]:
    """As `resolve`, but one private address among them condemns the name (DNS rebinding).

    Raises:
        AddressError: No answer, no address, or not all of them public.
    """
    found = await resolve(host, port, timeout_s=timeout_s)
    if not all(is_public(address) for address in found):
        raise AddressError(f"{host} is an address inside a private network, which is never called")
    return found
