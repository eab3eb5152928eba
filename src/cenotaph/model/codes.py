"""The states, roles and kinds that the program decides by, as types, so that a misspelt one is found before it runs.

A code is its own text: it is stored, published and compared as the string it is. Codes that are only shown or checked, such as
groups or grades, stand in `vocabulary/` alone; where a code stands in both, a test holds the two together.
"""

from enum import StrEnum
from typing import NoReturn

from cenotaph.errors import InvalidValue

__all__ = [
    "AddState",
    "ClaimScope",
    "ClaimStatus",
    "Code",
    "DecisionKind",
    "DeskRole",
    "Disclosure",
    "Harm",
    "JobKind",
    "JobState",
    "PairState",
    "ReplyState",
    "ReviewState",
    "Role",
]


class Code(StrEnum):
    """A code that is its own text. Made from a text that is none of them, it raises `InvalidValue` with those there are."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise InvalidValue(f"{value!r} is no {cls.__name__}; there are: {', '.join(cls)}")


class Harm(Code):
    """The harms that rules of the program speak of. Which harms there are is the vocabulary's to say: a new one needs no line
    here.
    """

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    TORTURED = "tortured"
    DISPLACED = "displaced"
    SEXUAL_VIOLENCE = "sexual_violence"


class ClaimStatus(Code):
    """What the speaker does with what is claimed."""

    ASSERTED = "asserted"
    DENIED = "denied"
    FEARED = "feared"


class ClaimScope(Code):
    """Whether a number is of one event, or a total over a period or several places."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"


class Role(Code):
    """What a claim is in an incident: `TOTAL` counts, `REPEAT` is the same origin's same number again, `SUPERSEDED` was followed
    by another number of that origin, `PART` is of a larger number, `CUMULATIVE` a total over a period, `EXCLUDED` denied, feared
    or rejected, `UNSURE` read with less certainty than others of the incident, and not yet accepted.
    """

    TOTAL = "total"
    REPEAT = "repeat"
    SUPERSEDED = "superseded"
    PART = "part"
    CUMULATIVE = "cumulative"
    EXCLUDED = "excluded"
    UNSURE = "unsure"


class ReviewState(Code):
    """How far people have read a claim."""

    OPEN = "open"
    ONE_READER = "one-reader"
    APPROVED = "approved"
    REJECTED = "rejected"
    DISPUTED = "disputed"


class PairState(Code):
    """What became of two records that were compared: joined, or kept apart, and what for."""

    JOINED = "joined"
    POSSIBLE = "possible"
    JUDGED = "judged"
    ONE_A_LIST = "one-a-list"
    OTHERS_DISAGREE = "others-disagree"
    APART = "apart"


class DecisionKind(Code):
    """What a person decides; see the vocabulary of this name."""

    ACCEPT = "accept"
    REJECT = "reject"
    ADD = "add"
    EDIT = "edit"
    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"
    DISTINCT = "distinct"
    GRADE = "grade"
    REVOKE = "revoke"
    SAME_VICTIM = "same_victim"
    DIFFERENT_VICTIM = "different_victim"
    PERSON = "person"
    PROTECT = "protect"
    ERASE = "erase"
    CONSENT = "consent"
    DISCLOSE = "disclose"


class Disclosure(Code):
    """How much of a source is published."""

    QUOTATION = "quotation"
    FULL = "full"
    CITATION = "citation"
    NOTHING = "nothing"


class DeskRole(Code):
    """What an account may do at the desk; each may do what those before it may."""

    READER = "reader"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    def may(self, other: "DeskRole") -> bool:
        """Whether this role is the other, or one above it."""
        order = list(DeskRole)
        return order.index(self) >= order.index(other)


class JobKind(Code):
    """A long job of the desk: what it does is in `cenotaph.web.job_acts`."""

    ADD = "add"
    RECONCILE = "reconcile"
    PLACE = "place"
    LOAD = "load"
    LINK = "link"
    ESTIMATE = "estimate"
    RELEASE = "release"
    PUBLISH = "publish"
    IMPORT = "import"
    VERIFY = "verify"
    BACKUP = "backup"


class JobState(Code):
    """Where a job of the desk is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ReplyState(Code):
    """What became of a reply that the public sent."""

    NEW = "new"
    IN_HAND = "in hand"
    TAKEN_IN = "taken in"
    DECLINED = "declined"
    DONE = "done"


class AddState(Code):
    """What became of a file that was added."""

    ADDED = "added"
    KNOWN = "known"
    FAILED = "failed"
