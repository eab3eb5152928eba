"""Sign-in by an organisation's own provider (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636).

Off unless `CENOTAPH_OPENID_ISSUER` names one; then, and only then, the desk asks that provider. No account is made by it: an
administrator says which account is whom. Who the visitor is comes from the provider's token endpoint, over TLS that was checked,
which the standard (3.1.3.7, 6) takes in place of the token's signature; a token that came through the browser is worth nothing.
"""

import base64
import binascii
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from cenotaph.errors import SignInRefused
from cenotaph.settings import Settings

__all__ = ["Identity", "Provider", "ask_address", "identify", "provider_of"]

SECONDS, MOST_BYTES, CLOCKS_APART = 10.0, 1_000_000, 120
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider as it was set up: its address, and what it knows this desk by."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says the visitor is: its own name for the person, and an address of mail if it has proved it, else ""."""

    subject: str
    mail: str


def provider_of(settings: Settings) -> Provider | None:
    """The provider of this desk, None where none is set up."""
    if not settings.openid_issuer:
        return None
    return Provider(settings.openid_issuer.rstrip("/"), settings.openid_client_id, settings.openid_client_secret)


def ask_address(provider: Provider, ticket: str, back: str) -> str:
    """Where to send the browser. `ticket` is a secret of this browser, kept in a cookie; `back` is the desk's own address."""
    asked = {
        "response_type": "code", "scope": "openid email", "client_id": provider.client_id, "redirect_uri": back,
        "state": _derived("state", ticket), "nonce": _derived("nonce", ticket),
        "code_challenge": _url64(hashlib.sha256(_derived("verifier", ticket).encode()).digest()), "code_challenge_method": "S256",
    }  # fmt: skip
    address = _checked(_discover(provider), "authorization_endpoint")
    return address + ("&" if "?" in address else "?") + urlencode(asked)


def identify(provider: Provider, ticket: str, back: str, answer: Mapping[str, str]) -> Identity:
    """Who the visitor is, from what the provider's answer brought. Raises `SignInRefused`."""
    if not ticket or answer.get("state") != _derived("state", ticket):
        raise SignInRefused("this answer is to no question of this browser", remedy="begin again at the sign-in page")
    if not answer.get("code"):
        raise SignInRefused("the provider did not let you in")
    form = {
        "grant_type": "authorization_code", "code": answer["code"], "redirect_uri": back, "client_id": provider.client_id,
        "client_secret": provider.client_secret, "code_verifier": _derived("verifier", ticket),
    }  # fmt: skip
    given = _ask(_checked(_discover(provider), "token_endpoint"), form)
    return _read(provider, str(given.get("id_token", "")), _derived("nonce", ticket))


def _read(provider: Provider, token: str, nonce: str) -> Identity:
    try:
        body = token.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        audience = [said["aud"]] if isinstance(said["aud"], str) else list(said["aud"])
        fits = (
            str(said["iss"]).rstrip("/") == provider.issuer
            and provider.client_id in audience
            and (len(audience) == 1 or said.get("azp") == provider.client_id)
            and float(said["exp"]) > time.time() - CLOCKS_APART
            and said["nonce"] == nonce
        )
        subject, mail = str(said["sub"]), str(said.get("email", "")) if said.get("email_verified") is True else ""
    except (IndexError, KeyError, TypeError, ValueError, AttributeError, binascii.Error) as fault:
        raise SignInRefused("the provider's answer cannot be read") from fault
    if not fits or not subject:
        raise SignInRefused("the provider's answer is not for this sign-in")
    return Identity(subject, mail.lower())


def _discover(provider: Provider) -> Mapping[str, Any]:
    found = _ask(_safe(provider.issuer) + "/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != provider.issuer:
        raise SignInRefused("the provider names itself otherwise than this desk was told")
    return found


def _checked(found: Mapping[str, Any], name: str) -> str:
    return _safe(str(found.get(name, "")))


def _safe(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise SignInRefused("the provider is not reached by https")
    return address


def _ask(address: str, form: Mapping[str, str] | None = None) -> Mapping[str, Any]:
    import httpx

    try:
        with httpx.Client(timeout=SECONDS, trust_env=False) as client:
            asked = client.build_request("POST", address, data=dict(form)) if form else client.build_request("GET", address)
            answer = client.send(asked, stream=True)
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    break
        found = json.loads(body)
    except (httpx.HTTPError, ValueError) as fault:
        raise SignInRefused("the provider cannot be reached, or its answer not be read") from fault
    if answer.status_code != 200 or not isinstance(found, dict):
        raise SignInRefused("the provider refused")
    return found


def _derived(what: str, ticket: str) -> str:
    return _url64(hashlib.sha256(f"{what}:{ticket}".encode()).digest())


def _url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
