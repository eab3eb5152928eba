"""One unit of work over everything a case holds: the one place where stores are made.

`with case.reading() as record:` sees the record as it stood at one moment; `with case.writing() as record:` is all or nothing.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, text

from cenotaph.model import Decision, Standing, stand
from cenotaph.store.accounts import AccountStore
from cenotaph.store.acts import ActStore
from cenotaph.store.claims import ClaimStore
from cenotaph.store.desk_rows import DeskStore
from cenotaph.store.documents import DocumentStore
from cenotaph.store.fingerprints import FILE, all_units
from cenotaph.store.gazetteer import read_gazetteer
from cenotaph.store.incidents import IncidentStore
from cenotaph.store.jobs import JobStore
from cenotaph.store.ledger_rows import LedgerStore
from cenotaph.store.lists import VictimListStore
from cenotaph.store.people import PeopleStore
from cenotaph.store.protections import ProtectionStore
from cenotaph.store.queue import QueueStore
from cenotaph.store.replies import ReplyStore
from cenotaph.store.reviews import ReviewStore
from cenotaph.store.secrets import SecretStore
from cenotaph.store.signatures import SignatureStore
from cenotaph.store.stories import StoryStore
from cenotaph.store.text_marks import TextMarksStore
from cenotaph.store.victims import VictimStore
from cenotaph.store.watch import Watch
from cenotaph.text import Gazetteer

__all__ = ["Record"]


class Record:
    """The stores of a case over one connection, and what its decisions come to. `root` is the folder of the case."""

    def __init__(self, connection: Connection, root: Path, watch: Watch | None = None) -> None:
        self.connection = connection
        self.root = root
        self._watch = watch
        self._decided: tuple[int, list[Decision], Standing] = (0, [], Standing())

    @cached_property
    def marks(self) -> TextMarksStore:
        """What the documents' texts are known by."""
        return TextMarksStore(self.connection)

    @cached_property
    def stories(self) -> StoryStore:
        """What stories are found by, and how far the last reconciling went."""
        return StoryStore(self.connection)

    @cached_property
    def documents(self) -> DocumentStore:
        """Documents, their texts and readings."""
        return DocumentStore(self.connection)

    @cached_property
    def claims(self) -> ClaimStore:
        """Claims, as they were read."""
        return ClaimStore(self.connection)

    @cached_property
    def incidents(self) -> IncidentStore:
        """Incidents, as the last reconciling left them."""
        return IncidentStore(self.connection)

    @cached_property
    def ledger(self) -> LedgerStore:
        """Decisions, as they were made."""
        return LedgerStore(self.connection)

    @cached_property
    def lists(self) -> VictimListStore:
        """Lists of victims and their records."""
        return VictimListStore(self.connection)

    @cached_property
    def people(self) -> PeopleStore:
        """The people whom documents name."""
        return PeopleStore(self.connection)

    @cached_property
    def victims(self) -> VictimStore:
        """Victims, pairs of records, and the runs of linking."""
        return VictimStore(self.connection)

    @cached_property
    def reviews(self) -> ReviewStore:
        """How far claims have been read by people."""
        return ReviewStore(self.connection)

    @cached_property
    def queue(self) -> QueueStore:
        """What claims are found and sorted by at the desk."""
        return QueueStore(self.connection)

    @cached_property
    def protections(self) -> ProtectionStore:
        """Words that are kept out of every release."""
        return ProtectionStore(self.connection)

    @cached_property
    def secrets(self) -> SecretStore:
        """Secrets of the case, as that of its public ids."""
        return SecretStore(self.connection)

    @cached_property
    def jobs(self) -> JobStore:
        """What waits to be done at the desk."""
        return JobStore(self.connection)

    @cached_property
    def replies(self) -> ReplyStore:
        """What readers of the public record sent."""
        return ReplyStore(self.connection)

    @cached_property
    def accounts(self) -> AccountStore:
        """Who may sign in."""
        return AccountStore(self.connection)

    @cached_property
    def signatures(self) -> SignatureStore:
        """People's own keys, and the signatures on acts."""
        return SignatureStore(self.connection)

    @cached_property
    def desk(self) -> DeskStore:
        """Notes, drafts and assignments of the desk."""
        return DeskStore(self.connection)

    @cached_property
    def acts(self) -> ActStore:
        """The acts by which the record came to be what it is."""
        return ActStore(self.connection)

    def take_in(self, *names: str) -> None:
        """Note, as part of the act of this unit of work, the files or folders of these names beside the record as they are."""
        if self._watch is not None:
            for name in names:
                self._watch.take_in(name, self.acts.last_hash(FILE, name))

    def units(self) -> Iterator[tuple[str, str, str]]:
        """Kind, key and hash of everything that acts are about, as it stands."""
        return all_units(self.connection, self.root)

    @cached_property
    def places(self) -> Gazetteer:
        """The case's own list of places. Raises `UnreadableFile` when it is there and cannot be read."""
        return read_gazetteer(self.root)

    @property
    def decisions(self) -> list[Decision]:
        """Every decision in order, those made in this unit of work included."""
        return self._decided_now()[1]

    @property
    def standing(self) -> Standing:
        """What the decisions come to, those made in this unit of work included."""
        return self._decided_now()[2]

    def _decided_now(self) -> tuple[int, list[Decision], Standing]:
        head = self.ledger.head()
        if head != self._decided[0]:
            chain = self.ledger.all()
            self._decided = (head, chain, stand(chain))
        return self._decided

    def used_objects(self) -> set[str]:
        """The hashes of all archived objects that the record knows of: files of documents, of lists, and of replies."""
        documents = {digest for _, digest in self.documents.hashes()}
        return documents | {digest for _, digest in self.lists.files()} | self.replies.files()

    def database_faults(self) -> Iterator[str]:
        """What the database itself finds wrong with its pages and its references; PostgreSQL watches over them all the time."""
        if self.connection.dialect.name != "sqlite":
            return
        for (answer,) in self.connection.execute(text("PRAGMA integrity_check")):
            if answer != "ok":
                yield f"database: {answer}"
        for row in self.connection.execute(text("PRAGMA foreign_key_check")):
            yield f"database: a row of {row[0]} points at a row of {row[2]} that is not there"
