"""Tables, migrations and repositories: the one place that speaks SQL."""

from cenotaph.store.accounts import Account, AccountStore
from cenotaph.store.case import Case, create_case, find_case, open_case, without_password
from cenotaph.store.claims import ClaimRow, ClaimStore
from cenotaph.store.copy_record import copy_record
from cenotaph.store.database import connect, storage_errors, upgrade, writing
from cenotaph.store.desk_rows import DeskStore, Note
from cenotaph.store.documents import DocumentStore
from cenotaph.store.incidents import IncidentStore
from cenotaph.store.jobs import Job, JobStore
from cenotaph.store.ledger_rows import LedgerStore
from cenotaph.store.lists import Loaded, VictimListStore
from cenotaph.store.protections import KeptWords, ProtectionStore
from cenotaph.store.replies import REPLY_STATES, Reply, ReplyStore
from cenotaph.store.reviews import ReviewStore
from cenotaph.store.secrets import SecretStore
from cenotaph.store.victims import LinkRun, RecordPair, VictimStore

__all__ = [
    "REPLY_STATES",
    "Account",
    "AccountStore",
    "Case",
    "ClaimRow",
    "ClaimStore",
    "DeskStore",
    "DocumentStore",
    "IncidentStore",
    "Job",
    "JobStore",
    "KeptWords",
    "LedgerStore",
    "LinkRun",
    "Loaded",
    "Note",
    "ProtectionStore",
    "RecordPair",
    "Reply",
    "ReplyStore",
    "ReviewStore",
    "SecretStore",
    "VictimListStore",
    "VictimStore",
    "connect",
    "copy_record",
    "create_case",
    "find_case",
    "open_case",
    "storage_errors",
    "upgrade",
    "without_password",
    "writing",
]
