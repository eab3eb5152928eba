"""Sign-in, sign-out, the accounts for an administrator, and one's own password and second factor."""

from dataclasses import replace

import pyotp
from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue, SignInRefused
from cenotaph.model import DeskRole
from cenotaph.protect import protected_kinds
from cenotaph.settings import load_settings
from cenotaph.web.devices import known_device
from cenotaph.web.openid import provider_of
from cenotaph.web.passwords import make_account, set_password
from cenotaph.web.render import DESK_LANGUAGES
from cenotaph.web.serving import NotFound, Visit, page, set_cookie, set_device, set_language
from cenotaph.web.sessions import enrol, own_secret, sign_in, sign_out

__all__ = ["routes"]


@page("/sign-in", anybody=True)
def ask(visit: Visit) -> Response:
    """The form to sign in with."""
    if visit.person.name:
        return RedirectResponse("/", 303)
    return visit.show("people/sign_in.html", refusal="", wanted=visit.query.get("next", "/"), openid=_openid())


@page("/sign-in", method="POST", anybody=True)
def enter(visit: Visit) -> Response:
    """Sign in under a new session, so that one which somebody planted is worth nothing."""
    form = visit.form
    try:
        name = form.get("name", "")
        token = sign_in(visit.case, name, form.get("password", ""), form.get("code", ""), visit.address, visit.device)
    except SignInRefused as refused:
        words = f"{refused.what}. {refused.remedy}." if refused.remedy else f"{refused.what}."
        return visit.show("people/sign_in.html", 403, refusal=words, wanted=form.get("back", "/"), openid=_openid())
    with visit.case.reading() as record:
        signs = bool(record.signatures.in_force(name))
    response = RedirectResponse("/keys", 303) if signs else visit.back("/")
    set_cookie(response, token, visit.desk)
    set_device(response, known_device(visit.case, name), visit.desk)
    return response


@page("/sign-out", method="POST")
def leave(visit: Visit) -> Response:
    """End the session."""
    sign_out(visit.case, visit.session)
    return RedirectResponse("/sign-in", 303)


@page("/people", DeskRole.ADMINISTRATOR)
def people(visit: Visit) -> Response:
    """Every account."""
    with visit.case.reading() as record:
        accounts = record.accounts.all()
    return visit.show("people/people.html", accounts=accounts, roles=tuple(DeskRole), kinds=protected_kinds())


@page("/people", DeskRole.ADMINISTRATOR, "POST")
def invite(visit: Visit) -> Response:
    """Make an account."""
    form = visit.form
    make_account(
        visit.case, form.get("name", ""), form.get("role", ""), form.get("password", ""), _fields(visit), form.get("openid", "")
    )
    return RedirectResponse("/people", 303)


@page("/people/change", DeskRole.ADMINISTRATOR, "POST")
def change(visit: Visit) -> Response:
    """Give an account another role or other fields, or shut it. Nobody shuts or lowers himself."""
    name, role = visit.form.get("name", ""), visit.form.get("role", "")
    if name == visit.person.name:
        raise InvalidValue("nobody changes his own role; ask another administrator")
    if role not in tuple(DeskRole):
        raise InvalidValue(f"no role {role!r}")
    with visit.case.writing() as record:
        store = record.accounts
        held = store.get(name)
        if held is None:
            raise NotFound("There is no such account.")
        store.put(replace(held, role=DeskRole(role), fields=_fields(visit), active=visit.form.get("active") == "yes"))
        if visit.form.get("active") != "yes":
            store.end_sessions(name=name)
    return RedirectResponse("/people", 303)


@page("/settings")
def settings(visit: Visit) -> Response:
    """One's own password and second factor."""
    with visit.case.reading() as record:
        account = record.accounts.get(visit.person.name)
    secret = own_secret(visit.case, visit.person.name, visit.session) if account and not account.totp else ""
    address = pyotp.TOTP(secret).provisioning_uri(name=visit.person.name, issuer_name="Cenotaph") if secret else ""
    return visit.show(
        "people/settings.html", account=account, secret=secret, address=address, languages=DESK_LANGUAGES, chosen=visit.language
    )


@page("/settings/language", method="POST")
def language(visit: Visit) -> Response:
    """Answer this browser in another language from now on."""
    chosen = visit.form.get("language", "")
    if chosen not in DESK_LANGUAGES:
        raise InvalidValue("the desk does not speak that language")
    response = visit.back("/settings")
    set_language(response, chosen, visit.desk)
    return response


@page("/settings/password", method="POST")
def other_password(visit: Visit) -> Response:
    """Another password; all sessions end."""
    form = visit.form
    sign_in(visit.case, visit.person.name, form.get("old", ""), form.get("code", ""), visit.address, visit.device)
    set_password(visit.case, visit.person.name, visit.form.get("new", ""))
    return RedirectResponse("/sign-in", 303)


@page("/settings/code", method="POST")
def second_factor(visit: Visit) -> Response:
    """Begin to ask for codes, once the password and a code made with the secret were given."""
    form = visit.form
    enrol(
        visit.case, visit.person.name, visit.session, form.get("password", ""), form.get("code", ""), visit.address, visit.device
    )
    return RedirectResponse("/settings", 303)


def _openid() -> bool:
    return provider_of(load_settings()) is not None


def _fields(visit: Visit) -> tuple[str, ...]:
    return tuple(kind for kind in protected_kinds() if kind in visit.several.get("fields", ()))


routes = [ask, enter, leave, people, invite, change, settings, language, other_password, second_factor]
