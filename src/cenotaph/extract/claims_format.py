"""The claims format: what one reading looks like as JSON, for programs outside and for the benchmark's scorer."""

from typing import Any

from cenotaph.model import Claim, DatedAs, Document, Reading, word_reason

__all__ = ["claim_as_json", "reading_as_json"]


def reading_as_json(document: Document, reading: Reading | None, stem: str, *, with_text: bool = False) -> dict[str, Any]:
    """One document's object. `reading` None means that the text was not read; then `note` says why."""
    out: dict[str, Any] = {
        "doc": stem,
        "language": document.language,
        "published": document.published.edtf if document.published else None,
        "report_date": _date(reading.report_date) if reading else None,
        "extractor": reading.extractor if reading else None,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "claims": [_with_mentions(claim, reading) for claim in reading.claims] if reading else [],
        "possible": [claim_as_json(claim) for claim in reading.possible] if reading else [],
        "characterisations": [
            {
                "span": c.span.as_pair(),
                "term": c.term,
                "speaker": c.speaker.as_pair() if c.speaker else None,
                "speaker_text": c.speaker_text,
                "by_body": c.by_body or None,
                "date": c.date or None,
            }
            for c in (reading.characterisations if reading else ())
        ],
        "responsibility": [
            {
                "span": r.span.as_pair(),
                "kind": r.kind,
                "party": r.party_text,
                "speaker": r.speaker.as_pair() if r.speaker else None,
                "speaker_text": r.speaker_text,
            }
            for r in (reading.responsibilities if reading else ())
        ],
        "refused": [{"quote": r.quote, "why": word_reason(r.why)} for r in (reading.refusals if reading else ())],
    }
    if document.flags or reading is None:
        out["flags"] = sorted({*document.flags, *(() if reading else ("not_read",))})
    if with_text:
        out["text"] = document.text
    return out


def _with_mentions(claim: Claim, reading: Reading) -> dict[str, Any]:
    """A claim with the places where its victims are only meant again."""
    mentions = [mention.span.as_pair() for mention in reading.mentions if mention.claim_id == claim.id]
    return claim_as_json(claim) | {"mentions": mentions}


def _date(date: DatedAs | None) -> dict[str, Any] | None:
    if date is None:
        return None
    return {
        "span": date.span.as_pair() if date.span else None,
        "edtf": date.interval.edtf if date.interval else None,
        "inferred": date.inferred,
        "why": word_reason(date.why),
    }


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """One claim's object."""
    placed, accused = claim.place, claim.alleged_perpetrator
    return {
        "id": claim.id,
        "evidence": claim.evidence.as_pair(),
        "victims": claim.victims.as_pair(),
        "harm": claim.harm,
        "low": claim.count.low,
        "high": claim.count.high,
        "approx": claim.count.approx,
        "groups": list(claim.groups),
        "names": [
            {"span": name.span.as_pair(), "text": name.text, "age": name.age, "occupation": name.occupation or None}
            for name in claim.names
        ],
        "part_of": claim.part_of,
        "speaker": claim.speaker.as_pair() if claim.speaker else None,
        "speaker_chain": [span.as_pair() for span in claim.speaker_chain],
        "status": claim.status,
        "scope": claim.scope,
        "date": _date(claim.date),
        "place": {
            "span": placed.span.as_pair(),
            "name": placed.place.name,
            "gazetteer_id": placed.place.gazetteer_id,
            "precision": placed.place.precision,
        }
        if placed
        else None,
        "alleged_perpetrator": {"span": accused.span.as_pair(), "text": accused.text} if accused else None,
        "rules": list(claim.rules),
        "confidence": claim.confidence,
    }
