"""What the decisions about protection, consent and disclosure add up to. The last word about a thing counts; revoked ones do
not.

Of consent it is the last word of each person: what one gives does not undo what another refused or took back. That ends when the
same person consents, or when the refusal is revoked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cenotaph.model import Decision, DecisionKind, Disclosure, revocations
from cenotaph.protect.words import Needles
from cenotaph.store import KeptWords, Record
from cenotaph.text import fold

__all__ = ["COUNTED", "REFUSED", "Protections", "protections_of", "stand_protections"]

COUNTED = (DecisionKind.PROTECT, DecisionKind.CONSENT, DecisionKind.DISCLOSE, DecisionKind.REVOKE)
REFUSED = ("withdrawn", "refused")


@dataclass(frozen=True, slots=True)
class Protections:
    """In force: `why` gives for a subject (a claim, document or record) the code of sensitivity; `consent` what was said by
    purpose; `disclosure` how much of a document is published; `named` claims whose speaker may be named; `words` what is kept
    out.
    """

    why: Mapping[str, str] = field(default_factory=dict)
    consent: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    disclosure: Mapping[str, Disclosure] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    words: Needles = field(default_factory=Needles)

    def publishes(self, subject: str) -> bool | None:
        """Whether consent to publish was given (True), refused or taken back (False), or never asked (None). Who refuses that
        something is kept refuses that it is published.
        """
        said = self.consent.get(subject, {})
        if said.get("store") in REFUSED or said.get("publish") in REFUSED:
            return False
        return True if said.get("publish") else None

    def holds_back(self, document_id: str) -> bool:
        """Whether not even the citation of a document is published."""
        return self.disclosed(document_id) == Disclosure.NOTHING

    def disclosed(self, document_id: str) -> Disclosure:
        """How much of a document is published."""
        if document_id in self.why or self.publishes(document_id) is False:
            return Disclosure.NOTHING
        return self.disclosure.get(document_id, Disclosure.QUOTATION)


def protections_of(record: Record) -> Protections:
    """What is in force in a case."""
    return stand_protections(record.ledger.of_kinds(COUNTED), record.protections.all())


def stand_protections(decisions: Iterable[Decision], kept: Iterable[KeptWords]) -> Protections:
    """Fold the ledger, oldest first; `kept` are the words behind the protections."""
    chain = list(decisions)
    revoked = revocations(chain)
    words = {one.id: one for one in kept}
    why: dict[str, str] = {}
    consent: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    disclosure: dict[str, Disclosure] = {}
    named: set[str] = set()
    phrases: list[str] = []
    for made in chain:
        if made.number in revoked:
            continue
        if made.kind == DecisionKind.PROTECT and made.subjects[0] in words:
            held = words[made.subjects[0]]
            phrases += held.words
            if held.subject:
                why[held.subject] = made.details["as"]
        elif made.kind == DecisionKind.CONSENT:
            for subject in made.subjects:
                whose = fold(" ".join(made.details.get("of", "").split()))
                consent[subject].update({(purpose, whose): said for purpose, said in made.details.items() if purpose != "of"})
        elif made.kind == DecisionKind.DISCLOSE:
            if made.details["as"] == "name":
                named.update(made.subjects)
            else:
                disclosure.update(dict.fromkeys(made.subjects, Disclosure(made.details["as"])))
    agreed = {subject: _agreed(said) for subject, said in consent.items()}
    return Protections(why, agreed, disclosure, frozenset(named), Needles.of_words(phrases))


def _agreed(said: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """By purpose what counts of what several people said: a refusal or a withdrawal before what was given."""
    counts: dict[str, str] = {}
    for (purpose, _), answer in said.items():
        if counts.get(purpose) not in REFUSED:
            counts[purpose] = answer
    return counts
