"""Model values to and from table columns. Lists and nested values are JSON; dates are EDTF."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cenotaph.model import (
    Claim,
    ClaimScope,
    ClaimStatus,
    CountRange,
    DatedAs,
    DateInterval,
    Document,
    NamedVictim,
    PerpetratorAs,
    PlacedAs,
    PlaceRef,
    Reason,
    Span,
)

__all__ = [
    "claim_from_row",
    "claim_to_row",
    "document_from_row",
    "document_to_row",
    "dump",
    "place_from_text",
    "place_to_text",
    "reason_from_text",
    "reason_to_text",
]

COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(value: Any) -> str:
    """Compact JSON that keeps every script readable."""
    return COMPACT.encode(value)


def document_to_row(document: Document) -> dict[str, Any]:
    """The columns that come from the document itself."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "name": document.name,
        "media_type": document.media_type,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "text_extractor": document.text_extractor,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published": document.published.edtf if document.published else None,
        "published_from": document.published_from,
        "retrieved_at": document.retrieved_at.isoformat() if document.retrieved_at else None,
        "flags": dump(list(document.flags)),
        "note": document.note,
    }


def document_from_row(row: Mapping[str, Any]) -> Document:
    """A `Document` from its row."""
    return Document(
        sha256=row["sha256"],
        name=row["name"],
        media_type=row["media_type"],
        text=row["text"],
        text_extractor=row["text_extractor"],
        title=row["title"],
        author=row["author"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        published=DateInterval.from_edtf(row["published"]) if row["published"] else None,
        published_from=row["published_from"],
        retrieved_at=datetime.fromisoformat(row["retrieved_at"]) if row["retrieved_at"] else None,
        flags=tuple(json.loads(row["flags"])),
        note=row["note"],
    )


def _date_to_text(date: DatedAs | None) -> str:
    if date is None:
        return ""
    return dump(
        {
            "span": date.span.as_pair() if date.span else None,
            "edtf": date.interval.edtf if date.interval else None,
            "inferred": date.inferred,
            "why": date.why.as_data() if date.why else None,
        }
    )


def _date_from_text(text: str) -> DatedAs | None:
    if not text:
        return None
    data = json.loads(text)
    span = Span(*data["span"]) if data["span"] else None
    return DatedAs(span, DateInterval.from_edtf(data["edtf"]) if data["edtf"] else None, data["inferred"], _reason(data["why"]))


def _reason(data: Any) -> Reason | None:
    return Reason.from_data(data) if data else None


def reason_to_text(reason: Reason | None) -> str:
    """A reason as JSON, "" for none."""
    return dump(reason.as_data()) if reason else ""


def reason_from_text(text: str) -> Reason:
    """A reason from what `reason_to_text` wrote."""
    return Reason.from_data(json.loads(text))


def place_to_text(place: PlaceRef | None) -> str:
    """A place as JSON, "" for none."""
    return dump([place.name, place.gazetteer_id, place.precision]) if place else ""


def place_from_text(text: str) -> PlaceRef | None:
    """A place from what `place_to_text` wrote."""
    return PlaceRef(*json.loads(text)) if text else None


def claim_to_row(claim: Claim, document_id: str, position: int, extractor: str) -> dict[str, Any]:
    """All columns of a claim."""
    placed, accused = claim.place, claim.alleged_perpetrator
    return {
        "id": claim.id,
        "document_id": document_id,
        "position": position,
        "harm": claim.harm,
        "low": claim.count.low,
        "high": claim.count.high,
        "approx": claim.count.approx,
        "groups": dump(list(claim.groups)),
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "victims_start": claim.victims.start,
        "victims_end": claim.victims.end,
        "names": dump([[n.span.start, n.span.end, n.text, n.age, n.occupation] for n in claim.names]),
        "part_of": claim.part_of,
        "speaker_start": claim.speaker.start if claim.speaker else None,
        "speaker_end": claim.speaker.end if claim.speaker else None,
        "speaker_text": claim.speaker_text,
        "speaker_chain": dump([span.as_pair() for span in claim.speaker_chain]),
        "status": claim.status,
        "scope": claim.scope,
        "date": _date_to_text(claim.date),
        "place": dump([placed.span.as_pair(), place_to_text(placed.place)]) if placed else "",
        "alleged_perpetrator": dump([accused.span.as_pair(), accused.text]) if accused else "",
        "rules": dump(list(claim.rules)),
        "confidence": claim.confidence,
        "extractor": extractor,
    }


def claim_from_row(row: Mapping[str, Any]) -> Claim:
    """A `Claim` from its row."""
    place = json.loads(row["place"]) if row["place"] else None
    accused = json.loads(row["alleged_perpetrator"]) if row["alleged_perpetrator"] else None
    placed = place_from_text(place[1]) if place else None
    return Claim(
        id=row["id"],
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        victims=Span(row["victims_start"], row["victims_end"]),
        harm=row["harm"],
        count=CountRange(row["low"], row["high"], row["approx"]),
        groups=tuple(json.loads(row["groups"])),
        names=tuple(NamedVictim(Span(start, end), *said) for start, end, *said in json.loads(row["names"])),
        part_of=row["part_of"],
        speaker=Span(row["speaker_start"], row["speaker_end"]) if row["speaker_start"] is not None else None,
        speaker_chain=tuple(Span(*pair) for pair in json.loads(row["speaker_chain"])),
        speaker_text=row["speaker_text"],
        status=ClaimStatus(row["status"]),
        scope=ClaimScope(row["scope"]),
        date=_date_from_text(row["date"]),
        place=PlacedAs(Span(*place[0]), placed) if place and placed else None,
        alleged_perpetrator=PerpetratorAs(Span(*accused[0]), accused[1]) if accused else None,
        rules=tuple(json.loads(row["rules"])),
        confidence=row["confidence"],
    )
