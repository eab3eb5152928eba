"""Takes in a reply of the public: checks it, counts it against a limit, keeps it apart from the record, gives a ticket.

Nothing about the sender is kept that was not typed into the form. The limit is counted under a hash of the address whose salt
is in memory only and changes every day, so that no file of this machine tells who wrote.
"""

import hashlib
import secrets
import time
from contextlib import nullcontext
from datetime import UTC, datetime

from cenotaph.errors import InvalidValue
from cenotaph.model import stable_id
from cenotaph.store import Case, Reply

__all__ = ["KINDS", "Intake", "ticket_hash"]

KINDS = ("correction", "name", "document", "other")
LONGEST = {"about": 300, "words": 8_000, "contact": 300}
MOST_FILE_BYTES = 10_000_000
AN_HOUR, A_DAY = 3_600, 86_400
EACH_AN_HOUR, ALL_A_DAY = 5, 500
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Intake:
    """Over one case, for as long as it is served."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._salts: dict[int, bytes] = {}

    def take(self, form: dict[str, str], file_name: str, data: bytes, address: str) -> str:
        """Keep a reply; the ticket. Raises `InvalidValue` with words for the sender."""
        fields = {name: form.get(name, "").strip() for name in LONGEST}
        kind = form.get("kind", "")
        if kind not in KINDS:
            raise InvalidValue("say what you are sending")
        for name, longest in LONGEST.items():
            if len(fields[name]) > longest:
                raise InvalidValue("this is too long; send it in parts, or as a file")
        if not fields["words"] and not data:
            raise InvalidValue("write something, or choose a file")
        if len(data) > MOST_FILE_BYTES:
            raise InvalidValue("a file has 10 MB at most; write to us how to send it")
        ticket = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(5))
        self._count(address)
        archive = self._case.archive
        with archive.adding(data) if data else nullcontext("") as digest:
            self._keep(ticket, kind, fields, file_name, digest)
        return ticket

    def _keep(self, ticket: str, kind: str, fields: dict[str, str], file_name: str, digest: str) -> None:
        reply = Reply(
            id=stable_id("r", ticket), ticket_sha256=ticket_hash(ticket), kind=kind, about=fields["about"], words=fields["words"],
            contact=fields["contact"], file_name=file_name[-120:] if digest else "", file_sha256=digest,
            received_on=datetime.now(UTC).date().isoformat(),
        )  # fmt: skip
        with self._case.writing() as record:
            record.replies.add(reply)

    def _count(self, address: str) -> None:
        now = int(time.time())
        who = [self._nameless(address, now), "all"]
        with self._case.writing() as record:
            store = record.replies
            (by_address,) = store.count_since(who[:1], now - AN_HOUR)
            (by_all,) = store.count_since(who[1:], now - A_DAY)
            if by_address >= EACH_AN_HOUR or by_all >= ALL_A_DAY:
                raise InvalidValue("too much was sent in a short time; nothing was kept of this. Try again later, or write to us")
            store.count(who, now, A_DAY)

    def _nameless(self, address: str, now: int) -> str:
        day = now // A_DAY
        if day not in self._salts:
            self._salts = {day: secrets.token_bytes(32)}
        return hashlib.sha256(self._salts[day] + address.encode()).hexdigest()


def ticket_hash(ticket: str) -> str:
    """What is kept of a ticket; blanks and case do not matter."""
    return hashlib.sha256("".join(ticket.upper().split()).encode()).hexdigest()
