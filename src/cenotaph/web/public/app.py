"""The public service as an ASGI application: files of the last release by the names in its manifest, and the form for replies.

It reads nothing of the record, shows nothing that is not in a release, keeps no log of visitors and sets no cookie.
"""

import mimetypes
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cenotaph.errors import CannotPublish, InvalidValue
from cenotaph.pipeline import release_folders
from cenotaph.publish.manifest import MANIFEST, SIGNATURE, read_manifest
from cenotaph.publish.release_files import STATEMENT
from cenotaph.publish.statement import load_statement
from cenotaph.store import Case, ReplyStore
from cenotaph.web.guard import Guard
from cenotaph.web.public.intake import KINDS, MOST_FILE_BYTES, Intake, ticket_hash
from cenotaph.web.render import render

__all__ = ["make_public_app"]

FORM_BYTES = 200_000


class _Public:
    """The pages over one release."""

    def __init__(self, case: Case, folder: Path) -> None:
        self._case, self._folder, self._intake = case, folder, Intake(case)
        self._files = {*read_manifest(folder)["files"], MANIFEST, SIGNATURE}
        self._statement = load_statement((folder / STATEMENT).read_text(encoding="utf-8"))

    async def home(self, _request: Request) -> Response:
        return RedirectResponse("/site/index.html", 303)

    async def file(self, request: Request) -> Response:
        """A file that the manifest names, and no other."""
        name = request.path_params["path"]
        if name == "site/reply.html":
            return RedirectResponse("/reply", 303)
        if name not in self._files:
            return PlainTextResponse("There is nothing here.", 404)
        return FileResponse(self._folder / name, media_type=mimetypes.guess_type(name)[0] or "application/octet-stream")

    async def form(self, _request: Request) -> Response:
        return self._page("reply.html", refusal="", given={})

    async def send(self, request: Request) -> Response:
        async with request.form(max_files=1, max_fields=20) as given:
            form = {name: value for name, value in given.items() if isinstance(value, str)}
            file = given.get("file")
            name, data = (file.filename or "", await file.read()) if isinstance(file, UploadFile) and file.filename else ("", b"")
        if form.get("website"):
            return self._page("sent.html", ticket="")
        address = request.client.host if request.client else ""
        try:
            ticket = await run_in_threadpool(self._intake.take, form, name, data, address)
        except InvalidValue as refused:
            return self._page("reply.html", 400, refusal=refused.what, given=form)
        return self._page("sent.html", ticket=ticket)

    async def ticket(self, request: Request) -> Response:
        """What became of a reply; a ticket that does not exist looks like one that was never sent."""
        async with request.form(max_files=0, max_fields=5) as given:
            code = str(given.get("code", ""))[:60]
        held = await run_in_threadpool(self._look_up, code)
        return self._page("ticket.html", held=held)

    def _look_up(self, code: str) -> object:
        with self._case.engine.connect() as connection:
            return ReplyStore(connection).of_ticket(ticket_hash(code))

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(render(f"public/{template}", "en", statement=self._statement, kinds=KINDS, **values), status)


def make_public_app(case: Case, hosts: frozenset[str] = frozenset()) -> Guard:
    """The service over the last release of a case. Raises `CannotPublish` when there is none."""
    done = release_folders(case)
    if not done:
        raise CannotPublish("there is no release to serve", remedy="make one with: cenotaph release")
    public = _Public(case, done[-1])
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
