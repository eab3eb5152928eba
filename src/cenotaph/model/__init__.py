"""Frozen types, valid on construction. No input or output, no knowledge of any step."""

from cenotaph.model.age_range import age_bounds, write_age
from cenotaph.model.claim import (
    BEST_RULE,
    DATASET_RULE,
    TABLE_ROW_RULE,
    Characterisation,
    Claim,
    DatedAs,
    NamedVictim,
    PerpetratorAs,
    PlacedAs,
)
from cenotaph.model.codes import (
    AddState,
    ClaimScope,
    ClaimStatus,
    Code,
    DecisionKind,
    DeskRole,
    Disclosure,
    Harm,
    JobKind,
    JobState,
    PairState,
    ReplyState,
    ReviewState,
    Role,
)
from cenotaph.model.context import ClaimInDocument
from cenotaph.model.decision import Decision
from cenotaph.model.document import Document
from cenotaph.model.grouping import Grouping, KeptId
from cenotaph.model.identity import chance_id, keyed_id, stable_id, text_digest
from cenotaph.model.incident import Figure, Grade, Incident, Member, NearIncident, PartsCheck
from cenotaph.model.mending import EDITABLE, apply_edit, fields_of_claim, say_name, say_words, words_of_edit
from cenotaph.model.packed import pack, word_number
from cenotaph.model.person import FATES, NAMED_IN_DOCUMENTS, NamedInDocument, NamedPerson, PersonField, listed_as
from cenotaph.model.person_decided import MENDABLE, NAMED, NOBODY, people_as_decided
from cenotaph.model.public import (
    PublicClaim,
    PublicDecision,
    PublicEstimate,
    PublicFigure,
    PublicGrade,
    PublicIncident,
    PublicList,
    PublicPerson,
    PublicPlace,
    PublicRecord,
    PublicSource,
)
from cenotaph.model.reading import Mention, Reading, Refusal
from cenotaph.model.reason import Reason, Value
from cenotaph.model.responsibility import Responsibility
from cenotaph.model.source import Source
from cenotaph.model.standing import Standing, revocations, stand
from cenotaph.model.story_keys import StoryKeys
from cenotaph.model.text_marks import TextMarks
from cenotaph.model.values import KM_A_DEGREE, CountRange, DateInterval, PlaceRef, Position, Span
from cenotaph.model.victim import RELATIVES, Victim, VictimList, VictimRecord
from cenotaph.model.wording import Cited, group_digits, word_count, word_reason

__all__ = [
    "age_bounds",
    "write_age",
    "group_digits",
    "MENDABLE",
    "NAMED",
    "NAMED_IN_DOCUMENTS",
    "NOBODY",
    "people_as_decided",
    "FATES",
    "listed_as",
    "NamedInDocument",
    "NamedPerson",
    "PersonField",
    "AddState",
    "Cited",
    "NearIncident",
    "PublicFigure",
    "PublicGrade",
    "Reason",
    "Value",
    "word_count",
    "word_reason",
    "DeskRole",
    "JobKind",
    "JobState",
    "ReplyState",
    "ClaimScope",
    "ClaimStatus",
    "Code",
    "DecisionKind",
    "Disclosure",
    "Harm",
    "PairState",
    "RELATIVES",
    "ReviewState",
    "Role",
    "EDITABLE",
    "Grouping",
    "KeptId",
    "Standing",
    "apply_edit",
    "fields_of_claim",
    "say_name",
    "say_words",
    "words_of_edit",
    "revocations",
    "StoryKeys",
    "TextMarks",
    "pack",
    "word_number",
    "stand",
    "BEST_RULE",
    "DATASET_RULE",
    "TABLE_ROW_RULE",
    "KM_A_DEGREE",
    "Characterisation",
    "Claim",
    "ClaimInDocument",
    "CountRange",
    "DateInterval",
    "DatedAs",
    "Decision",
    "Document",
    "Figure",
    "Grade",
    "Incident",
    "Member",
    "NamedVictim",
    "PartsCheck",
    "PerpetratorAs",
    "PlaceRef",
    "PlacedAs",
    "Position",
    "PublicClaim",
    "PublicDecision",
    "PublicEstimate",
    "PublicIncident",
    "PublicList",
    "PublicPerson",
    "PublicPlace",
    "PublicRecord",
    "PublicSource",
    "Mention",
    "Reading",
    "Refusal",
    "Responsibility",
    "Source",
    "Span",
    "Victim",
    "VictimList",
    "VictimRecord",
    "chance_id",
    "keyed_id",
    "stable_id",
    "text_digest",
]
