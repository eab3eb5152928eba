"""Checks a whole case against its own hashes and rules, step by step, and says every fault it finds. Changes nothing."""

from dataclasses import dataclass

from cenotaph.archive import Archive
from cenotaph.steps.steps import STEPS
from cenotaph.steps.verify_documents import Checking
from cenotaph.store import Case

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
    """Check the results of every step: re-hash every archived object and stored text, read the bytes again to see that texts and
    claims are what they give, walk the chain of decisions, work reviews and incidents out again, and read the lists again to see
    that records and victims are what the files, the pairs and the decisions give.
    """
    archive = Archive(case.archive_root)
    there = list(archive.hashes())
    with case.reading() as record:
        checking = Checking(record, archive, there)
        faults = tuple(fault for step in STEPS for fault in step.faults(checking))
        chain = record.decisions
        return Verification(
            faults=faults,
            documents=len(record.documents.hashes()),
            claims=record.claims.count(),
            records=sum(record.lists.sizes().values()),
            decisions=len(chain),
            unused_objects=len(set(archive.waiting()) - checking.used),
            other_version=len(checking.compared.other_version),
            last_hash=chain[-1].hash if chain else "",
        )
