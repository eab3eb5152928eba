import contextlib
import re
import socket
import threading
import time
from pathlib import Path

import pyotp
import pytest

from cenotaph.errors import InvalidValue, SignInRefused
from cenotaph.settings import Settings
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case, create_case
from cenotaph.web import Desk, make_account, make_app
from cenotaph.web.sessions import sign_in
from desk_visits import HOST, PASSWORD, another, desk

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ESCAPED = SCRIPT.replace("<", "&lt;")
HOSTILE = f"""<html><head><title>{ESCAPED}</title></head><body>
<p>At least 40 people were killed in the town of Ostrel on 14 March 2009, the {ESCAPED} mayor said.</p>
<p>At least 41 people were killed in the town of Ostrel on 14 March 2009, hospital officials said.</p><p>{ESCAPED}</p></body></html>"""


def hostile(case: Case, folder: Path) -> str:
    (folder / "a'\"><script>alert(2)<").mkdir(exist_ok=True)
    path = folder / "report \"'><script>x.html"
    path.write_text(HOSTILE, encoding="utf-8")
    add_to_case(case, [str(path)])
    with case.reading() as record:
        return next(iter(record.documents.rows()))["id"]


def first_claim(case: Case) -> str:
    with case.reading() as record:
        return next(record.claims.rows()).claim.id


def decided(case: Case) -> int:
    with case.reading() as record:
        return record.ledger.head()


def test_nothing_that_a_document_says_becomes_markup(case: Case, tmp_path: Path) -> None:
    document = hostile(case, tmp_path)
    with desk(case, owner=SCRIPT) as browser:
        browser.post("/notes", {"subject": document, "words": SCRIPT})
        browser.post(f"/claims/{first_claim(case)}/reject", {"why": SCRIPT})
        for path in (
            "/",
            "/claims",
            "/claims?state=rejected",
            "/incidents",
            f"/documents/{document}",
            "/decisions",
            f"/search?q={SCRIPT}",
        ):
            page = browser.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text, path
            assert "<img" not in page.text, path
            assert re.findall(r"<script(?! src=\"/static/)", page.text) == [], path
            assert re.findall(r"\son[a-z]+=", page.text.replace("&lt;", "")) == [] or "onerror=alert(1)&gt;" in page.text
            policy = page.headers["content-security-policy"]
            assert "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert page.headers["referrer-policy"] == "same-origin"
        assert browser.get(f"/documents/{document}/original").headers["content-type"] == "application/octet-stream"


def test_a_form_that_another_site_made_is_refused(case: Case, tmp_path: Path) -> None:
    hostile(case, tmp_path)
    claim = first_claim(case)
    with desk(case) as browser:
        good = browser.forgery()
        for data, headers in (
            ({}, {}),
            ({"forgery": "0" * 64}, {}),
            ({"forgery": "é"}, {}),
            ({"forgery": good}, {"origin": "https://elsewhere.example"}),
            ({"forgery": good}, {"origin": "null"}),
            ({"forgery": good}, {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"}),
            ({"forgery": another(browser).forgery()}, {}),
        ):
            refused = browser.client.post(f"/claims/{claim}/accept", data=data, headers=headers, follow_redirects=False)
            assert refused.status_code == 403, (data, headers)
        assert decided(case) == 0
        fine = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
        assert browser.post(f"/claims/{claim}/accept", headers=fine).status_code == 303
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 421, "a foreign name that points here"
        cookie = browser.client.get("/").headers.get("set-cookie", "") or another(browser).get("/").headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie


def test_each_role_does_what_it_may_and_no_more(case: Case, tmp_path: Path) -> None:
    hostile(case, tmp_path)
    claim = first_claim(case)
    roles = {"reader": 0, "recorder": 1, "reviewer": 2, "administrator": 3}
    for role in roles:
        make_account(case, role, role, PASSWORD)
    tries = [
        (1, "/notes", {"subject": claim, "words": "x"}),
        (1, f"/claims/{claim}/accept", {}),
        (1, "/incidents/merge", {"incident": ["i-a", "i-b"], "why": "x"}),
        (2, "/incidents/i-a/grade", {"grade": "airwars:fair", "why": "x"}),
        (3, "/people", {"name": "New", "role": "reader", "password": PASSWORD}),
        (3, "/people/change", {"name": "reader", "role": "administrator", "active": "yes"}),
    ]
    with desk(case, owner="") as browser:
        nobody = another(browser)
        for path in ("/", "/claims", "/people", "/decisions", "/settings", "/search?q=x"):
            gone = nobody.get(path, follow_redirects=False)
            assert (gone.status_code, gone.headers["location"][:8]) == (303, "/sign-in")
        for role, rank in roles.items():
            person = another(browser)
            assert person.sign_in(role).status_code == 303
            assert person.get("/people").status_code == (200 if rank == 3 else 403)
            for least, path, form in tries:
                answer = person.post(path, form)
                assert (answer.status_code == 403) == (rank < least), (role, path)
        with case.reading() as record:
            held = {one.name: one.role for one in record.accounts.all()}
        assert held["reader"] == "administrator", "only the administrator's change took place"
        assert held["recorder"] == "recorder"
        person = another(browser)
        person.sign_in("recorder")
        last = decided(case)
        assert person.post("/claims/several", {"act": "revoke", "claim": [str(last)], "why": "not mine"}).status_code == 400
        assert person.post(f"/decisions/{last}/revoke", {"why": "not mine"}).status_code == 400
        assert decided(case) == last
        boss = another(browser)
        boss.sign_in("administrator")
        assert boss.post("/people/change", {"name": "administrator", "role": "reader"}).status_code == 400


def test_a_session_that_somebody_planted_is_worth_nothing(case: Case) -> None:
    make_account(case, "Ana", "recorder", PASSWORD)
    with desk(case, owner="") as browser:
        browser.client.cookies.set("cenotaph_session", "planted-by-another", domain="127.0.0.1")
        assert browser.sign_in("Ana").status_code == 303
        assert browser.get("/").status_code == 200
        thief = another(browser)
        thief.client.cookies.set("cenotaph_session", "planted-by-another", domain="127.0.0.1")
        assert thief.get("/", follow_redirects=False).status_code == 303
        before = browser.client.cookies["cenotaph_session"]
        browser.post("/sign-out")
        thief.client.cookies.clear()
        thief.client.cookies.set("cenotaph_session", before, domain="127.0.0.1")
        assert thief.get("/", follow_redirects=False).status_code == 303, "a session that was ended does not come back"
        with case.reading() as record:
            assert record.accounts.session(before) is None, "a token is never stored as it is"


def test_guessing_is_throttled_and_tells_nothing(case: Case) -> None:
    make_account(case, "Ana", "recorder", PASSWORD)
    with desk(case, owner="") as browser:
        wrong = browser.sign_in("Ana", "not the password")
        unknown = browser.sign_in("Nobody", "not the password")
        assert wrong.status_code == unknown.status_code == 403
        strip = re.compile(r'value="[^"]*"')
        assert strip.sub("", wrong.text) == strip.sub("", unknown.text)
        for _ in range(5):
            browser.sign_in("Ana", "not the password")
        assert "too many failed attempts" in browser.sign_in("Ana").text, "even with the right password"
    for weak in ("short", "password1234", "aaaaaaaaaaaa", "qwertyuiop[]", "123456789012", "Bela Bela Bela", "cenotaphcenotaph"):
        with pytest.raises(InvalidValue):
            make_account(case, "Bela", "recorder", weak)
    with pytest.raises(InvalidValue):
        make_account(case, "Ana", "recorder", PASSWORD)


def test_many_guesses_at_once_are_no_way_around(case: Case) -> None:
    from concurrent.futures import ThreadPoolExecutor

    make_account(case, "Ana", "recorder", PASSWORD)

    def guess(n: int) -> bool:
        try:
            sign_in(case, "Ana", f"guess number {n}", "", f"10.0.0.{n}")
        except SignInRefused as refused:
            return "too many" in refused.what
        return False

    with ThreadPoolExecutor(12) as pool:
        assert sum(not shut for shut in pool.map(guess, range(24))) <= 5


def test_a_second_factor_is_asked_for_once_it_was_proved(case: Case) -> None:
    make_account(case, "Ana", "recorder", PASSWORD)
    with desk(case, owner="") as browser:
        browser.sign_in("Ana")
        page = browser.get("/settings").text
        found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
        assert found is not None
        assert found.group(1) in browser.get("/settings").text, "it is the same as long as the session lasts"
        secret, theirs = pyotp.TOTP(found.group(1)), pyotp.TOTP(pyotp.random_base32())
        good = {"password": PASSWORD, "code": secret.now()}
        assert browser.post("/settings/code", {**good, "code": "000000"}).status_code == 400
        assert browser.post("/settings/code", {**good, "password": "not the password"}).status_code == 400
        assert browser.post("/settings/code", {"code": secret.now()}).status_code == 400
        planted = {**good, "secret": theirs.secret, "code": theirs.now()}
        assert browser.post("/settings/code", planted).status_code == 400, "a secret that somebody else chose is not taken"
        used = secret.now()
        assert browser.post("/settings/code", {**good, "code": used}).status_code == 303
        other = another(browser)
        assert other.sign_in("Ana").status_code == 403
        assert other.sign_in("Ana", code=used).status_code == 403, "the code of the enrolment was used"
        later = secret.at(int(time.time()) + 30)
        assert other.sign_in("Ana", code=later).status_code == 303
        assert another(browser).sign_in("Ana", code=later).status_code == 403, "and no code is taken twice"


def test_strangers_who_guess_shut_nobody_out_of_a_browser_that_is_known(case: Case) -> None:
    make_account(case, "Ana", "recorder", PASSWORD)
    make_account(case, "Bela", "recorder", PASSWORD)
    with desk(case, owner="") as browser:
        assert browser.sign_in("Ana").status_code == 303
        browser.post("/sign-out")
        for n in range(6):
            with contextlib.suppress(SignInRefused):
                sign_in(case, "Ana", f"guess number {n}", "", f"10.0.0.{n}")
        stranger = another(browser)
        assert "too many failed attempts" in stranger.sign_in("Ana").text
        device = browser.client.cookies["cenotaph_device"]
        stranger.client.cookies.set("cenotaph_device", device[:-1] + ("0" if device[-1] != "0" else "1"), domain="127.0.0.1")
        assert "too many failed attempts" in stranger.sign_in("Ana").text, "a cookie that is not ours makes no browser known"
        assert browser.sign_in("Ana").status_code == 303
        browser.post("/sign-out")
        for _ in range(6):
            browser.sign_in("Ana", "not the password")
        assert "too many failed attempts" in browser.sign_in("Ana").text, "who has the browser guesses no more often"
        with pytest.raises(SignInRefused):
            sign_in(case, "Bela", "not the password", "", "10.0.0.1", device)


def test_a_sign_that_no_database_takes_is_refused(case: Case, tmp_path: Path) -> None:
    document = hostile(case, tmp_path)
    claim = first_claim(case)
    make_account(case, "Ana", "administrator", PASSWORD)
    with desk(case, owner="") as browser:
        assert browser.sign_in("An\x00a").status_code == 400
        browser.sign_in("Ana")
        for path, form in {
            f"/claims/{claim}/accept": {"why": "a\x00b"},
            "/notes": {"subject": document, "words": "a\x00b"},
            "/publishing/protect": {"as": "witness", "words": "a\x00b", "why": "asked"},
            "/people": {"name": "Be\x00la", "role": "reader", "password": PASSWORD},
        }.items():
            assert browser.post(path, form).status_code == 400, path
        assert browser.get("/search?q=a%00b").status_code == 400
        assert browser.get("/documents/d-%00").status_code == 400


def test_who_has_not_signed_in_sends_little(case: Case) -> None:
    make_account(case, "Ana", "recorder", PASSWORD)
    with desk(case, owner="") as browser:
        form = {"name": "Ana", "password": "x" * 50_000, "forgery": browser.forgery("/sign-in")}
        assert browser.client.post("/sign-in", data=form, follow_redirects=False).status_code == 413


def test_one_case_never_shows_another(tmp_path: Path) -> None:
    mine, theirs = create_case(tmp_path / "mine"), create_case(tmp_path / "theirs")
    document = hostile(theirs, tmp_path)
    claim = first_claim(theirs)
    make_account(theirs, "Ana", "recorder", PASSWORD)
    with desk(theirs, owner="") as there:
        there.sign_in("Ana")
        session = there.client.cookies["cenotaph_session"]
    make_account(mine, "Bela", "recorder", PASSWORD)
    with desk(mine, owner="") as here:
        here.client.cookies.set("cenotaph_session", session, domain="127.0.0.1")
        assert here.get("/", follow_redirects=False).status_code == 303
        here.client.cookies.clear()
        here.sign_in("Bela")
        for path in (f"/documents/{document}", f"/documents/{document}/original"):
            assert here.get(path).status_code == 404
        assert here.post(f"/claims/{claim}/accept").status_code == 404
        for path in (
            "/documents/..%2f..%2fcenotaph-case.json/original",
            "/static/..%2fapp.py",
            "/static/../app.py",
            "/documents/%2e%2e/original",
        ):
            assert here.get(path).status_code == 404


def test_protected_fields_are_seen_by_those_who_may(case: Case) -> None:
    from cenotaph.model import Victim, VictimList, VictimRecord, stable_id

    list_id = stable_id("list", "clinic")
    values = {"name": "Sana Orvel", "address": "12 Hidden Lane", "id_number": "ID-998877"}
    one_record = VictimRecord(stable_id("rec", "r1"), list_id, "r1", 0, {"telephone": "555-0199", **values}, values)
    with case.writing() as record:
        entry = VictimList(list_id, "clinic", "clinic.csv", "0" * 64, "columns: {}", True, "2026-01-01T00:00:00+00:00")
        record.lists.load(entry, [one_record], [])
        record.victims.replace_victims([Victim("vic-1", (one_record.id,))])
    make_account(case, "Ana", "recorder", PASSWORD)
    make_account(case, "Bela", "recorder", PASSWORD, ("exact_location", "contact"))
    with desk(case, owner="") as browser:
        ana, bela = another(browser), another(browser)
        ana.sign_in("Ana")
        bela.sign_in("Bela")
        seen, more = ana.get("/victims/vic-1").text, bela.get("/victims/vic-1").text
    assert "Sana Orvel" in seen
    for secret in ("Hidden Lane", "998877", "555-0199"):
        assert secret not in seen
    assert "Hidden Lane" in more
    assert "555-0199" in more


def test_an_upload_beyond_the_limit_is_cut_off(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from cenotaph.web import app

    monkeypatch.setattr(app, "load_settings", lambda: Settings(max_file_bytes=5_000_000))
    with desk(case) as browser:
        claimed = {"content-length": str(10**9), "content-type": "multipart/form-data; boundary=x"}
        assert browser.client.post("/documents", headers=claimed, content=b"").status_code == 413

        def endless() -> object:
            for _ in range(100):
                yield b"x" * 200_000

        kind = {"content-type": "multipart/form-data; boundary=x"}
        assert browser.client.post("/documents", headers=kind, content=endless()).status_code in (400, 413)  # type: ignore[arg-type]


@pytest.fixture
def served(case: Case, monkeypatch: pytest.MonkeyPatch) -> object:
    import uvicorn

    from cenotaph.web import patience

    monkeypatch.setattr(patience, "HEADER_SECONDS", 1.0)
    config = uvicorn.Config(make_app(Desk(case, "Ana")), port=0, http=patience.PatientProtocol, log_level="error", ws="none")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)


def test_a_visitor_that_never_finishes_is_cut_off(served: int) -> None:
    with socket.create_connection(("127.0.0.1", served)) as slow:
        slow.settimeout(10)
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        started = time.monotonic()
        assert slow.recv(100) == b"", "the line is closed"
        assert time.monotonic() - started < 8
    with socket.create_connection(("127.0.0.1", served)) as fine:
        fine.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served}\r\nConnection: close\r\n\r\n".encode())
        assert b"200" in fine.recv(100)


def test_a_port_that_is_taken_is_said(case: Case, cenotaph: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = cenotaph("serve", "--case", str(case.root), "--port", str(taken.getsockname()[1]))  # type: ignore[operator]
    assert found.returncode == 2
    assert "choose another with --port" in found.stderr


def test_a_desk_that_others_reach_demands_accounts(case: Case, cenotaph: object) -> None:
    for extra in (("--bind", "0.0.0.0"), ("--host", "desk.example.org")):
        found = cenotaph("serve", "--case", str(case.root), *extra)  # type: ignore[operator]
        assert found.returncode == 2
        assert "needs accounts" in found.stderr
