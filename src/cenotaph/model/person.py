"""A person whom a document names as somebody who suffered a harm, with the words that say so. Read, not found out."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.model.codes import Harm
from cenotaph.model.identity import stable_id
from cenotaph.model.values import Span
from cenotaph.vocabulary import load_vocabulary

__all__ = ["FATES", "NAMED_IN_DOCUMENTS", "NamedInDocument", "NamedPerson", "PersonField", "listed_as"]

NAMED_IN_DOCUMENTS = "list-documents"  # the list on which a case keeps whom its documents name
FATES = (Harm.KILLED, Harm.MISSING, Harm.ABDUCTED, Harm.DETAINED, Harm.INJURED)  # of several the first is what became of somebody


@dataclass(frozen=True, slots=True)
class PersonField:
    """One thing that a document says of a person: the field (a code of `record_field`), its words, and what they come to."""

    field: str
    span: Span
    value: str

    def __post_init__(self) -> None:
        load_vocabulary("record_field").check(self.field)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Who is named, what became of them (`fate`, a code of harm), and what the document says of them.

    `names` are all places where the name stands, the fullest first, whose words are `name`. `claims` are those that name the
    person; where there is none, for a report may name the dead beside the sentences that tell of them, `counted_in` is the claim
    that counts the person, or empty. `confidence` is the probability, between 0 and 1, that the document names this person as
    somebody of this fate.
    """

    id: str
    name: str
    fate: str
    names: tuple[Span, ...]
    fields: tuple[PersonField, ...] = ()
    claims: tuple[str, ...] = ()
    counted_in: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.names:
            raise InvalidValue("a named person needs a name and the words that give it")
        load_vocabulary("harm").check(self.fate)
        if not 0 <= self.confidence <= 1:
            raise InvalidValue(f"{self.id}: confidence {self.confidence} is not between 0 and 1")

    def value(self, field: str) -> str:
        """What the document says under a field; empty where it says nothing."""
        return next((one.value for one in self.fields if one.field == field), "")


@dataclass(frozen=True, slots=True)
class NamedInDocument:
    """A person with the document that names them."""

    person: NamedPerson
    document_id: str


def listed_as(person_id: str) -> str:
    """The id of the record that a person is on the case's own list."""
    return stable_id("rec", NAMED_IN_DOCUMENTS, person_id)
