"""The model reader against a stub on loopback that answers well, lies, stalls, fails and talks nonsense."""

import contextlib
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from cenotaph.errors import ReaderFailed
from cenotaph.extract.model_reader import Endpoint, read_with_model
from cenotaph.model import DateInterval, word_reason

pytestmark = pytest.mark.slow

TEXT = (
    "Mayor Oskar Venn said that 61 people were killed in Ostremar, including 10 women. "
    "The ministry said 40 people were not killed. "
    "Twelve people were feared dead. "
    "The “market” was closed."
)
REPORT = DateInterval.from_edtf("2009-03-16")
GOOD = {
    "claims": [
        {
            "sentence": 0,
            "evidence": "61 people were killed in Ostremar, including 10 women",
            "victims": "61 people",
            "harm": "killed",
            "speaker": "Mayor Oskar Venn",
            "part_of": None,
        },
        {
            "sentence": 0,
            "evidence": "61 people were killed in Ostremar, including 10 women",
            "victims": "10 women",
            "harm": "killed",
            "speaker": "Mayor Oskar Venn",
            "part_of": 0,
        },
    ]
}


class _Stub(http.server.BaseHTTPRequestHandler):
    reply: Callable[["_Stub"], None]
    asked: list[dict[str, object]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        type(self).asked.append(
            {"path": self.path, "key": self.headers.get("Authorization"), "body": json.loads(self.rfile.read(length))}
        )
        type(self).reply(self)

    def answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def stub() -> Iterator[Callable[[object], Endpoint]]:
    """Starts a model that answers what it is given: claims, a string, or a function of the request."""
    servers = []

    def start(reply: object) -> Endpoint:
        def say(request: _Stub) -> None:
            content = reply if isinstance(reply, str) else json.dumps(reply)
            request.answer(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

        handler = type("Handler", (_Stub,), {"reply": staticmethod(reply if callable(reply) else say), "asked": []})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "stub", "secret", 1.0)
        start.asked = handler.asked  # type: ignore[attr-defined]
        return endpoint

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_true_answer_becomes_claims(stub: Callable[[object], Endpoint]) -> None:
    found = read_with_model(TEXT, "en", REPORT, stub(GOOD))
    whole, part = found.reading.claims
    assert (whole.count.low, whole.speaker_text, whole.rules) == (61, "Mayor Oskar Venn", ("model",))
    assert (part.count.low, part.part_of) == (10, whole.id)
    assert whole.confidence is None, "no rule of a model was measured"
    assert json.loads(found.raw) == GOOD
    (asked,) = stub.asked  # type: ignore[attr-defined]
    assert asked["path"] == "/v1/chat/completions"
    assert asked["key"] == "Bearer secret"


def claim(**fields: object) -> dict[str, object]:
    return {"claims": [GOOD["claims"][0] | fields]}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (claim(evidence="900 people were killed in Ostremar", victims="900 people"), "do not stand in that sentence"),
        (claim(victims="600 people"), "do not stand in that sentence"),
        (claim(sentence=3), "do not stand in that sentence"),
        (claim(sentence=99), "names no sentence"),
        (claim(sentence="0"), "names no sentence"),
        (claim(harm="injured"), "no word for injured"),
        (claim(harm="martyred"), "no code"),
        (claim(status="certain"), "no code"),
        (claim(speaker="the Pope"), "speaker does not stand"),
        (claim(sentence=1, evidence="40 people were not killed", victims="40 people", speaker=None), "negation"),
        (claim(sentence=2, evidence="Twelve people were feared dead", victims="Twelve people", speaker=None), "fear"),
        ({"claims": [17, None, {}]}, "names no sentence"),
    ],
)
def test_a_lie_is_refused_with_the_reason(stub: Callable[[object], Endpoint], answer: object, why: str) -> None:
    found = read_with_model(TEXT, "en", REPORT, stub(answer))
    assert found.reading.claims == ()
    assert any(why in word_reason(refusal.why) for refusal in found.reading.refusals), found.reading.refusals


def test_quotation_marks_may_differ_and_a_fence_is_no_harm(stub: Callable[[object], Endpoint]) -> None:
    text = "The mayor said “nine  people\nwere killed” there."
    answer = {
        "claims": [
            {
                "sentence": 0,
                "evidence": 'said "nine people were killed"',
                "victims": "nine people",
                "harm": "killed",
                "speaker": "The mayor",
            }
        ]
    }
    found = read_with_model(text, "en", REPORT, stub("Here you are:\n```json\n" + json.dumps(answer) + "\n```"))
    assert [c.evidence.of(text) for c in found.reading.claims] == ["said “nine  people\nwere killed”"]


def stall(request: _Stub) -> None:
    time.sleep(2.0)
    request.answer(b"{}")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (stall, "in time"),
        (lambda request: request.answer(b"no", 500), "answered 500"),
        (lambda request: request.answer(b"<html>"), "chat-completions form"),
        (lambda request: request.answer(b'{"choices": []}'), "chat-completions form"),
        (lambda request: request.answer(b"x" * 3_000_000), "answered 200"),
        ("I am sorry, I cannot do that.", "no list of claims"),
        ({"claims": "many"}, "no list of claims"),
        ("{" * 50_000, "no list of claims"),
    ],
)
def test_without_a_usable_answer_the_text_is_unread(stub: Callable[[object], Endpoint], reply: object, words: str) -> None:
    with pytest.raises(ReaderFailed, match=words):
        read_with_model(TEXT, "en", REPORT, stub(reply))


def test_nobody_there() -> None:
    with pytest.raises(ReaderFailed, match="could not be reached"):
        read_with_model(TEXT, "en", REPORT, Endpoint("http://127.0.0.1:9/v1"))
