"""Checks a whole case against its own hashes and rules, and says every fault it finds. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from cenotaph.archive import Archive
from cenotaph.errors import IntegrityProblem
from cenotaph.ingest.datasets import dataset_count
from cenotaph.ledger import verify_chain
from cenotaph.model import Incident
from cenotaph.pipeline.import_release import RELEASE_RULE
from cenotaph.pipeline.refresh import compute_incidents
from cenotaph.pipeline.verify_lists import list_faults, victim_faults
from cenotaph.store import Case, ClaimStore, DocumentStore, IncidentStore, LedgerStore, ReplyStore, VictimListStore
from cenotaph.text import load_lexicon, read_count

__all__ = ["Verification", "verify_case"]


@dataclass(frozen=True, slots=True)
class Verification:
    """Faults (empty when the case is whole), what was looked at, and the last hash of the ledger."""

    faults: tuple[str, ...]
    documents: int
    claims: int
    records: int
    decisions: int
    unused_objects: int
    last_hash: str


def verify_case(case: Case) -> Verification:
    """Re-hash every archived object and stored text, re-read every count from its quotation, walk the chain of decisions,
    reconcile again to see that the incidents are what the claims give, and read the lists again to see that records and
    victims are what the files, the pairs and the decisions give.
    """
    with case.engine.connect() as connection:
        documents, claims = DocumentStore(connection), ClaimStore(connection)
        chain = LedgerStore(connection).all()
        hashes = documents.hashes()
        faults = [
            *_database_faults(connection),
            *_archive_faults(Archive(case.archive_root), hashes),
            *(f"document {found}: the stored text no longer matches its hash" for found in documents.altered_texts()),
            *_claim_faults(claims),
            *verify_chain(chain),
            *_incident_faults(case, connection),
            *list_faults(Archive(case.archive_root), connection),
            *victim_faults(connection),
        ]
        lists = VictimListStore(connection)
        used = {digest for _, digest in (*hashes, *lists.files())} | ReplyStore(connection).files()
        unused = len(set(Archive(case.archive_root).hashes()) - used)
        records = sum(lists.sizes().values())
        return Verification(
            tuple(faults), len(hashes), claims.count(), records, len(chain), unused, chain[-1].hash if chain else ""
        )


def _database_faults(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (answer,) in connection.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            yield f"database: {answer}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"database: a row of {row[0]} points at a row of {row[2]} that is not there"


def _archive_faults(archive: Archive, hashes: list[tuple[str, str]]) -> Iterator[str]:
    for document_id, digest in hashes:
        try:
            archive.get(digest, check=True)
        except IntegrityProblem as problem:
            yield f"document {document_id}: {problem.what} ({digest})"


def _claim_faults(claims: ClaimStore) -> Iterator[str]:
    for stated in claims.in_documents():
        claim = stated.claim
        if claim.names or claim.rules[:1] == (RELEASE_RULE,):
            continue  # a name is no number; of a release, its own signature says that the words are its
        if claim.is_row:
            if dataset_count(stated.victims_words) != claim.count:
                yield f"claim {claim.id}: “{stated.victims_words}” does not read as {claim.count}"
            continue
        read = read_count(stated.victims_words, load_lexicon(stated.language))
        singular = read is None and claim.count.low == claim.count.high == 1
        if not singular and (read is None or (read.low, read.high) != (claim.count.low, claim.count.high)):
            yield f"claim {claim.id}: “{stated.victims_words}” does not read as {claim.count}"


def _incident_faults(case: Case, connection: Connection) -> Iterator[str]:
    stored = {one.id: one for one in IncidentStore(connection).all()}
    computed = {one.id: one for one in compute_incidents(case, connection)}
    for incident_id in sorted(stored.keys() ^ computed.keys()):
        yield f"incident {incident_id}: the claims no longer give it, or it was never stored; run cenotaph add again"
    for incident_id in sorted(stored.keys() & computed.keys()):
        if _numbers(stored[incident_id]) != _numbers(computed[incident_id]):
            yield f"incident {incident_id}: the stored figures are not what its claims give; run cenotaph add again"


def _numbers(one: Incident) -> tuple[object, ...]:
    """What a case must give again: numbers and roles, not the wording of the reasons."""
    figures = sorted((f.harm, f.policy, str(f.low), str(f.best), str(f.high)) for f in one.figures)
    return figures, sorted((m.claim_id, m.role, m.origin) for m in one.members)
