"""Every page and form of the desk, attacked alike: by who has not signed in, by who may not, without the token of a form, and with
addresses that nobody has. A route that is not in the table fails the test, so that none is added without a thought about who may.
"""

from urllib.parse import quote

import pytest
from starlette.routing import Route

from cenotaph.store import Case
from cenotaph.web import make_account
from cenotaph.web.pages import PAGES
from desk_visits import PASSWORD, Browser, another, desk

pytestmark = pytest.mark.slow

MAY = {
    "anybody": "GET /sign-in, POST /sign-in, GET /sign-in/openid, GET /sign-in/openid/back",
    "reader": "GET /, GET /documents/{document_id}, GET /documents/{document_id}/possible, GET /documents/{document_id}/original, "
    "GET /documents/{document_id}/pages/{number}, GET /claims, GET /incidents, GET /incidents/near, GET /incidents/{incident_id}, "
    "GET /lists, GET /victims, GET /victims/pairs, GET /victims/{victim_id}, GET /estimates, GET /search, GET /decisions, "
    "GET /releases, GET /releases/{number}/at/{name:path}, GET /keeping, GET /help, GET /settings, POST /settings/language, "
    "POST /settings/password, POST /settings/code, GET /replies, POST /sign-out",
    "recorder": "POST /documents, POST /documents/invented, POST /jobs/{number}/cancel, POST /notes, POST /drafts, "
    "GET /documents/{document_id}/transcribe, POST /documents/{document_id}/transcribe, GET /documents/{document_id}/add, "
    "POST /documents/{document_id}/add, GET /claims/{claim_id}/mend, POST /claims/{claim_id}/mend, POST /claims/preview, "
    "POST /claims/several, POST /claims/{claim_id}/assign, POST /claims/{claim_id}/{act}, POST /incidents/merge, "
    "POST /incidents/apart, POST /incidents/{incident_id}/split, POST /lists, GET /lists/file/{folder}, "
    "POST /lists/file/{folder}, POST /lists/link, POST /victims/pairs/{first}/{second}/{answer}, POST /named/{person_id}, "
    "POST /estimates, POST /decisions/{number}/revoke, POST /keeping/verify, POST /publishing/protect, "
    "POST /publishing/consent, POST /publishing/disclose, POST /replies/{reply_id}, POST /replies/{reply_id}/take, "
    "GET /keys, POST /keys/passphrase, POST /keys/token, POST /keys/sign, POST /keys/sign/token, POST /keys/{key_id}/retire",
    "reviewer": "POST /incidents/{incident_id}/distinct, POST /incidents/{incident_id}/grade, GET /releases/statement, "
    "POST /releases/statement, GET /releases/preview, POST /releases, GET /releases/{number}/file",
    "administrator": "POST /releases/{number}/publish, POST /keeping/backup, GET /keeping/{name}, GET /people, POST /people, "
    "POST /people/change",
}
ROLES = ("reader", "recorder", "reviewer", "administrator")
ROUTES = [route for page in PAGES for route in page]
STRANGE = (
    "x",
    "0",
    "-1",
    "9" * 40,
    "..",
    "%00",
    "\ud7ff",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "x" * 3_000,
    "a/b",
    "{{1234*5678}}",
)
NO_FILE = ("nothing", "%2e%2e%2f%2e%2e%2frecord.sqlite")


def named(route: Route) -> str:
    (method,) = {*(route.methods or ())} - {"HEAD"}
    return f"{method} {route.path}"


def least() -> dict[str, str]:
    return {one: role for role, routes in MAY.items() for one in routes.split(", ")}


def ask(browser: Browser, route: Route, put: str = "x", token: str = "") -> tuple[int, str, str]:
    """The status, where it leads, and the page."""
    method, path = named(route).split(" ")
    parts = [quote(put, safe="") if part.startswith("{") else part for part in path.split("/")]
    form = {"forgery": token} if method == "POST" and token else None
    got = browser.client.request(method, "/".join(parts), data=form, follow_redirects=False)
    return got.status_code, got.headers.get("location", ""), got.text


@pytest.fixture
def staffed(sqlite_case: Case) -> Case:
    for role in ROLES:
        make_account(sqlite_case, role, role, PASSWORD)
    return sqlite_case


def signed_in(browser: Browser, role: str) -> Browser:
    person = another(browser)
    person.sign_in(role)
    return person


def test_the_table_names_every_route() -> None:
    assert {named(route) for route in ROUTES} == least().keys()


def test_who_has_not_signed_in_is_sent_to_sign_in(staffed: Case) -> None:
    with desk(staffed, owner="") as browser:
        nobody = another(browser)
        for route in ROUTES:
            if least()[named(route)] != "anybody":
                status, leads, _ = ask(nobody, route)
                assert (status, leads[:8]) == (303, "/sign-in"), named(route)


def test_a_role_may_what_the_table_says_and_no_more(staffed: Case) -> None:
    rank = {one: n for n, one in enumerate(MAY)}
    with desk(staffed, owner="") as browser:
        for role in ROLES:
            person = signed_in(browser, role)
            token = person.forgery()
            for route in ROUTES:
                needed = least()[named(route)]
                if needed == "anybody" or route.path == "/sign-out":
                    continue
                status, _, _ = ask(person, route, token=token)
                assert (status == 403) == (rank[role] < rank[needed]), (role, named(route), status)


def test_no_form_is_taken_without_its_token(staffed: Case) -> None:
    with desk(staffed, owner="") as browser:
        person, other = signed_in(browser, "administrator"), signed_in(browser, "administrator")
        for route in (one for one in ROUTES if named(one).startswith("POST")):
            for token in ("", "0" * 64, other.forgery()):
                assert ask(person, route, token=token)[0] == 403, named(route)


def test_no_address_breaks_the_desk_or_comes_back_as_markup(staffed: Case) -> None:
    with desk(staffed, owner="") as browser:
        person = signed_in(browser, "administrator")
        token = person.forgery()
        for route in (one for one in ROUTES if "{" in one.path):
            for strange in STRANGE:
                status, _, page = ask(person, route, strange, token)
                where = (named(route), strange[:12])
                assert status < 500, where
                assert "Traceback" not in page, where
                assert "<script>alert" not in page, where
                assert "7006652" not in page or "{{1234*5678}}" not in strange, where


def test_no_file_of_the_case_is_reached_by_an_address(staffed: Case) -> None:
    with desk(staffed, owner="") as browser:
        person = signed_in(browser, "administrator")
        for name in NO_FILE:
            for path in (f"/keeping/{name}", f"/releases/1/at/{name}", f"/documents/{name}/original", f"/static/{name}"):
                assert person.get(path).status_code == 404, path
