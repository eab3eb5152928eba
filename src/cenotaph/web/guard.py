"""The gate before every page: host, size and patience are bounded, and every answer forbids what a page does not need.

A page may run its own scripts only and ask nobody else for anything. A request for another host name is refused, so that a
foreign site cannot have its name point here and speak as the person at the desk.
"""

import asyncio
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard"]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
BODY_SECONDS = 30.0
WORDS = {408: "The request took too long.", 413: "The file is larger than the limit."}


@dataclass
class _Gone:
    """How much of a body was seen, whether it was answered, and with which status it was given up."""

    seen: int = 0
    answered: bool = False
    status: int = 0


class Guard:
    """ASGI middleware. `hosts` empty admits every host name, for behind a proxy that checks it. `small` are paths to which
    anybody may send, with the most bytes that they take.
    """

    def __init__(
        self, app: ASGIApp, hosts: frozenset[str], most_bytes: int, small: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self._app, self._hosts, self._most, self._small = app, hosts, most_bytes, small

    def _refusal(self, headers: Mapping[bytes, str], most: int) -> tuple[int, str] | None:
        if self._hosts and headers.get(b"host", "") not in self._hosts:
            return 421, "This desk is not served under that name."
        length = headers.get(b"content-length", "0")
        return (413, WORDS[413]) if not length.isdigit() or int(length) > most else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._small.get(scope["path"], self._most)
        if refused := self._refusal({name: value.decode("latin-1") for name, value in scope["headers"]}, most):
            await _refuse(send, *refused)
            return
        gone = _Gone()

        async def bounded() -> Message:
            try:
                message = await asyncio.wait_for(receive(), BODY_SECONDS) if scope["method"] == "POST" else await receive()
            except TimeoutError:
                gone.status = 408
                return {"type": "http.disconnect"}
            gone.seen += len(message.get("body", b""))
            if gone.seen > most:
                gone.status = 413
                return {"type": "http.disconnect"}
            return message

        async def guarded(message: Message) -> None:
            if gone.status:
                return
            if message["type"] == "http.response.start":
                gone.answered = True
                _add_headers(message)
            await send(message)

        try:
            await self._app(scope, bounded, guarded)
        except Exception:
            if not gone.status:
                raise
        if gone.status and not gone.answered:
            await _refuse(send, gone.status, WORDS[gone.status])


def _add_headers(message: MutableMapping[str, Any]) -> None:
    given = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given),
    ]


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    message: Message = {"type": "http.response.start", "status": status, "headers": headers}
    _add_headers(message)
    await send(message)
    await send({"type": "http.response.body", "body": words.encode()})
