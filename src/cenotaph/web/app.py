"""The one place where the desk is put together: pages, the gate before them, and the files that they load."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cenotaph.settings import load_settings
from cenotaph.steps.queue import fill_queue
from cenotaph.steps.review import review_anew
from cenotaph.web.desk import Desk
from cenotaph.web.guard import Guard
from cenotaph.web.pages import PAGES
from cenotaph.web.worker import Worker

__all__ = ["make_app"]

FORM_BYTES = 1_000_000
SIGN_IN_BYTES = 10_000
STATIC = {
    "record.css": ("cenotaph.show", "templates/case.css", "text/css"),
    "desk.css": ("cenotaph.web", "static/desk.css", "text/css"),
    "desk.js": ("cenotaph.web", "static/desk.js", "text/javascript"),
    "token.js": ("cenotaph.web", "static/token.js", "text/javascript"),
    "htmx-4.0.1.min.js": ("cenotaph.web", "static/htmx-4.0.1.min.js", "text/javascript"),
}


def make_app(desk: Desk) -> Guard:
    """The desk as an ASGI application. While it runs, a worker does the long jobs."""

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        with desk.case.writing() as record:
            review_anew(record)  # a record whose decisions are older than the desk
            fill_queue(record)  # a record that an earlier version made
            record.lists.index_unindexed()  # names that were loaded before there was an index of them
        worker = Worker(desk.case)
        worker.start()
        yield
        worker.stop()

    routes = [route for page in PAGES for route in page]
    app = Starlette(
        routes=[*routes, Route("/static/{name}", _static), Route("/favicon.ico", _no_icon)],
        lifespan=running,
        exception_handlers={HTTPException: _plain},
    )
    app.state.desk = desk
    return Guard(app, desk.hosts, load_settings().max_file_bytes + FORM_BYTES, {"/sign-in": SIGN_IN_BYTES})


async def _static(request: Request) -> Response:
    found = STATIC.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    package, path, kind = found
    return Response((files(package) / path).read_bytes(), media_type=kind, headers={"cache-control": "max-age=3600"})


async def _no_icon(_request: Request) -> Response:
    return Response(status_code=204)


async def _plain(_request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    return PlainTextResponse("There is nothing here." if status == 404 else "This cannot be done.", status)
