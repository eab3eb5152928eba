"""Keys that a token or a telephone keeps (WebAuthn, W3C Level 2): what the browser sends of one, checked.

The token signs its own words and the hash of the browser's, of which a challenge is a part; the challenge is the hash of what the
person is asked to say. No maker of tokens is asked whether a token is genuine: it is the person's, who brought it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from cenotaph.errors import SignInRefused
from cenotaph.ledger.own_keys import HARDWARE, OwnSigner, key_id, put_session, statement
from cenotaph.store import PersonKey, Record, SessionKey

if TYPE_CHECKING:
    from fido2.webauthn import CollectedClientData

__all__ = ["ALGORITHMS", "begin_with_token", "challenge_of", "fits_token", "register_token"]

ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256 and RS256 (RFC 8152, RFC 8812), the best first
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)  # of fido2, for bytes that no token made


def challenge_of(said: bytes) -> bytes:
    """What a token is given to sign for words."""
    return sha256(said).digest()


def register_token(name: str, sent: Mapping[str, str], challenge: bytes, origin: str) -> PersonKey:
    """The key of a token, from what the browser `sent` in hexadecimal: `attestation` and `client_data`. `origin` is the desk's
    address, such as https://desk.example.

    Raises `SignInRefused` for what was not made for this desk and this challenge.
    """
    from fido2 import cbor
    from fido2.webauthn import AttestationObject

    client = _client_data(sent.get("client_data", ""), "webauthn.create", challenge)
    try:
        data = AttestationObject(bytes.fromhex(sent["attestation"])).auth_data
        credential = data.credential_data
        site = urlsplit(origin).hostname or ""
        whole = credential is not None and data.is_user_present() and data.rp_id_hash == sha256(site.encode()).digest()
    except UNREADABLE as fault:
        raise SignInRefused("the browser sent nothing that a token made") from fault
    if credential is None or not whole or client.origin != origin or credential.public_key.ALGORITHM not in ALGORITHMS:
        raise SignInRefused("the token answered another site, or with a kind of key that is not taken here")
    public = cbor.encode(dict(credential.public_key)).hex()
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    sealed = {"credential": credential.credential_id.hex(), "site": site}
    return PersonKey(key_id(public), name, HARDWARE, public, sealed, now)


def begin_with_token(record: Record, key: PersonKey, sent: Mapping[str, str], signer: OwnSigner, begins: int) -> SessionKey:
    """Let `signer` sign for the owner of a token from `begins` on; `sent` holds `authenticator_data`, `client_data` and
    `signature` in hexadecimal. Raises `SignInRefused` when they are not the token's word for it.
    """
    proof = {part: sent.get(part, "") for part in ("authenticator_data", "client_data", "signature")}
    if not fits_token(key, proof, statement(key.name, signer.public, begins, record.acts.first_hash())):
        raise SignInRefused("this is not the signature of that token")
    return put_session(record, key, signer, begins, proof)


def fits_token(key: PersonKey, proof: Mapping[str, str], said: bytes) -> bool:
    """Whether a proof is the token's signature on words, made when somebody touched it."""
    from cryptography.exceptions import InvalidSignature
    from fido2 import cbor
    from fido2.cose import CoseKey
    from fido2.webauthn import AuthenticatorData

    try:
        client = _client_data(proof["client_data"], "webauthn.get", challenge_of(said))
        data = AuthenticatorData(bytes.fromhex(proof["authenticator_data"]))
        if not data.is_user_present() or data.rp_id_hash != sha256(key.sealed["site"].encode()).digest():
            return False
        public = CoseKey.parse(cast(Mapping[int, Any], cbor.decode(bytes.fromhex(key.public))))
        public.verify(bytes(data) + client.hash, bytes.fromhex(proof["signature"]))
    except (InvalidSignature, SignInRefused, NotImplementedError, *UNREADABLE):
        return False
    return True


def _client_data(sent: str, kind: str, challenge: bytes) -> "CollectedClientData":
    """The words of the browser. Raises `SignInRefused` for those of something else."""
    from fido2.webauthn import CollectedClientData

    try:
        client = CollectedClientData(bytes.fromhex(sent))
    except UNREADABLE as fault:
        raise SignInRefused("the browser sent nothing that a token made") from fault
    if client.type != kind or client.challenge != challenge:
        raise SignInRefused("the token answered another question; open the page again")
    return client
