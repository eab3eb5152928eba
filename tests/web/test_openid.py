"""Sign-in by an organisation's own provider, a stub of one on this machine that also misbehaves."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cenotaph.settings import load_settings
from cenotaph.store import Case
from cenotaph.web import make_account
from desk_visits import PASSWORD, Browser, another, desk

pytestmark = pytest.mark.slow


@dataclass
class Stub:
    """A provider: what it asserts of the visitor, and what it was sent."""

    address: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    change: Callable[[dict[str, Any]], object] = lambda _: None
    answer: bytes | None = None

    def claims(self) -> dict[str, Any]:
        return {
            "iss": self.address, "aud": "desk", "exp": time.time() + 60, "nonce": self.asked.get("nonce"), "sub": "u-17",
            "email": "Ana@Example.org", "email_verified": True,
        }  # fmt: skip


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    stub = Stub()

    class Answers(BaseHTTPRequestHandler):
        def log_message(self, *_given: object) -> None:
            return

        def reply(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            found = {
                "issuer": stub.address, "authorization_endpoint": f"{stub.address}/ask", "token_endpoint": f"{stub.address}/token",
            }  # fmt: skip
            self.reply(json.dumps(found).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            stub.sent = {name: values[0] for name, values in parse_qs(body).items()}
            said = stub.claims()
            stub.change(said)
            token = b".".join(
                base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in ({"alg": "RS256"}, said)
            )
            self.reply(stub.answer if stub.answer is not None else json.dumps({"id_token": token.decode() + ".c2lnbg"}).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stub.address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("CENOTAPH_OPENID_ISSUER", stub.address)
    monkeypatch.setenv("CENOTAPH_OPENID_CLIENT_ID", "desk")
    monkeypatch.setenv("CENOTAPH_OPENID_CLIENT_SECRET", "an invented secret")
    load_settings.cache_clear()
    yield stub
    server.shutdown()
    load_settings.cache_clear()


def go(browser: Browser, provider: Stub, **more: str) -> Any:
    """To the provider and back, as a browser goes."""
    sent = browser.get("/sign-in/openid", follow_redirects=False)
    assert sent.status_code == 303
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    answer = {"code": "c-1", "state": provider.asked["state"], **more}
    return browser.get("/sign-in/openid/back", params=answer, follow_redirects=False)


def test_a_person_signs_in_and_stays_signed_in(case: Case, provider: Stub) -> None:
    make_account(case, "Ana Ortu", "recorder", "", openid="ana@example.org")
    with desk(case, "") as browser:
        assert "/sign-in/openid" in browser.get("/sign-in").text
        assert go(browser, provider).status_code == 200
        assert "Ana Ortu" in browser.get("/").text
    challenge = base64.urlsafe_b64encode(hashlib.sha256(provider.sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert challenge == provider.asked["code_challenge"]
    assert provider.sent["redirect_uri"] == provider.asked["redirect_uri"]


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(nonce="another"),
        lambda said: said.update(aud="another desk"),
        lambda said: said.update(aud=["desk", "another"]),
        lambda said: said.update(iss="https://another.example"),
        lambda said: said.update(exp=time.time() - 3_600),
        lambda said: said.update(exp="soon"),
        lambda said: said.update(email_verified=False),
        lambda said: said.update(email_verified="true"),
        lambda said: said.update(email="bela@example.org"),
        lambda said: said.pop("nonce"),
    ],
)
def test_an_answer_that_does_not_fit_lets_nobody_in(
    case: Case, provider: Stub, change: Callable[[dict[str, Any]], object]
) -> None:
    make_account(case, "Ana Ortu", "recorder", "", openid="ana@example.org")
    make_account(case, "Bela", "administrator", PASSWORD)
    provider.change = change
    with desk(case, "") as browser:
        assert go(browser, provider).status_code == 403
        assert browser.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b'{"id_token": 7}', b'{"id_token": "a.!.c"}', b'{"id_token": "a.W10.c"}', b"x" * 2_000_000]
)
def test_a_provider_that_misbehaves_is_refused(case: Case, provider: Stub, answer: bytes) -> None:
    make_account(case, "Ana Ortu", "recorder", "", openid="ana@example.org")
    provider.answer = answer
    with desk(case, "") as browser:
        assert go(browser, provider).status_code == 403


def test_an_answer_of_another_browser_is_worth_nothing(case: Case, provider: Stub) -> None:
    make_account(case, "Ana Ortu", "recorder", "", openid="ana@example.org")
    with desk(case, "") as browser:
        assert go(browser, provider, state="forged").status_code == 403
        other = another(browser)
        stolen = {"code": "c-1", "state": provider.asked["state"]}
        assert other.get("/sign-in/openid/back", params=stolen, follow_redirects=False).status_code == 403


def test_a_shut_account_stays_shut(case: Case, provider: Stub) -> None:
    make_account(case, "Ana Ortu", "recorder", "", openid="u-17")
    make_account(case, "Eri", "administrator", PASSWORD)
    with desk(case, "") as browser:
        boss = another(browser)
        boss.sign_in("Eri")
        boss.post("/people/change", {"name": "Ana Ortu", "role": "recorder"})
        assert go(browser, provider).status_code == 403


def test_without_a_provider_there_is_no_such_way(case: Case) -> None:
    make_account(case, "Ana Ortu", "recorder", PASSWORD)
    with desk(case, "") as browser:
        assert browser.get("/sign-in/openid", follow_redirects=False).headers["location"] == "/sign-in"
        assert "/sign-in/openid" not in browser.get("/sign-in").text
