"""The way to the organisation's own sign-in and back.

The ticket that ties the answer to the browser is a cookie of its own which is sent along when the provider leads back; the
session is not, so the last page is one of the desk that leads on by itself.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from cenotaph.errors import SignInRefused
from cenotaph.settings import load_settings
from cenotaph.web.desk import Desk
from cenotaph.web.openid import ask_address, identify, provider_of
from cenotaph.web.render import render
from cenotaph.web.serving import NOBODY, set_cookie
from cenotaph.web.sessions import forgery_token, new_token, sign_in_as

__all__ = ["openid_routes"]

TICKET, TICKET_SECONDS = "cenotaph_openid", 600


async def _leave(request: Request) -> Response:
    provider = provider_of(load_settings())
    if provider is None:
        return RedirectResponse("/sign-in", 303)
    desk: Desk = request.app.state.desk
    ticket = new_token()
    try:
        address = await run_in_threadpool(ask_address, provider, ticket, _back(request, desk))
    except SignInRefused as refused:
        return _refused(desk, refused)
    response = RedirectResponse(address, 303)
    response.set_cookie(
        TICKET, ticket, max_age=TICKET_SECONDS, httponly=True, samesite="lax", secure=desk.secure, path="/sign-in/openid"
    )
    return response


async def _return(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    provider = provider_of(load_settings())
    if provider is None:
        return RedirectResponse("/sign-in", 303)
    try:
        ticket = request.cookies.get(TICKET, "")
        who = await run_in_threadpool(identify, provider, ticket, _back(request, desk), dict(request.query_params))
        token = await run_in_threadpool(sign_in_as, desk.case, who.subject, who.mail)
    except SignInRefused as refused:
        return _refused(desk, refused)
    response = HTMLResponse(_page(desk, "people/signed_in.html"))
    response.delete_cookie(TICKET, path="/sign-in/openid")
    set_cookie(response, token, desk)
    return response


def _back(request: Request, desk: Desk) -> str:
    return f"{'https' if desk.secure else 'http'}://{request.headers.get('host', '')}/sign-in/openid/back"


def _refused(desk: Desk, refused: SignInRefused) -> Response:
    words = refused.what + (f"; {refused.remedy}" if refused.remedy else "")
    return HTMLResponse(_page(desk, "problem.html", title=words, words=words, remedy="", form={}, code=403), 403)


def _page(desk: Desk, template: str, **values: object) -> str:
    return render(template, desk.language, desk=desk, person=NOBODY, forgery=forgery_token(""), **values)


openid_routes = [Route("/sign-in/openid", _leave), Route("/sign-in/openid/back", _return)]
