"""Timestamps from an authority made of openssl on this machine, and from one that misbehaves."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cenotaph.errors import CannotPublish, CaseError, WrongUse
from cenotaph.release.timestamp import ask_timestamp, read_timestamp
from cenotaph.steps.head_file import keep_head, kept_head
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

pytest.importorskip("rfc3161_client", reason="timestamps are an extra: pip install 'cenotaph[timestamp]'")
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
CONFIG = """
[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
"""


class Authority:
    """Its address and root certificate; `spoil` may change what it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.answers = folder, 0
        self.spoil = lambda answer: answer
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "extensions").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        self.run(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "root.key",
            "-out",
            "root.pem",
            "-subj",
            "/CN=root",
            "-days",
            "30",
        )
        self.run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=tsa")
        self.run("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30",
                 "-extfile", "extensions", "-out", "tsa.pem")  # fmt: skip

    def run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, timeout=60)

    def answer(self, query: bytes) -> bytes:
        (self.folder / "q.tsq").write_bytes(query)
        self.run(
            "ts",
            "-reply",
            "-config",
            "tsa.cnf",
            "-queryfile",
            "q.tsq",
            "-signer",
            "tsa.pem",
            "-inkey",
            "tsa.key",
            "-out",
            "a.tsr",
        )
        return self.spoil((self.folder / "a.tsr").read_bytes())


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[Authority, str]]:
    (tmp_path / "authority").mkdir()
    made = Authority(tmp_path / "authority")

    class Answers(BaseHTTPRequestHandler):
        def log_message(self, *_given: object) -> None:
            return

        def do_POST(self) -> None:
            body = made.answer(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_timestamp_is_checked_here_and_by_openssl(authority: tuple[Authority, str]) -> None:
    made, address = authority
    root = (made.folder / "root.pem").read_bytes()
    given = ask_timestamp(address, b"the manifest", root)
    assert read_timestamp(given, b"the manifest").year >= 2024
    (made.folder / "data").write_bytes(b"the manifest")
    (made.folder / "kept.tsr").write_bytes(given)
    made.run("ts", "-verify", "-data", "data", "-in", "kept.tsr", "-CAfile", "root.pem", "-untrusted", "tsa.pem")
    with pytest.raises(CannotPublish, match="something else"):
        read_timestamp(given, b"another manifest")


def test_an_answer_that_does_not_fit_is_not_kept(authority: tuple[Authority, str]) -> None:
    made, address = authority
    root = (made.folder / "root.pem").read_bytes()
    first = ask_timestamp(address, b"the manifest", root)
    made.spoil = lambda _: first
    with pytest.raises(CannotPublish, match="another question"):
        ask_timestamp(address, b"the manifest", root)
    made.spoil = lambda answer: answer[:-40] + bytes(40)
    with pytest.raises(CannotPublish):
        ask_timestamp(address, b"the manifest", root)
    for answer in (b"", b"<html>", b"\x30" * 500):
        made.spoil = lambda _, answer=answer: answer
        with pytest.raises(CannotPublish):
            ask_timestamp(address, b"the manifest")
    made.spoil = lambda answer: answer
    made.run(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "x.key",
        "-out",
        "x.pem",
        "-subj",
        "/CN=another",
        "-days",
        "30",
    )
    with pytest.raises(CannotPublish, match="not of this authority"):
        ask_timestamp(address, b"the manifest", (made.folder / "x.pem").read_bytes())
    with pytest.raises(CannotPublish, match="no answer"):
        ask_timestamp("http://127.0.0.1:1/", b"the manifest")


def test_the_head_of_a_record_is_kept_stamped_and_proves_what_was_held(
    authority: tuple[Authority, str], sqlite_case: Case, tmp_path: Path
) -> None:
    made, address = authority
    with sqlite_case.writing("Ana Ortu") as record:
        record.secrets.make("ids")
    head = verify_case(sqlite_case).head
    kept = tmp_path / "head.txt"
    made.spoil = lambda answer: answer[:-40] + bytes(40)
    with pytest.raises(CannotPublish):
        keep_head(kept, head, address, (made.folder / "root.pem").read_bytes())
    assert not kept.exists(), "nothing is kept without the stamp that was asked for"
    made.spoil = lambda answer: answer
    stamped = keep_head(kept, head, address, (made.folder / "root.pem").read_bytes())
    assert stamped
    assert kept_head(str(kept)) == (head, stamped)
    assert kept_head(head) == (head, None)
    assert verify_case(sqlite_case, since=kept_head(str(kept))[0]).faults == ()
    with pytest.raises(CaseError, match="lies there"):
        keep_head(kept, head)
    kept.write_text(head.replace(" ", "  "), encoding="utf-8")
    with pytest.raises(CannotPublish, match="something else"):
        kept_head(str(kept))
    kept.write_bytes(b"\xff\xfe")
    with pytest.raises(WrongUse, match="no head"):
        kept_head(str(kept))
