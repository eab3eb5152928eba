"""One's own key: making one, bringing a token, beginning to sign in this browser, and ending a key.

A browser asks a token only under a name, https or localhost; the page says so where it does not.
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import InvalidValue, SignInRefused
from cenotaph.ledger import statement
from cenotaph.ledger.hardware_keys import ALGORITHMS, challenge_of
from cenotaph.model import DeskRole
from cenotaph.steps.own_keys import add_key, add_token, keys_of, retire_key, sign_by_passphrase, sign_by_token, signing_until
from cenotaph.web.passwords import refuse_guessable
from cenotaph.web.serving import Visit, page, whole_number

__all__ = ["key_routes"]

OF_A_TOKEN = ("attestation", "client_data", "authenticator_data", "signature")


@page("/keys", DeskRole.RECORDER)
def keys(visit: Visit) -> Response:
    """One's keys, whether this browser signs, and how to begin."""
    everybody = keys_of(visit.case)
    own = [one for one in everybody if one.name == visit.person.name]
    until = signing_until(visit.case, visit.signer)
    begins = int(time.time())
    with visit.case.reading() as record:
        said = statement(visit.person.name, visit.signer.public, begins, record.acts.first_hash())
    asked = {
        "begins": begins, "challenge": challenge_of(said).hex(), "new_challenge": _challenge(visit).hex(),
        "user": sha256(visit.person.name.encode()).hexdigest(), "algorithms": ALGORITHMS,
    }  # fmt: skip
    others = [one for one in everybody if one.name != visit.person.name and not one.retired_at] if until else []
    return visit.show(
        "people/keys.html", own=own, standing=[one for one in own if not one.retired_at], others=others, asked=asked,
        until=datetime.fromtimestamp(until, UTC).isoformat(" ", "minutes")[:16] if until else "",
    )  # fmt: skip


@page("/keys/passphrase", DeskRole.RECORDER, "POST")
def make(visit: Visit) -> Response:
    """Make a key under a passphrase, and sign with it at once."""
    phrase = visit.form.get("passphrase", "")
    if phrase != visit.form.get("again", ""):
        raise InvalidValue("the passphrase was not typed the same twice; nothing was made")
    refuse_guessable(phrase, visit.person.name)
    add_key(visit.case, visit.person.name, phrase)
    sign_by_passphrase(visit.case, visit.person.name, phrase, visit.signer)
    return RedirectResponse("/keys", 303)


@page("/keys/token", DeskRole.RECORDER, "POST")
def bring(visit: Visit) -> Response:
    """Take in the key of a token."""
    add_token(visit.case, visit.person.name, _sent(visit.form), _challenge(visit), visit.origin)
    return RedirectResponse("/keys", 303)


@page("/keys/sign", DeskRole.RECORDER, "POST")
def sign(visit: Visit) -> Response:
    """Let this browser sign, by the passphrase of one's key."""
    sign_by_passphrase(visit.case, visit.person.name, visit.form.get("passphrase", ""), visit.signer)
    return RedirectResponse("/keys", 303)


@page("/keys/sign/token", DeskRole.RECORDER, "POST")
def sign_with_token(visit: Visit) -> Response:
    """Let this browser sign, by one's token."""
    begins = whole_number(visit.form.get("begins", ""))
    if begins is None:
        raise SignInRefused("the browser sent nothing that a token made")
    sign_by_token(visit.case, visit.person.name, visit.form.get("key", ""), _sent(visit.form), visit.signer, begins)
    return RedirectResponse("/keys", 303)


@page("/keys/{key_id}/retire", DeskRole.RECORDER, "POST")
def retire(visit: Visit) -> Response:
    """End a key of one's own, or another's: this browser must sign."""
    retire_key(visit.case, visit.path["key_id"], visit.form.get("why", ""))
    return RedirectResponse("/keys", 303)


def _sent(form: Mapping[str, str]) -> dict[str, str]:
    return {part: form[part] for part in OF_A_TOKEN if part in form}


def _challenge(visit: Visit) -> bytes:
    """What a new token is asked: of this session alone, and known to nobody else."""
    return sha256(b"new token:" + visit.session.encode()).digest()


key_routes = [keys, make, bring, sign, sign_with_token, retire]
