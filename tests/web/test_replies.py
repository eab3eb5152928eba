"""The public form: what is sent lands at the desk and never in the record, and nothing else can be got at."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cenotaph.errors import CannotPublish
from cenotaph.release.make import make_release
from cenotaph.store import Case
from cenotaph.web import make_account
from cenotaph.web.public import make_public_app
from desk_visits import PASSWORD, desk
from released_case import read_all, with_documents

pytestmark = pytest.mark.slow

WORDS = "My uncle Pavel was there too. 3 people were killed in the mill at Ostrel on 14 March 2009."


@pytest.fixture
def released(case: Case, tmp_path: Path) -> Case:
    with_documents(case, tmp_path / "files")
    read_all(case)
    make_release(case)
    return case


@pytest.fixture
def public(released: Case) -> Iterator[TestClient]:
    with TestClient(make_public_app(released), base_url="http://record.example.org") as client:  # type: ignore[arg-type]
        yield client


def send(public: TestClient, **fields: str) -> str:
    answer = public.post("/reply", data={"kind": "correction", "words": WORDS, **fields})
    assert answer.status_code == 200, answer.text
    found = re.search(r"<code>([A-Z0-9-]{24})</code>", answer.text)
    assert found is not None
    return found.group(1)


def test_a_reply_lands_at_the_desk_and_not_in_the_record(public: TestClient, released: Case) -> None:
    before = ClaimStoreCount(released)
    ticket = send(public, about="the mill", contact="somebody@example.org")
    assert "nobody has read it yet" in public.post("/ticket", data={"code": ticket.lower()}).text
    assert ClaimStoreCount(released) == before
    make_account(released, "Ana", "recorder", PASSWORD)
    make_account(released, "Dov", "reader", PASSWORD)
    with desk(released, "") as browser:
        browser.sign_in("Ana")
        assert '<a href="/replies"><strong>1</strong>' in browser.get("/").text
        page = browser.get("/replies").text
        assert "My uncle Pavel" in page
        assert "somebody@example.org" not in page, "contacts are seen with leave only"
        reply = re.findall(r'id="(r-\w+)"', page)[0]
        assert browser.post(f"/replies/{reply}", {"state": "in hand", "answer": "We asked the town."}).status_code == 303
        assert "We asked the town." in public.post("/ticket", data={"code": ticket}).text
        assert browser.post(f"/replies/{reply}/take").status_code == 303
        assert "its document" in browser.get("/replies").text
    assert ClaimStoreCount(released) == before + 1, "taken in, its claims wait to be read"
    assert make_release(released).new is True, "the backlog says that something came"
    record = make_release(released).folder / "data/claims.jsonl"
    assert "the mill" not in record.read_text("utf-8"), "and nothing of it is published"
    with desk(released, "") as browser:
        browser.sign_in("Dov")
        assert browser.post(f"/replies/{reply}", {"state": "done"}).status_code == 403


def ClaimStoreCount(case: Case) -> int:  # noqa: N802
    with case.reading() as record:
        return record.claims.count()


def test_a_file_may_come_along(public: TestClient, released: Case) -> None:
    answer = public.post(
        "/reply", data={"kind": "document", "words": ""}, files={"file": ("../../list.txt", b"4 people were killed.")}
    )
    assert answer.status_code == 200
    with released.reading() as record:
        (held,) = record.replies.all()
        assert "list.txt" not in {row["name"] for row in record.documents.rows()}
    assert len(held.file_sha256) == 64
    with desk(released, "Ana") as browser:
        browser.post(f"/replies/{held.id}/take")
    with released.reading() as record:
        assert f"{held.id}-list.txt" in {row["name"] for row in record.documents.rows()}


@pytest.mark.parametrize(
    "fields",
    [{"words": ""}, {"kind": "threat"}, {"kind": ""}, {"words": "x" * 8_001}, {"about": "x" * 301}, {"contact": "x" * 301}],
)
def test_what_cannot_be_meant_is_refused_and_kept_in_the_form(public: TestClient, released: Case, fields: dict[str, str]) -> None:
    answer = public.post("/reply", data={"kind": "correction", "words": WORDS, "about": "a place", **fields})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    with released.reading() as record:
        assert record.replies.all() == []


def test_sending_is_limited_and_leaves_no_address(public: TestClient, released: Case) -> None:
    for _ in range(5):
        send(public)
    assert public.post("/reply", data={"kind": "correction", "words": WORDS}).status_code == 400
    with released.reading() as record:
        assert len(record.replies.all()) == 5
        kept = " ".join(str(row) for row in record.connection.exec_driver_sql("SELECT who FROM reply_count"))
    assert "testclient" not in kept


def test_a_robot_that_fills_everything_is_thanked_and_forgotten(public: TestClient, released: Case) -> None:
    assert "It has arrived" in public.post("/reply", data={"kind": "other", "words": "buy", "website": "http://x"}).text
    with released.reading() as record:
        assert record.replies.all() == []


def test_only_files_of_the_release_are_served(public: TestClient, released: Case) -> None:
    assert public.get("/").url.path == "/site/index.html"
    assert public.get("/data/claims.csv").status_code == 200
    assert public.get("/site/reply.html").url.path == "/reply"
    for path in ("/record.sqlite", "/../record.sqlite", "/%2e%2e/record.sqlite", "/site/../../../record.sqlite", "/release-key.pem",
                 "/..%2frelease-key.pem", "/site", "/claims", "/people", "/sign-in"):  # fmt: skip
        assert public.get(path).status_code == 404, path
    answer = public.get("/reply")
    assert "set-cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert public.post("/ticket", data={"code": "' OR 1=1 --"}).text.count("nothing under this code") == 1
    assert public.post("/reply", content=b"x", headers={"content-length": str(10**9)}).status_code == 413


def test_hostile_words_stay_words(public: TestClient, released: Case) -> None:
    send(public, words="<script>alert(1)</script>", about='"><img src=x onerror=alert(1)>')
    with desk(released, "Ana") as browser:
        page = browser.get("/replies").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_without_a_release_there_is_nothing_to_serve(case: Case) -> None:
    with pytest.raises(CannotPublish, match="no release"):
        make_public_app(case)


def test_nothing_is_served_that_was_protected_since(public: TestClient, released: Case) -> None:
    """Tomas Reed stands in the release; his family asks while it is served."""
    from cenotaph.steps.protect import protect_in_case
    from released_case import victim

    page = "/site/people/by-name.html"
    assert "Tomas Reed" in public.get(page).text
    protect_in_case(released, "opt_out", victim(released, "Tomas Reed"), [], decided_by="Ana Ortu", why="his family asked")
    for path in (page, "/data/people.csv", "/release.json", "/reply"):
        answer = public.get(path)
        assert answer.status_code == 503, path
        assert "Tomas" not in answer.text
    with pytest.raises(CannotPublish, match="protected since"):
        make_public_app(released)
    made = make_release(released)
    answer = public.get(page)
    assert answer.status_code == 200, "the new release is served without starting anew"
    assert "Tomas" not in answer.text
    assert f"Release {made.number}" in public.get("/README.txt").text


def test_a_file_that_was_altered_is_not_served(public: TestClient, released: Case) -> None:
    folder = released.root / "releases" / "0001"
    assert public.get("/site/index.html").status_code == 200
    (folder / "site" / "index.html").write_text("<p>400 were killed</p>", encoding="utf-8")
    assert public.get("/site/index.html").status_code == 404
    assert public.get("/site/method.html").status_code == 200
    with pytest.raises(CannotPublish, match="altered"):
        make_public_app(released)


def test_a_release_that_somebody_signed_anew_is_not_served(released: Case) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from cenotaph.release.manifest import check_release, read_manifest, write_manifest

    folder = released.root / "releases" / "0001"
    (folder / "site" / "index.html").write_text("<p>400 were killed</p>", encoding="utf-8")
    about = {name: value for name, value in read_manifest(folder).items() if name != "files"}
    key = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_manifest(folder, about, key)
    assert check_release(folder) == [], "by the key that lies beside it nothing is wrong"
    with pytest.raises(CannotPublish, match="not a signature"):
        make_public_app(released)
