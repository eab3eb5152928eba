"""Tables, migrations and repositories: the one place that speaks SQL."""

from cenotaph.store.accounts import Account
from cenotaph.store.acts import FIRST_HASH, Act, Change
from cenotaph.store.case import Case, create_case, find_case, open_case, without_password
from cenotaph.store.claims import ClaimRow
from cenotaph.store.copy_record import copy_record
from cenotaph.store.database import connect, storage_errors, upgrade, writing
from cenotaph.store.desk_rows import Note
from cenotaph.store.fingerprints import FILES
from cenotaph.store.gazetteer import PLACES
from cenotaph.store.jobs import Job
from cenotaph.store.lists import Loaded
from cenotaph.store.lock import Keys, Lock
from cenotaph.store.marker import Marker, read_marker, write_marker
from cenotaph.store.memory_only import forget, held_key, hold_key, swaps_to_disk
from cenotaph.store.paging import Turn
from cenotaph.store.protections import KeptWords
from cenotaph.store.queue import FACETS, MOST_COUNTED, ClaimFilter
from cenotaph.store.record import Record
from cenotaph.store.replies import Reply
from cenotaph.store.signatures import SIGNED, PersonKey, SessionKey, Signer, levelled, standing_session
from cenotaph.store.stories import Reconciled
from cenotaph.store.victims import LinkRun, RecordPair

__all__ = [
    "FACETS",
    "FILES",
    "FIRST_HASH",
    "Account",
    "Act",
    "Case",
    "Change",
    "MOST_COUNTED",
    "ClaimFilter",
    "Turn",
    "ClaimRow",
    "Job",
    "KeptWords",
    "Keys",
    "LinkRun",
    "Loaded",
    "Lock",
    "Marker",
    "Note",
    "PLACES",
    "PersonKey",
    "Reconciled",
    "Record",
    "RecordPair",
    "Reply",
    "SIGNED",
    "SessionKey",
    "Signer",
    "connect",
    "copy_record",
    "create_case",
    "find_case",
    "forget",
    "held_key",
    "hold_key",
    "levelled",
    "open_case",
    "read_marker",
    "standing_session",
    "storage_errors",
    "swaps_to_disk",
    "upgrade",
    "without_password",
    "write_marker",
    "writing",
]
