"""Checks a whole case against its own hashes and rules, and says every fault it finds. Changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from cenotaph.archive import Archive
from cenotaph.ingest.datasets import dataset_count
from cenotaph.ledger import verify_chain
from cenotaph.model import Decision, Incident
from cenotaph.steps.refresh import compute_incidents
from cenotaph.steps.verify_documents import compare_documents
from cenotaph.steps.verify_lists import list_faults, victim_faults
from cenotaph.store import Case, ClaimStore, DocumentStore, IncidentStore, LedgerStore, ProtectionStore, VictimListStore
from cenotaph.store.objects import used_objects
from cenotaph.text import load_lexicon, read_count

__all__ = ["Verification", "verify_case"]


@dataclass(frozen=True, slots=True)
class Verification:
    """Faults (empty when the case is whole), what was looked at, how many documents another version read, whose claims cannot be
    made again to be compared, and the last hash of the ledger.
    """

    faults: tuple[str, ...]
    documents: int
    claims: int
    records: int
    decisions: int
    unused_objects: int
    other_version: int
    last_hash: str


def verify_case(case: Case) -> Verification:
    """Re-hash every archived object and stored text, read the bytes again to see that texts and claims are what they give, walk
    the chain of decisions, reconcile again to see that the incidents are what the claims give, and read the lists again to see
    that records and victims are what the files, the pairs and the decisions give.
    """
    archive = Archive(case.archive_root)
    there = list(archive.hashes())  # before the record is read: what is added meanwhile is no fault
    with case.reading() as connection:
        documents, claims = DocumentStore(connection), ClaimStore(connection)
        chain = LedgerStore(connection).all()
        hashes = documents.hashes()
        compared = compare_documents(connection, archive, case.root)
        used = used_objects(connection)
        faults = [
            *_database_faults(connection),
            *(f"document {found}: the stored text no longer matches its hash" for found in documents.altered_texts()),
            *compared.faults,
            *_count_faults(claims, compared.not_read),
            *_missing_faults(there, connection, chain, used),
            *verify_chain(chain),
            *_incident_faults(case, connection),
            *list_faults(archive, connection),
            *victim_faults(connection),
        ]
        lists = VictimListStore(connection)
        unused = len(set(archive.waiting()) - used)
        records = sum(lists.sizes().values())
        return Verification(
            tuple(faults), len(hashes), claims.count(), records, len(chain), unused, len(compared.other_version),
            chain[-1].hash if chain else "",
        )  # fmt: skip


def _database_faults(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (answer,) in connection.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            yield f"database: {answer}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"database: a row of {row[0]} points at a row of {row[2]} that is not there"


def _missing_faults(objects: Sequence[str], connection: Connection, chain: Sequence[Decision], used: set[str]) -> Iterator[str]:
    """What was taken away: archived files that nothing in the record is made from, and what decisions are about."""
    for digest in objects:
        if digest not in used:
            yield f"archived object {digest}: nothing in the record is made from it; a document, a list or a reply was taken away"
    documents = {where for where, _ in DocumentStore(connection).hashes()}
    claims = {row.claim.id for row in ClaimStore(connection).rows()}
    words = {one.id for one in ProtectionStore(connection).all()}
    there = {"d": documents, "c": claims, "p": words}
    for made in chain:
        gone = [one for one in made.subjects if one not in there.get(one.partition("-")[0], {one})]
        if gone:
            more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
            yield f"decision {made.number}, {made.kind}: {gone[0]}{more}, which it is about, is not in the record"


def _count_faults(claims: ClaimStore, documents: set[str]) -> Iterator[str]:
    """Of documents whose claims were not made again: numbers that their words do not bear out."""
    for stated in claims.in_documents():
        claim = stated.claim
        if claim.names or stated.document_id not in documents:
            continue  # a name is no number
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
