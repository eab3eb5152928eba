"""What the forms offer that say what may be published of a person or a document."""

from cenotaph.ledger import CONSENT_ANSWERS
from cenotaph.vocabulary import load_vocabulary

__all__ = ["publishing_choices"]


def publishing_choices() -> dict[str, object]:
    """What the forms offer."""
    return {
        "sensitivities": [(term.code, term.label) for term in load_vocabulary("sensitivity")],
        "disclosures": [(term.code, term.label) for term in load_vocabulary("disclosure")],
        "purposes": [(term.code, term.label) for term in load_vocabulary("consent_purpose")],
        "answers": CONSENT_ANSWERS,
    }
