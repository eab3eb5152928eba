"""What the public sent: corrections, names, documents. It lies apart from the record until somebody at the desk takes it in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from cenotaph.model import ReplyState
from cenotaph.store.tables import metadata

__all__ = ["Reply", "ReplyStore"]

reply = metadata.tables["reply"]
counted = metadata.tables["reply_count"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `contact` is what the sender gave, if anything; `file_sha256` is that of a file in the archive, "" for none; the
    sender sees `state` and `answer` with the ticket, of which only the hash is kept.
    """

    id: str
    ticket_sha256: str
    kind: str
    about: str
    words: str
    contact: str
    file_name: str
    file_sha256: str
    received_on: str
    state: ReplyState = ReplyState.NEW
    answer: str = ""
    document_id: str = ""


class ReplyStore:
    """Replies over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, given: Reply) -> None:
        """Keep a reply."""
        self._connection.execute(insert(reply), {name: getattr(given, name) for name in Reply.__slots__})

    def all(self, limit: int = 200) -> list[Reply]:
        """The replies that wait first, then the others, the latest of each first."""
        order = (reply.c.state != ReplyState.NEW, reply.c.received_on.desc(), reply.c.id)
        return [Reply(**row) for row in self._connection.execute(select(reply).order_by(*order).limit(limit)).mappings()]

    def get(self, reply_id: str) -> Reply | None:
        """One reply."""
        row = self._connection.execute(select(reply).where(reply.c.id == reply_id)).mappings().first()
        return Reply(**row) if row else None

    def of_ticket(self, ticket_sha256: str) -> Reply | None:
        """The reply of a ticket."""
        row = self._connection.execute(select(reply).where(reply.c.ticket_sha256 == ticket_sha256)).mappings().first()
        return Reply(**row) if row else None

    def files(self) -> set[str]:
        """The hashes of all files that were sent."""
        return set(self._connection.execute(select(reply.c.file_sha256)).scalars()) - {""}

    def waiting(self) -> int:
        """How many nobody has looked at."""
        return int(self._connection.execute(select(func.count()).where(reply.c.state == ReplyState.NEW)).scalar() or 0)

    def change(
        self, held: Reply, *, state: ReplyState | None = None, answer: str | None = None, document_id: str | None = None
    ) -> None:
        """Put another state, answer or document to a reply."""
        said = {"state": state, "answer": answer, "document_id": document_id}
        given = {name: value for name, value in said.items() if value is not None}
        self._connection.execute(update(reply).where(reply.c.id == held.id).values(**given))

    def count_since(self, who: Sequence[str], since: int) -> list[int]:
        """How many replies each of these sent since then."""
        query = select(func.count()).select_from(counted).where(counted.c.at >= since)
        return [int(self._connection.execute(query.where(counted.c.who == one)).scalar() or 0) for one in who]

    def count(self, who: Sequence[str], now: int, keep: int) -> None:
        """Count one more of each, and forget those older than `keep` seconds."""
        self._connection.execute(delete(counted).where(counted.c.at < now - keep))
        self._connection.execute(insert(counted), [{"who": one, "at": now} for one in who])
