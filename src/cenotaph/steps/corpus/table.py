"""The table that a corpus is read into: a row for each document, with its bytes, its text, and all that was read from it, and a
row for each file that could not be read, with the reason.

Columns that others ask (`claims`, `language`, `published`) stand beside `document` and `reading`, which hold the same exactly, as
JSON, and are what a case takes in. Refuses a row whose bytes or text have other hashes than it says, and claims that point out
of their text.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import pyarrow as pa
from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.model import DateInterval, Document, Reading, Reason, Span, stable_id
from cenotaph.steps.read_offered import Prepared

__all__ = ["SCHEMA", "from_row", "to_row", "unread_row"]

CLAIM = pa.struct(
    [
        ("id", pa.string()),
        ("harm", pa.string()),
        ("low", pa.int64()),
        ("high", pa.int64()),
        ("approx", pa.bool_()),
        ("status", pa.string()),
        ("scope", pa.string()),
        ("words", pa.string()),
        ("speaker", pa.string()),
        ("date", pa.string()),
        ("place", pa.string()),
    ]
)
SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("error", pa.string()),
        ("sha256", pa.string()),
        ("text_sha256", pa.string()),
        ("name", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("published", pa.string()),
        ("reader", pa.string()),
        ("claims", pa.list_(CLAIM)),
        ("document", pa.string()),
        ("reading", pa.string()),
        ("data", pa.binary()),
    ]
)
"""`source` is the file it was in; `error` is null where that was read; `reading` is null where nobody read the text."""


def to_row(found: Prepared, source: str) -> dict[str, Any]:
    """The row of a document."""
    document, reading = found.document, found.reading
    return {
        "source": source,
        "error": None,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "name": document.name,
        "url": document.url,
        "language": document.language,
        "published": document.published.edtf if document.published else None,
        "reader": reading.extractor if reading else None,
        "claims": list(_claims(document.text, reading)) if reading else [],
        "document": _converter().dumps(document),
        "reading": _converter().dumps(reading) if reading else None,
        "data": found.data,
    }


def unread_row(source: str, name: str, why: str) -> dict[str, Any]:
    """The row of a file that could not be read."""
    return dict.fromkeys(SCHEMA.names) | {"source": source, "name": name, "error": why}


def from_row(row: Mapping[str, Any]) -> Prepared:
    """The document of a row, checked; without signature and marks. Raises `UnreadableFile`."""
    where = str(row["name"])
    try:
        document = _converter().loads(row["document"], Document)
        reading = _converter().loads(row["reading"], Reading) if row["reading"] else None
    except (BaseValidationError, InvalidValue, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise UnreadableFile("the row does not hold a document as cenotaph read writes it", where=where) from fault
    if sha256(row["data"]).hexdigest() != document.sha256 or document.sha256 != row["sha256"]:
        raise UnreadableFile("the bytes in the row are not those that were read", where=where)
    if document.text_sha256 != row["text_sha256"] or reading is not None and reading.text_sha256 != document.text_sha256:
        raise UnreadableFile("the text in the row is not the one that was read", where=where)
    if reading is not None and any(span.end > len(document.text) for span in _spans(reading)):
        raise UnreadableFile("a claim in the row points outside of its text", where=where)
    if reading is not None and not _is_named_by_its_words(document, reading):
        raise UnreadableFile("a claim in the row has another id than its words give it", where=where)
    return Prepared(document, row["data"], reading, None)


def _claims(text: str, reading: Reading) -> Iterator[dict[str, Any]]:
    for claim in reading.claims:
        yield {
            "id": claim.id,
            "harm": claim.harm,
            "low": claim.count.low,
            "high": claim.count.high,
            "approx": claim.count.approx,
            "status": claim.status.value,
            "scope": claim.scope.value,
            "words": claim.evidence.of(text),
            "speaker": claim.speaker_text or None,
            "date": claim.date.interval.edtf if claim.date and claim.date.interval else None,
            "place": claim.place.place.name if claim.place else None,
        }


def _is_named_by_its_words(document: Document, reading: Reading) -> bool:
    """Whether every claim has the id that it has wherever the document is read, and each its own."""
    ids = [stable_id("c", document.sha256, claim.victims.start, claim.victims.end, claim.harm) for claim in reading.claims]
    return ids == [claim.id for claim in reading.claims] and len(set(ids)) == len(ids)


def _spans(reading: Reading) -> Iterator[Span]:
    """Every place that a reading points to."""
    for claim in reading.claims:
        yield from (claim.evidence, *(name.span for name in claim.names), *claim.speaker_chain)
        yield from filter(None, (claim.speaker, claim.place and claim.place.span))
        yield from filter(None, (claim.alleged_perpetrator and claim.alleged_perpetrator.span, claim.date and claim.date.span))
    for person in reading.people:
        yield from (*person.names, *(one.span for one in person.fields))
    for term in reading.characterisations:
        yield from filter(None, (term.span, term.speaker))
    for said in reading.responsibilities:
        yield from filter(None, (said.span, said.speaker))


@cache
def _converter() -> Any:
    """Values of the model to and from JSON, exactly; a date as EDTF, a reason as its data, a span as a pair."""
    made = make_converter()
    _one_way_or_the_other(made)
    return made


def _one_way_or_the_other(made: Converter) -> None:
    made.register_unstructure_hook(DateInterval, lambda one: one.edtf)
    made.register_structure_hook(DateInterval, lambda said, _: DateInterval.from_edtf(said))
    made.register_unstructure_hook(Reason, Reason.as_data)
    made.register_structure_hook(Reason, lambda said, _: Reason.from_data(said))
    made.register_unstructure_hook(Span, Span.as_pair)
    made.register_structure_hook(Span, lambda said, _: Span(*said))
