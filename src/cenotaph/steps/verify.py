"""Checks a case against its own hashes and rules, and says every fault it finds. Changes nothing.

Quickly: that every row, file and archived byte is as the acts of the record left it. In `full`: also that it is right, by reading
the archived bytes again and working everything out anew, step by step.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cenotaph.archive import Archive
from cenotaph.errors import IntegrityProblem
from cenotaph.ledger import head_words, verify_chain
from cenotaph.steps.steps import STEPS
from cenotaph.steps.verify_acts import History
from cenotaph.steps.verify_documents import Checking, document_faults
from cenotaph.store import Act, Case, Record

__all__ = ["Verification", "verify_case"]


@dataclass(frozen=True, slots=True)
class Verification:
    """Faults (empty when the case is whole), what was looked at, how many documents another version read, whose claims cannot be
    made again to be compared, how many were not read again, since they are as they were at a head that was kept, the last hash of
    the ledger, the head of the record in words, the acts since the head that was kept, and how many acts people signed with their
    own keys.
    """

    faults: tuple[str, ...]
    documents: int
    claims: int
    records: int
    decisions: int
    unused_objects: int
    other_version: int
    as_before: int
    last_hash: str
    head: str
    later: tuple[Act, ...]
    signed: int


def verify_case(case: Case, *, full: bool = True, since: str = "") -> Verification:
    """Check a case. `since` is a head, ten words, that an earlier check in full ended with: what no act touched since is then not
    read again.

    Always: walk the chains of acts and of decisions, and hash every row that somebody gave, every file beside the record and
    every archived object. In full: read the bytes again to see that texts, claims and lists are what they give, and work reviews,
    incidents, victims and all that things are found by out again. Raises `WrongUse` for a head that is no ten words.
    """
    archive = case.archive
    there = list(archive.hashes())
    with case.reading() as record:
        history = History(record, since)
        checking = Checking(record, archive, there, history.is_untouched)
        faults = [*history.faults, *history.unit_faults()]
        steps = (step.faults(checking) for step in STEPS) if full else _quick_faults(checking)
        faults += [fault for found in steps for fault in found]
        faults += _object_faults(record, archive)
        chain = record.decisions
        return Verification(
            faults=tuple(dict.fromkeys(faults)),
            documents=record.documents.count(),
            claims=record.claims.count(),
            records=sum(record.lists.sizes().values()),
            decisions=len(chain),
            unused_objects=len(set(archive.waiting()) - checking.used),
            other_version=len(checking.compared.other_version) if full else 0,
            as_before=len(checking.compared.as_before) if full else 0,
            last_hash=chain[-1].hash if chain else "",
            head=head_words(history.head) if history.head else "",
            later=tuple(history.later),
            signed=history.signed,
        )


def _quick_faults(checking: Checking) -> Iterator[Iterator[str]]:
    yield document_faults(checking)
    yield iter(verify_chain(checking.record.decisions))


def _object_faults(record: Record, archive: Archive) -> Iterator[str]:
    for digest in sorted(record.used_objects()):
        try:
            archive.get(digest, check=True)
        except IntegrityProblem as problem:
            yield f"archived object {digest}: {problem.what}"
