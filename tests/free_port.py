"""Runs a program that serves on a port of this machine, until the work with it is done."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["serving"]

PATIENCE_SECONDS = 60


@contextmanager
def serving(*command: str) -> Iterator[str]:
    """The address of `command`, started with a free port as its --port; it is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_SECONDS:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.1).close()
            break
        except OSError:
            time.sleep(0.1)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
