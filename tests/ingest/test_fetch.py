import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from cenotaph.errors import UnsafeAddress
from cenotaph.ingest import fetch as module  # type: ignore[attr-defined]
from cenotaph.ingest import fetch_url
from cenotaph.ingest.fetch import public_addresses

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]:8080/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0/",
        "http://127.0.0.1./",
        "http://localhost./",
        "http://127\u30020\u30020\u30021/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::1]/",
        "http://[fec0::1]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://100.64.0.1/",
        "http://192.0.0.8/",
        "http://224.0.0.1/",
        "http://127.0.0.1\\@example.org/",
        "http://user:secret@example.org/",
        "http://127.0.0.1:8080/",
        "http://example.org:22/",
        "http:///nohost",
        "http://exa mple.org:port/",
    ],
)
def test_what_is_not_on_the_public_network_is_not_fetched(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("asked for a connection")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(UnsafeAddress) as refused:
        fetch_url(url)
    assert "could not be fetched" not in refused.value.what, "it is refused, and not only out of reach"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::93.184.216.34", "::ffff:93.184.216.34"])
def test_what_is_on_the_public_network_may_be_fetched(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, 1, 6, "", (address, 80))])
    assert public_addresses("site.example", 80)


def test_every_address_of_a_host_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 1, 6, "", ("93.184.216.34", 80)), (socket.AF_INET, 1, 6, "", ("10.0.0.7", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(UnsafeAddress, match="not on the public network"):
        public_addresses("rebind.example", 80)


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self._send(302, b"", ("Location", "/loop"))
        elif self.path == "/inside":
            self._send(302, b"", ("Location", "http://10.0.0.1/secret"))
        elif self.path == "/moved":
            self._send(301, b"", ("Location", "/page"))
        elif self.path == "/large":
            self._send(200, b"x" * 3_000_000)
        elif self.path == "/drip":
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _ in range(60):
                    self.wfile.write(b"X-Wait: 1\r\n")
                    self.wfile.flush()
                    time.sleep(0.25)
        elif self.path == "/to-letters":
            self._send(302, b"", ("Location", "/caf\u00e9 \u0421\u0430\u043d\u0434".encode().decode("latin-1")))
        elif self.path in ("/caf%C3%A9%20%D0%A1%D0%B0%D0%BD%D0%B4", "/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F?q=%C3%A9"):
            self._send(200, b"letters")
        elif self.path == "/page":
            self._send(200, b"a page")
        else:
            self._send(404, b"")

    def _send(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on loopback that stands for a public one: the test lets this one address through, and only this one."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    real = module.public_addresses

    def let_through(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "site.example" else real(host, port)

    monkeypatch.setattr(module, "public_addresses", let_through)
    monkeypatch.setitem(module.PORTS, "http", server.server_port)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    yield f"http://site.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_redirects_are_followed_by_hand(site: str) -> None:
    assert fetch_url(site + "/page").data == b"a page"
    assert fetch_url(site + "/moved").url == site + "/page"


def test_addresses_with_letters_beyond_ascii_are_fetched(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch_url(site + "/\u0441\u0442\u0430\u0442\u044c\u044f?q=\u00e9").data == b"letters"
    assert fetch_url(site + "/to-letters").data == b"letters"
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        raise UnsafeAddress("the host is not known", where=host)

    monkeypatch.setattr(module, "public_addresses", look_up)
    for url in ("http://b\u00fccher.example/", "http://\u043f\u0440\u0438\u043c\u0435\u0440.example/a"):
        with pytest.raises(UnsafeAddress):
            fetch_url(url)
    assert asked == ["xn--bcher-kva.example", "xn--e1afmkfd.example"]
    for wrong in (
        "http://\ud800/",
        "http://[::1/",
        "http://ex\x00ample.org/",
        "http://" + "a" * 300 + ".example/",
        "\u0441\u0442",
    ):
        with pytest.raises(UnsafeAddress):
            fetch_url(wrong)


def test_headers_that_drip_do_not_outlast_the_time(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cenotaph.settings import load_settings

    monkeypatch.setenv("CENOTAPH_FETCH_SECONDS", "2")
    load_settings.cache_clear()
    begun = time.monotonic()
    try:
        with pytest.raises(UnsafeAddress, match="ReadTimeout"):
            fetch_url(site + "/drip")
    finally:
        monkeypatch.delenv("CENOTAPH_FETCH_SECONDS")
        load_settings.cache_clear()
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(("path", "words"), [("/loop", "redirects"), ("/inside", "public network"), ("/gone", "answered 404")])
def test_redirects_are_capped_and_checked_again(site: str, path: str, words: str) -> None:
    with pytest.raises(UnsafeAddress, match=words):
        fetch_url(site + path)


def test_a_large_answer_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cenotaph.settings import load_settings

    monkeypatch.setenv("CENOTAPH_FETCH_MAX_BYTES", "1000000")
    load_settings.cache_clear()
    try:
        with pytest.raises(UnsafeAddress, match="larger than"):
            fetch_url(site + "/large")
    finally:
        monkeypatch.delenv("CENOTAPH_FETCH_MAX_BYTES")
        load_settings.cache_clear()
