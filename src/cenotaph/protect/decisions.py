"""Records that something is kept out of the public record, and forgets words that nothing holds any more."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cenotaph.errors import DecisionRefused
from cenotaph.ledger import record_decision
from cenotaph.model import Decision, DecisionKind, chance_id, revocations
from cenotaph.protect.words import Needles
from cenotaph.store import KeptWords, Record
from cenotaph.vocabulary import load_vocabulary

__all__ = ["erase_words", "protect"]


def protect(
    record: Record,
    sensitivity: str,
    subject: str,
    words: Sequence[str],
    *,
    decided_by: str,
    decided_at: datetime,
    why: str,
) -> Decision:
    """Keep `words` (names, a place: each form that might be published), and the name of the `subject`, out of every release.

    The ledger gets an id of the words that is made by chance: one made of them would bear out a guess also after they were
    erased. Raises `DecisionRefused` when neither words nor a subject are given.
    """
    load_vocabulary("sensitivity").check(sensitivity)
    phrases = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in words if phrase.strip()))
    if not phrases and not subject:
        raise DecisionRefused("give the words to keep out, or whom or what they are about")
    store = record.protections
    kept = _again(record, sensitivity, subject, phrases) or KeptWords(chance_id("p"), subject, phrases)
    store.put(kept)
    return record_decision(
        record,
        DecisionKind.PROTECT,
        [kept.id],
        decided_by=decided_by,
        decided_at=decided_at,
        why=why,
        details={"as": sensitivity},
    )


def _again(record: Record, sensitivity: str, subject: str, phrases: tuple[str, ...]) -> KeptWords | None:
    """The same words about the same thing for the same reason, where they are kept already."""
    said = {made.subjects[0] for made in record.ledger.of_kinds((DecisionKind.PROTECT,)) if made.details["as"] == sensitivity}
    held = (one for one in record.protections.all() if one.id in said)
    return next((one for one in held if (one.subject, one.words) == (subject, phrases)), None)


def erase_words(record: Record, number: int, *, decided_by: str, decided_at: datetime, why: str) -> Decision:
    """Forget the words of a decision to protect; that it was made, and about whom or what, stays in the ledger.

    Raises `DecisionRefused` when there is no such decision, or when it stands and a document or a list of the case still holds
    the words: without them the next release would publish them.
    """
    chain = record.ledger.of_kinds((DecisionKind.PROTECT, DecisionKind.REVOKE))
    made = next((one for one in chain if one.kind == DecisionKind.PROTECT and one.number == number), None)
    kept = next((one for one in record.protections.all() if made and one.id == made.subjects[0]), None)
    if made is None or kept is None:
        raise DecisionRefused("there is no such decision to protect", where=str(number))
    needles = Needles.of_words(kept.words)
    if number not in revocations(chain) and any(needles.holds(text) for text in _all_words(record)):
        raise DecisionRefused(
            "the case still holds the words, and without them the next release could publish them",
            remedy="take the decision back first, if they may be published",
        )
    record.protections.put(KeptWords(kept.id, kept.subject, ()))
    return record_decision(record, DecisionKind.ERASE, [kept.id], decided_by=decided_by, decided_at=decided_at, why=why)


def _all_words(record: Record) -> Iterator[str]:
    """All that a release could take words from."""
    documents = record.documents
    for row in documents.rows():
        yield "\n".join(str(row[name] or "") for name in ("name", "title", "author", "publisher", "url"))
        yield from documents.texts([row["id"]]).values()
    for entry in record.lists.records():
        yield "\n".join((*entry.values.values(), *entry.given.values()))
