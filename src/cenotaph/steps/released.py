"""The documents and claims that a release gives, when a case is made from it again."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from cenotaph.model import (
    Claim,
    CountRange,
    DatedAs,
    DateInterval,
    Document,
    PlacedAs,
    PlaceRef,
    PublicClaim,
    PublicSource,
    Reading,
    Reason,
    Span,
)
from cenotaph.release.data import read_record
from cenotaph.release.exchange.view import ClaimsBy
from cenotaph.release.manifest import check_release

__all__ = ["A_RELEASE", "FROM_RELEASE", "RELEASE_RULE", "document_of", "released_readings"]

RELEASE_RULE = "release"
A_RELEASE = "release/1"  # what read a document that was made from a release
FROM_RELEASE = "from-release"
"""Where a rebuilt case keeps the release that it was made from, so that it can be checked against it."""


def released_readings(folder: Path) -> Mapping[str, Reading]:
    """What the documents that were made from the release in `folder` give, by the hash of their bytes; nothing for one that was
    altered.
    """
    if check_release(folder):
        return {}
    record = read_record(folder / "data", "")
    claims = ClaimsBy(record, "source")
    made = (document_of(source, claims.of(source.id)) for source in record.sources)
    return {document.sha256: reading for document, reading in made}


def document_of(source: PublicSource, claims: Sequence[PublicClaim]) -> tuple[Document, Reading]:
    """The quotations of a source as a text, each followed by who says it and where, and the claims on it."""
    text, made = f"{source.title}\n\n", []
    for claim in sorted(claims, key=lambda one: one.id):
        quote = claim.quotation or f"({claim.withheld})"
        spans = {}
        for part, label, words in (
            ("quote", "", quote),
            ("speaker", "said by: ", claim.speaker),
            ("place", "place: ", claim.place),
        ):
            if words:
                start = len(text) + len(label)
                spans[part] = Span(start, start + len(words))
                text += f"{label}{words}\n"
        text += "\n"
        made.append(_claim(claim, spans))
    document = Document(
        sha256=sha256(text.encode()).hexdigest(), name=f"{source.id}.txt", media_type="text/plain", text=text,
        text_extractor=A_RELEASE, title=source.title, author=source.author, publisher=source.publisher, url=source.url,
        language=source.language if source.language != "und" else "en",
        published=DateInterval.from_edtf(source.published) if source.published else None, published_from="the release",
    )  # fmt: skip
    return document, Reading(A_RELEASE, document.text_sha256, None, tuple(made), ())


def _claim(given: PublicClaim, spans: Mapping[str, Span]) -> Claim:
    when = DateInterval.from_edtf(given.date) if given.date else None
    return Claim(
        id=given.id,
        evidence=spans["quote"],
        victims=spans["quote"],
        harm=given.harm,
        count=CountRange(given.low, given.high, given.approx),
        groups=given.groups,
        part_of=given.part_of or None,
        speaker=spans.get("speaker"),
        speaker_text=given.speaker,
        status=given.status,
        scope=given.scope,
        date=DatedAs(None, when, True, Reason.of("decided", words=given.date_why) if given.date_why else Reason.of("as_released"))
        if when
        else None,
        place=PlacedAs(spans["place"], PlaceRef(given.place)) if given.place else None,
        rules=(RELEASE_RULE,),
    )
