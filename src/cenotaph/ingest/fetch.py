"""Fetches one address a person named, and nothing else. No proxy, no credentials, no other port than 80 and 443.

The host is resolved here, every address it has must be public, and the connection goes to the very address that was
checked: a second look-up by the HTTP library could be answered differently (DNS rebinding). Redirects are followed by
hand and checked the same way. Size, time and the number of redirects are capped; compressed answers are not asked for.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from cenotaph.errors import UnsafeAddress
from cenotaph.settings import Settings, load_settings

__all__ = ["Fetched", "fetch_url", "public_addresses"]

GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291: nothing else of IPv6 is for hosts of the public network
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an address of IPv4 in its last four bytes
OF_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890, of which Python knows a part only
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "cenotaph (casualty recording; one page on request)",
    "Accept-Encoding": "identity",
    "Accept": "*/*",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an answer and the address it finally came from."""

    data: bytes
    url: str


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of `host`. Raises `UnsafeAddress` unless it has some and every one is public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as fault:
        raise UnsafeAddress("the host is not known", where=host, remedy="check the address and the network") from fault
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for text in addresses:
        if not _is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise UnsafeAddress(
                "the host is not on the public network",
                where=f"{host} ({text})",
                remedy="save the page yourself and add the file",
            )
    return addresses


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is on the public network, also one that holds another: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and address not in OF_PROTOCOLS
    if address in NAT64:
        return _is_public(ipaddress.IPv4Address(address.packed[-4:]))
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is not None:
        return _is_public(inner)
    return address in GLOBAL_UNICAST and address.is_global


class _UntilThen(httpcore.NetworkStream):
    """A connection on which nothing takes longer than until a moment: a server that sends its headers one byte at a time would
    keep to every limit on a single read.
    """

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole answer is over")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _UntilThen(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connects only to addresses that `public_addresses` let through."""

    def __init__(self, deadline: float) -> None:
        self._inner, self._deadline = httpcore.SyncBackend(), deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        made = self._inner.connect_tcp(public_addresses(host, port)[0], port, timeout, local_address, socket_options)
        return _UntilThen(made, self._deadline)


def fetch_url(url: str) -> Fetched:
    """The body behind `url`. Raises `UnsafeAddress` with the reason when it may not or cannot be had."""
    settings = load_settings()
    deadline = time.monotonic() + settings.fetch_seconds
    limits = {name: float(settings.fetch_seconds) for name in ("connect", "read", "write", "pool")}
    with httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=_CheckedNetwork(deadline), max_connections=1
    ) as pool:
        for _ in range(settings.fetch_redirects + 1):
            url = _as_sent(url)
            _check(url)
            try:
                with pool.stream("GET", url, headers=HEADERS, extensions={"timeout": limits}) as answer:
                    if answer.status in REDIRECTS:
                        url = urljoin(url, _header(answer, b"location"))
                        continue
                    if answer.status != 200:
                        raise UnsafeAddress(f"the server answered {answer.status}", where=url)
                    return Fetched(_body(answer, url, deadline, settings), url)
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as fault:
                raise UnsafeAddress(
                    f"the page could not be fetched ({type(fault).__name__})",
                    where=url,
                    remedy="try again, or save the page and add the file",
                ) from fault
    raise UnsafeAddress(f"more than {settings.fetch_redirects} redirects", where=url)


def _as_sent(url: str) -> str:
    """An address as it goes over the line: letters beyond ASCII of the host by IDNA, those of the path as percent codes."""
    try:
        parsed = httpx.URL(url.strip())
        return f"{parsed.scheme}://{parsed.userinfo.decode()}{'@' * bool(parsed.userinfo)}{parsed.netloc.decode()}" + (
            parsed.raw_path.decode("ascii")
        )
    except (httpx.InvalidURL, ValueError, TypeError) as fault:
        raise UnsafeAddress("this is no address", where=url) from fault


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise UnsafeAddress("this is no address", where=url) from fault
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnsafeAddress("only http and https addresses are fetched", where=url)
    if parts.username or parts.password:
        raise UnsafeAddress("an address with a user name or password is not fetched", where=parts.hostname)
    if port is not None and port != PORTS[parts.scheme]:
        raise UnsafeAddress("only the ports 80 and 443 are fetched from", where=url)
    public_addresses(parts.hostname, PORTS[parts.scheme])


def _header(answer: httpcore.Response, name: bytes) -> str:
    found = next((value for key, value in answer.headers if key.lower() == name), b"")
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return found.decode("latin-1")


def _body(answer: httpcore.Response, url: str, deadline: float, settings: Settings) -> bytes:
    blocks, size = [], 0
    for block in answer.iter_stream():
        size += len(block)
        if size > settings.fetch_max_bytes:
            raise UnsafeAddress(f"the answer is larger than {settings.fetch_max_bytes:,} bytes", where=url)
        if time.monotonic() > deadline:
            raise UnsafeAddress(f"the answer took longer than {settings.fetch_seconds} seconds", where=url)
        blocks.append(block)
    return b"".join(blocks)
