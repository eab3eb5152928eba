"""Cuts off a visitor that sends its request one byte at a time: all headers within twenty seconds, or the line is closed."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["PatientProtocol"]

HEADER_SECONDS = 20.0


class PatientProtocol(H11Protocol):
    """uvicorn's protocol with a clock on the first request of a connection; later ones have uvicorn's own."""

    def connection_made(self, transport: Any) -> None:
        """Start the clock."""
        super().connection_made(transport)
        self._clock = asyncio.get_running_loop().call_later(HEADER_SECONDS, self._cut_off)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._clock.cancel()
        super().connection_lost(exc)

    def _cut_off(self) -> None:
        if getattr(self, "cycle", None) is None:
            self.transport.close()
