"""The public service as an ASGI application: files of the last release by the names in its manifest, and the form for replies.

It shows nothing that is not in a release, and of that only what is as it was signed and holds nothing that was protected since.
It keeps no log of visitors and sets no cookie.
"""

import mimetypes
import re

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cenotaph.errors import CannotPublish, InvalidValue
from cenotaph.release.publish import refuse_what_endangers
from cenotaph.release.signing import release_folders
from cenotaph.release.site.edition import editions_of
from cenotaph.release.statement import Statement
from cenotaph.store import Case
from cenotaph.vocabulary.languages import LANGUAGES, RIGHT_TO_LEFT
from cenotaph.web.guard import Guard
from cenotaph.web.public.intake import KINDS, MOST_FILE_BYTES, Intake, ticket_hash
from cenotaph.web.public.served import Served, Serving
from cenotaph.web.render import render

__all__ = ["make_public_app"]

FORM_BYTES = 200_000
REPLY_PAGE = re.compile(r"site/(?:([a-z]{2})/)?reply\.html")


class _Public:
    """The pages over the release that may be served."""

    def __init__(self, case: Case, serving: Serving) -> None:
        self._case, self._serving, self._intake = case, serving, Intake(case)

    async def home(self, request: Request) -> Response:
        """The site in the language that the browser asks for, where the release speaks it."""
        served = await run_in_threadpool(self._serving.now)
        return _corrected() if served is None else RedirectResponse(_home(served.statement, language_of(request)), 303)

    async def file(self, request: Request) -> Response:
        """A file that the manifest names, as it was signed, and no other."""
        name = request.path_params["path"]
        if spoken := REPLY_PAGE.fullmatch(name):
            return RedirectResponse(f"/reply?lang={spoken[1]}" if spoken[1] else "/reply", 303)
        served = await run_in_threadpool(self._serving.now)
        if served is None:
            return _corrected()
        data = await run_in_threadpool(served.bytes_of, name)
        if data is None:
            return PlainTextResponse("There is nothing here.", 404)
        return Response(data, media_type=mimetypes.guess_type(name)[0] or "application/octet-stream")

    async def form(self, request: Request) -> Response:
        return await self._page("reply.html", language_of(request), refusal="", given={})

    async def send(self, request: Request) -> Response:
        async with request.form(max_files=1, max_fields=20) as given:
            form = {name: value.replace("\0", "") for name, value in given.items() if isinstance(value, str)}
            file = given.get("file")
            name, data = (
                (file.filename.replace("\0", ""), await file.read())
                if isinstance(file, UploadFile) and file.filename
                else ("", b"")
            )
        language = language_of(request, form.get("lang", ""))
        if form.get("website"):
            return await self._page("sent.html", language, ticket="")
        address = request.client.host if request.client else ""
        try:
            ticket = await run_in_threadpool(self._intake.take, form, name, data, address)
        except InvalidValue as refused:
            return await self._page("reply.html", language, 400, refusal=refused, given=form)
        return await self._page("sent.html", language, ticket=ticket)

    async def ticket(self, request: Request) -> Response:
        """What became of a reply; a ticket that does not exist looks like one that was never sent."""
        async with request.form(max_files=0, max_fields=5) as given:
            code, lang = str(given.get("code", "")).replace("\0", "")[:60], str(given.get("lang", ""))
        held = await run_in_threadpool(self._look_up, code)
        return await self._page("ticket.html", language_of(request, lang), held=held)

    def _look_up(self, code: str) -> object:
        with self._case.reading() as record:
            return record.replies.of_ticket(ticket_hash(code))

    async def _page(self, template: str, language: str, status: int = 200, **values: object) -> Response:
        served: Served | None = await run_in_threadpool(self._serving.now)
        if served is None:
            return _corrected()
        shown = {
            "statement": served.statement, "kinds": KINDS, "languages": LANGUAGES, "right_to_left": RIGHT_TO_LEFT,
            "home": _home(served.statement, language),
        }  # fmt: skip
        return HTMLResponse(render(f"public/{template}", language, **shown, **values), status)


def _home(statement: Statement, language: str) -> str:
    """The first page of the site in a language, in that of its first page where the release does not speak it."""
    folder = next((one.folder for one in editions_of(statement, {}) if one.language == language), "")
    return f"/site/{folder}index.html"


def language_of(request: Request, chosen: str = "") -> str:
    """The language that was chosen in the form or the address, else the first that the browser asks for and there is."""
    chosen = chosen or request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    wanted = [
        part.partition(";")[0].strip().partition("-")[0].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    return next((code for code in wanted if code in LANGUAGES), "en")


def _corrected() -> Response:
    return PlainTextResponse("This record is being corrected. Nothing of it is shown until that is done.", 503)


def make_public_app(case: Case, hosts: frozenset[str] = frozenset()) -> Guard:
    """The service over the last release of a case. Raises `CannotPublish` when there is none that may be served."""
    done = release_folders(case)
    if not done:
        raise CannotPublish("there is no release to serve", remedy="make one with: cenotaph release")
    refuse_what_endangers(case, done[-1])
    public = _Public(case, Serving(case))
    app = Starlette(
        routes=[
            Route("/", public.home),
            Route("/reply", public.form),
            Route("/reply", public.send, methods=["POST"]),
            Route("/ticket", public.ticket, methods=["POST"]),
            Route("/{path:path}", public.file),
        ]
    )
    return Guard(app, hosts, MOST_FILE_BYTES + FORM_BYTES)
