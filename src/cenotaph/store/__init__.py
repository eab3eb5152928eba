"""Tables, migrations and repositories: the one place that speaks SQL."""

from cenotaph.store.case import Case, create_case, find_case, open_case
from cenotaph.store.claims import ClaimRow, ClaimStore
from cenotaph.store.database import connect, storage_errors, upgrade
from cenotaph.store.documents import DocumentStore
from cenotaph.store.incidents import IncidentStore
from cenotaph.store.ledger_rows import LedgerStore

__all__ = [
    "Case",
    "ClaimRow",
    "ClaimStore",
    "DocumentStore",
    "IncidentStore",
    "LedgerStore",
    "connect",
    "create_case",
    "find_case",
    "open_case",
    "storage_errors",
    "upgrade",
]
