"""A token as a program: what it makes is taken, and what is not quite it is refused."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from cenotaph.errors import NotSigned, SignInRefused
from cenotaph.ledger import OwnSigner, statement
from cenotaph.ledger.hardware_keys import challenge_of, register_token
from cenotaph.ledger.own_keys import LASTS
from cenotaph.steps.own_keys import add_token, keys_of, sign_by_token
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

ORIGIN = "https://desk.example.org:8443"
SITE = "desk.example.org"
ASKED = b"c" * 32
TOUCHED = AuthenticatorData.FLAG.UP


class Token:
    """A token of ES256, as WebAuthn has it."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = b"credential"

    def register(
        self,
        challenge: bytes = ASKED,
        origin: str = ORIGIN,
        site: str = SITE,
        kind: str = "webauthn.create",
        flags: int = TOUCHED,
    ) -> dict[str, str]:
        public = ES256.from_cryptography_key(self.private.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(sha256(site.encode()).digest(), flags | AuthenticatorData.FLAG.AT, 0, held)
        return {
            "attestation": AttestationObject.create("none", data, {}).hex(),
            "client_data": said(kind, challenge, origin).hex(),
        }

    def sign(self, challenge: bytes, site: str = SITE, kind: str = "webauthn.get", flags: int = TOUCHED) -> dict[str, str]:
        data = bytes(AuthenticatorData.create(sha256(site.encode()).digest(), flags, 1))
        client = said(kind, challenge, ORIGIN)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return {"authenticator_data": data.hex(), "client_data": client.hex(), "signature": signature.hex()}


def said(kind: str, challenge: bytes, origin: str) -> bytes:
    coded = urlsafe_b64encode(challenge).rstrip(b"=").decode()
    return json.dumps({"type": kind, "challenge": coded, "origin": origin, "crossOrigin": False}).encode()


@pytest.mark.parametrize(
    "sent",
    [
        lambda token: token.register(challenge=b"d" * 32),
        lambda token: token.register(origin="https://desk.example.com"),
        lambda token: token.register(site="example.org"),
        lambda token: token.register(kind="webauthn.get"),
        lambda token: token.register(flags=0),
        lambda token: {**token.register(), "attestation": "00"},
        lambda token: {**token.register(), "attestation": "no hex"},
        lambda token: {**token.register(), "client_data": "7b"},
        lambda _: {},
    ],
)
def test_what_no_token_made_for_this_desk_is_refused(sent: Callable[[Token], dict[str, str]]) -> None:
    with pytest.raises(SignInRefused):
        register_token("Ana Ortu", sent(Token()), ASKED, ORIGIN)


def test_a_token_lets_a_session_sign_and_verify_knows_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    token, signer = Token(), OwnSigner.drawn()
    key = add_token(case, "Ana Ortu", token.register(), ASKED, ORIGIN)
    with pytest.raises(NotSigned):
        add_token(case, "Ana Ortu", Token().register(), ASKED, ORIGIN)
    begins = 1_900_000_000
    monkeypatch.setattr("time.time", lambda: float(begins))
    with case.reading() as record:
        asked = challenge_of(statement("Ana Ortu", signer.public, begins, record.acts.first_hash()))
    for wrong in (
        token.sign(challenge_of(b"another")), token.sign(asked, site="example.org"), token.sign(asked, flags=0),
        token.sign(asked, kind="webauthn.create"), Token().sign(asked), {**token.sign(asked), "signature": "00"}, {},
    ):  # fmt: skip
        with pytest.raises(SignInRefused):
            sign_by_token(case, "Ana Ortu", key.id, wrong, signer, begins)
    with pytest.raises(SignInRefused, match="too long"):
        sign_by_token(case, "Ana Ortu", key.id, token.sign(asked), signer, begins - LASTS)
    with pytest.raises(SignInRefused, match="no key of yours"):
        sign_by_token(case, "Bela Sorn", key.id, token.sign(asked), signer, begins)
    monkeypatch.undo()


def test_verify_reads_what_the_token_said_again(case: Case) -> None:
    import time

    token, signer = Token(), OwnSigner.drawn()
    key = add_token(case, "Ana Ortu", token.register(), ASKED, ORIGIN)
    begins = int(time.time())
    with case.reading() as record:
        asked = challenge_of(statement("Ana Ortu", signer.public, begins, record.acts.first_hash()))
    sign_by_token(case, "Ana Ortu", key.id, token.sign(asked), signer, begins)
    second = add_token(case.signed_by(signer), "Ana Ortu", Token().register(), ASKED, ORIGIN)
    found = verify_case(case, full=False)
    assert (found.faults, found.signed) == ((), 2)
    assert {one.id for one in keys_of(case, "Ana Ortu")} == {key.id, second.id}
    with case.copying() as record:
        record.connection.exec_driver_sql("UPDATE session_key SET begins = begins + 1, ends = ends + 1")
    assert "is not that of the key" in "\n".join(verify_case(case, full=False).faults)
