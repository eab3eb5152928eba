"""A desk over a case, visited as a browser would: cookies kept, forms sent with the token of the page they came from."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from cenotaph.store import Case
from cenotaph.web import Desk, make_app

HOST = "127.0.0.1:8765"
PASSWORD = "a few invented words"


class Browser:
    """One visitor. `name` signs in where accounts are asked for."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, **more: Any) -> Response:
        return self.client.get(path, **more)

    def forgery(self, path: str = "/settings") -> str:
        found = re.search(r'data-forgery="([0-9a-f]+)"', self.client.get(path).text)
        assert found is not None
        return found.group(1)

    def post(self, path: str, form: Mapping[str, Any] | None = None, page: str = "/settings", **more: Any) -> Response:
        """Send a form; redirects are not followed."""
        data = {"forgery": self.forgery(page), **(form or {})}
        return self.client.post(path, data=data, follow_redirects=False, **more)

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> Response:
        return self.post("/sign-in", {"name": name, "password": password, "code": code}, page="/sign-in")


@contextmanager
def desk(case: Case, owner: str = "Ana Ortu") -> Iterator[Browser]:
    """A running desk, visited by one browser."""
    app = make_app(Desk(case, owner, frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}") as client:  # type: ignore[arg-type]
        yield Browser(client)


def another(browser: Browser) -> Browser:
    """A second browser at the same desk."""
    return Browser(TestClient(browser.client.app, base_url=f"http://{HOST}"))
