"""Asks an authority that was named for a timestamp of a release's manifest (RFC 3161), and checks what it answers before
keeping it.

The authority sees a hash, nothing else. Off unless asked for. What is checked: that the answer is of this hash and of this
question, and, with the authority's root certificate, that the authority made it; `openssl ts -verify` checks the same from
outside.
"""

from datetime import datetime
from hashlib import sha512
from typing import Any

from cenotaph.errors import CannotPublish, WrongUse

__all__ = ["ask_timestamp", "read_timestamp"]

SECONDS, MOST_BYTES = 30.0, 100_000


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as fault:
        raise WrongUse("timestamps need a library", remedy="pip install 'cenotaph[timestamp]'") from fault
    return rfc3161_client


def ask_timestamp(address: str, data: bytes, root: bytes | None = None) -> bytes:
    """The authority's answer (DER) for `data`; with `root`, its root certificate (PEM), the signature is verified too.

    Raises `CannotPublish` when there is none, or none that fits.
    """
    import httpx

    library = _library()
    request = library.TimestampRequestBuilder().data(data).hash_algorithm(library.HashAlgorithm.SHA512).nonce(nonce=True).build()
    try:
        answer = httpx.post(
            address,
            content=request.as_bytes(),
            headers={"content-type": "application/timestamp-query"},
            timeout=SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise CannotPublish("the authority of timestamps gave no answer", where=address) from fault
    given = answer.content[:MOST_BYTES]
    held = _decoded(given, data, address)
    if held.tst_info.nonce != request.nonce:
        raise CannotPublish("the timestamp answers another question", where=address)
    if root is not None:
        _verify(library, request, held, root, data, address)
    return given


def _verify(library: Any, request: Any, held: Any, root: bytes, data: bytes, address: str) -> None:
    from cryptography import x509

    try:
        verifier = (
            library.VerifierBuilder.from_request(request).add_root_certificate(x509.load_pem_x509_certificate(root)).build()
        )
        verifier.verify_message(held, data)
    except (ValueError, library.VerificationError) as fault:
        raise CannotPublish("the timestamp is not of this authority", where=address) from fault


def _decoded(given: bytes, data: bytes, where: str) -> Any:
    library = _library()
    try:
        held = library.decode_timestamp_response(given)
        fits = held.status == library.PKIStatus.GRANTED and held.tst_info.message_imprint.message == sha512(data).digest()
    except ValueError as fault:
        raise CannotPublish("the timestamp cannot be read", where=where) from fault
    if not fits:
        raise CannotPublish("the timestamp is of something else", where=where)
    return held


def read_timestamp(given: bytes, data: bytes) -> datetime:
    """When `data` was stamped, by a timestamp that fits it. Raises `CannotPublish` for one that does not."""
    when: datetime = _decoded(given, data, "release.json.tsr").tst_info.gen_time
    return when
