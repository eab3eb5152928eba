"""Claims of an invented text, as the record would hold them."""

from cenotaph.extract import read_text
from cenotaph.model import ClaimInDocument, DateInterval


def stated(text: str, name: str, *, said: str = "2009-03-20", outlet: str = "", copies: str = "") -> list[ClaimInDocument]:
    when = DateInterval.from_edtf(said)
    reading = read_text(text, published=when, identity=name)
    return [
        ClaimInDocument(
            c,
            f"d-{name}",
            name,
            "en",
            outlet,
            when,
            copies or f"d-{name}",
            " ".join(c.evidence.of(text).split()),
            " ".join(c.victims.of(text).split()),
        )
        for c in reading.claims
    ]
