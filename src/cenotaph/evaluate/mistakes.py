"""What went wrong, in kinds that can be counted and looked at one by one. Quotes nothing: a document's words may name people."""

from collections.abc import Iterable
from dataclasses import dataclass

from cenotaph.evaluate.scoring import Pairing, right_fields
from cenotaph.model import Span

__all__ = ["Mistake", "find_mistakes"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its kind, the document, and where to look in the text."""

    kind: str
    document: str
    span: Span


def find_mistakes(pairings: Iterable[Pairing]) -> list[Mistake]:
    """Every missed and false claim, and every wrong field of the matched ones."""
    out: list[Mistake] = []
    for pairing in pairings:
        name = pairing.document.name
        out += [Mistake(f"missed: {gold.harm}", name, gold.victims) for gold in pairing.missed]
        out += [Mistake(f"false: rule {read.rules[0]}", name, read.victims) for read in pairing.false]
        for (gold, read), right in zip(pairing.matched, right_fields(pairing), strict=True):
            for field, correct in right.items():
                if correct:
                    continue
                kind = f"wrong {field}"
                if field == "speaker":
                    kind += (
                        ": none found" if read.speaker is None else ": there is none" if gold.speaker is None else ": another one"
                    )
                out.append(Mistake(kind, name, gold.victims))
    return out
