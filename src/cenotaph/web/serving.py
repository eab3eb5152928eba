"""Turns a plain function of a visit into a page: signs the visitor in, checks the role and the form, catches what goes wrong.

A function gets a `Visit` and gives back a response; it never sees a request from somebody who may not make it. What it raises of
this program's own errors becomes a page that says what happened and what to do.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from cenotaph.errors import CenotaphError, ChangedMeanwhile, NotSigned
from cenotaph.ledger import OwnSigner
from cenotaph.model import DeskRole
from cenotaph.protect import protected_kinds
from cenotaph.store import Case
from cenotaph.web.desk import Desk, Person
from cenotaph.web.render import DESK_LANGUAGES, render, translate
from cenotaph.web.sessions import COOKIE, DEVICE_COOKIE, forgery_token, new_token, person_of

__all__ = ["NOBODY", "NotFound", "Visit", "page", "set_cookie", "set_device", "set_language", "whole_number"]

NOBODY = Person("", DeskRole.READER)
MOST_FIELDS = 2_000
LONGEST_NUMBER = 18
LANGUAGE_COOKIE = "cenotaph_language"
DEVICE_SECONDS = 400 * 86_400


class NotFound(CenotaphError):
    """There is nothing here, or nothing that this person may see."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one person: `form` has the last value of each field, `several` all values, `uploads` the files."""

    desk: Desk
    person: Person
    session: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    uploads: tuple[tuple[str, bytes], ...]
    address: str
    partial: bool
    device: str = ""
    language: str = "en"
    origin: str = ""

    @property
    def now(self) -> str:
        """The time, to the second, as the record has it."""
        return datetime.now(UTC).replace(microsecond=0).isoformat()

    @property
    def case(self) -> Case:
        """The case that the desk is over: acts are the person's, signed by the key where this session may."""
        return self.desk.case.signed_by(self.signer, self.person.name)

    @property
    def signer(self) -> OwnSigner:
        """What signs in this session, once the person's key lets it."""
        return OwnSigner.of_session(self.session)

    def said(self, words: str) -> str:
        """A sentence of the program in the language of the desk."""
        return translate(words, self.language)

    def show(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a part of one, from its template."""
        token = forgery_token(self.session)
        return HTMLResponse(render(template, self.language, desk=self.desk, person=self.person, forgery=token, **values), status)

    def back(self, default: str) -> Response:
        """Back to the page that the form names, if it is one of this desk."""
        wanted = self.form.get("back", "")
        parts = urlsplit(wanted)
        local = wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and "\\" not in wanted
        return RedirectResponse(wanted if local else default, 303)


Page = Callable[[Visit], Response]


def page(path: str, role: DeskRole = DeskRole.READER, method: str = "GET", *, anybody: bool = False) -> Callable[[Page], Route]:
    """A route for a function of a visit. `role` is the least that may ask; `anybody` also who has not signed in."""

    def made(function: Page) -> Route:
        async def endpoint(request: Request) -> Response:
            desk: Desk = request.app.state.desk
            session = request.cookies.get(COOKIE, "")
            person = await run_in_threadpool(_visitor, desk, session)
            if person is None and not anybody:
                return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
            fresh = not session
            session = session or new_token()
            form, several, uploads = await _form(request)
            visit = Visit(
                desk, person or NOBODY, session, dict(request.path_params), dict(request.query_params), form, several, uploads,
                request.client.host if request.client else "", request.headers.get("hx-request") == "true",
                request.cookies.get(DEVICE_COOKIE, ""), _language(request, desk),
                f"{'https' if desk.secure else 'http'}://{request.headers.get('host', '')}",
            )  # fmt: skip
            refusal = _refusal(request, visit, role)
            response = refusal if refusal is not None else await run_in_threadpool(_answer, function, visit)
            if fresh and COOKIE not in response.headers.get("set-cookie", ""):
                set_cookie(response, session, desk)
            return response

        return Route(path, endpoint, methods=[method], name=function.__name__)

    return made


def whole_number(given: str) -> int | None:
    """The number that a form or an address gives, if it is one from 0 on, of 18 digits at most."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else None


def set_cookie(response: Response, session: str, desk: Desk) -> None:
    """Give the browser its session; no script can read it, no other site can send it."""
    response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=desk.secure, path="/")


def set_language(response: Response, language: str, desk: Desk) -> None:
    """Let the browser be answered in this language from now on."""
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=DEVICE_SECONDS, httponly=True, samesite="strict", secure=desk.secure, path="/"
    )


def _language(request: Request, desk: Desk) -> str:
    """The language that the person chose, or that of the desk."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in DESK_LANGUAGES else desk.language


def set_device(response: Response, device: str, desk: Desk) -> None:
    """Let the browser be known when its owner signs in again."""
    response.set_cookie(
        DEVICE_COOKIE, device, max_age=DEVICE_SECONDS, httponly=True, samesite="strict", secure=desk.secure, path="/"
    )


def _visitor(desk: Desk, session: str) -> Person | None:
    if desk.owner:
        return Person(desk.owner, DeskRole.ADMINISTRATOR, frozenset(protected_kinds()))
    return person_of(desk.case, session)


async def _form(request: Request) -> tuple[dict[str, str], dict[str, tuple[str, ...]], tuple[tuple[str, bytes], ...]]:
    if request.method != "POST":
        return {}, {}, ()
    several: dict[str, list[str]] = {}
    uploads: list[tuple[str, bytes]] = []
    async with request.form(max_files=50, max_fields=MOST_FIELDS) as given:
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    uploads.append((value.filename, await value.read()))
            else:
                several.setdefault(name, []).append(value)
    return {name: values[-1] for name, values in several.items()}, {n: tuple(v) for n, v in several.items()}, tuple(uploads)


def _refusal(request: Request, visit: Visit, role: DeskRole) -> Response | None:
    given = [*visit.path.values(), *visit.query.values(), *(value for values in visit.several.values() for value in values)]
    if any("\0" in value for value in given):
        return _problem(replace(visit, form={}, query={}), 400, "A sign in what was sent is none of any language.")
    if not visit.person.may(role):
        return _problem(visit, 403, f"This needs the role of a {role}; yours is {visit.person.role}.")
    if request.method != "POST":
        return None
    origin = request.headers.get("origin")
    here = f"{request.url.scheme}://{request.headers.get('host', '')}"
    expected = {here, here.replace("http://", "https://")} if visit.desk.secure else {here}
    same_site = request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    if (origin is not None and origin not in expected) or not same_site:
        return _problem(visit, 403, "This form did not come from this desk.")
    if not hmac.compare_digest(visit.form.get("forgery", "").encode(), forgery_token(visit.session).encode()):
        return _problem(visit, 403, "This form is too old or did not come from this desk. Open the page again.")
    return None


def _answer(function: Page, visit: Visit) -> Response:
    try:
        return function(visit)
    except NotFound as error:
        return _problem(visit, 404, error.what)
    except ChangedMeanwhile as error:
        return _problem(visit, 409, error.what, error.remedy)
    except NotSigned as error:
        return _problem(visit, 403, error.what, error.remedy, unsigned=True)
    except CenotaphError as error:
        return _problem(visit, 400, error.what, error.remedy)


def _problem(visit: Visit, status: int, words: str, remedy: str | None = None, **more: Any) -> HTMLResponse:
    template = "problem_part.html" if visit.partial else "problem.html"
    said = {"title": words, "words": words, "remedy": remedy or "", "form": visit.form, "code": status}
    return visit.show(template, status, **said, **more)
