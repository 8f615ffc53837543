"""Addresses of the web, and which of them may be asked at all.

A feed or a redirect can name any address. Only http and https on public hosts are asked: nothing
on this machine or in its network, whatever name points there.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ingest.errors import one_line
from ingest.sources.blobs import RefusedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
MayReach = Callable[[IPAddress], bool]
Resolve = Callable[[str, int], list[str]]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LONGEST = 4000
_PORTS = {"http": 80, "https": 443}
# IPv6 addresses that stand for IPv4 ones, which may be private: translated, and tunnelled.
_EMBEDDING = tuple(
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)


class Address(str):
    """An address that the user gave to be fetched."""

    __slots__ = ()


def path_or_address(text: str) -> Path | Address:
    """What a command's argument stands for."""
    return Address(text) if _ADDRESS.match(text) else Path(text)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked: where to connect (`ip`), and what to ask there."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to the world, not to this machine or its network."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if any(ip in network for network in _EMBEDDING):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError where it has none."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def target_of(url: str, may_reach: MayReach, resolve: Resolve) -> Target:
    """Where to ask for `url`. Raises RefusedError where it must not, or can't, be asked.

    The address found here is the one connected to: a name that changes its answer gains nothing.
    """
    parts, host, port = _split(url)
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        detail = f"the host {one_line(host, 80)} can't be found ({one_line(str(error))})"
        raise RefusedError("not_fetched", detail) from error
    for ip in found:
        if not may_reach(ipaddress.ip_address(ip.partition("%")[0])):
            detail = f"{one_line(host, 80)} is on this machine or in its network; it is not asked"
            raise RefusedError("refused_address", detail)
    if not found:
        raise RefusedError("not_fetched", f"the host {one_line(host, 80)} has no address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, parts.scheme, host, port, found[0], path)


def _split(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError("refused_address", "no valid address") from error
    if parts.scheme not in _PORTS:
        raise RefusedError("refused_address", "only http and https addresses are asked")
    if not host or len(url) > _LONGEST or any(c.isspace() or not c.isprintable() for c in url):
        raise RefusedError("refused_address", "no valid address")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("refused_address", "an address with a name and password in it")
    return parts, host, port or _PORTS[parts.scheme]
