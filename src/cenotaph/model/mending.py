"""A claim as a person mended it. Each field is a line of text in the decision, so that the ledger can be read without this
program.

Words of the document are written with where they stand: `120-138 the district doctor`. Empty means: not said. Names are one a
line, with the age or `-`: `12-20 35 Ada Lund`. The words that make the claim are not mended: that would be another claim.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from cenotaph.errors import InvalidValue
from cenotaph.model.claim import Claim, DatedAs, NamedVictim, PerpetratorAs, PlacedAs
from cenotaph.model.codes import ClaimScope, ClaimStatus
from cenotaph.model.reason import Reason
from cenotaph.model.values import CountRange, DateInterval, PlaceRef, Span

__all__ = ["EDITABLE", "apply_edit", "fields_of_claim", "say_name", "say_words", "words_of_edit"]

EDITABLE = (
    "harm", "low", "high", "approx", "groups", "names", "speaker", "status", "scope", "date", "place", "perpetrator", "part_of",
)  # fmt: skip
WORDS = re.compile(r"(\d{1,9})-(\d{1,9}) (.+)", re.DOTALL)
NAME = re.compile(r"(\d{1,9})-(\d{1,9}) (-|\d{1,3}) (.+)")


def say_words(span: Span, words: str) -> str:
    """Words of a document and where they stand, as an edit keeps them."""
    return f"{span.start}-{span.end} {' '.join(words.split())}"


def say_name(span: Span, name: str, age: int | None) -> str:
    """A name, where it stands, and the age, as a line of an edit."""
    return f"{span.start}-{span.end} {'-' if age is None else age} {' '.join(name.split())}"


def fields_of_claim(claim: Claim) -> dict[str, str]:
    """Every field that can be mended, as an edit would say it."""
    when, where, who = claim.date, claim.place, claim.alleged_perpetrator
    return {
        "harm": claim.harm,
        "low": "" if claim.count.low is None else str(claim.count.low),
        "high": "" if claim.count.high is None else str(claim.count.high),
        "approx": "true" if claim.count.approx else "false",
        "groups": " ".join(claim.groups),
        "names": "\n".join(say_name(one.span, one.text, one.age) for one in claim.names),
        "speaker": say_words(claim.speaker, claim.speaker_text) if claim.speaker is not None else "",
        "status": claim.status,
        "scope": claim.scope,
        "date": when.interval.edtf if when is not None and when.interval is not None else "",
        "place": say_words(where.span, where.place.name) if where is not None else "",
        "perpetrator": say_words(who.span, who.text) if who is not None else "",
        "part_of": claim.part_of or "",
    }


def apply_edit(claim: Claim, edit: Mapping[str, str]) -> Claim:
    """The claim as a person mended it. Raises `InvalidValue` when the values do not fit together."""
    changed: dict[str, object] = {}
    if {"low", "high", "approx"} & edit.keys():
        changed["count"] = _count(claim.count, edit)
    if "groups" in edit:
        changed["groups"] = tuple(edit["groups"].split())
    if "names" in edit:
        changed["names"] = _names(edit["names"], {one.span: one for one in claim.names})
    if "speaker" in edit:
        span, words = _words(edit["speaker"])
        changed |= {"speaker": span, "speaker_text": words, "speaker_chain": (span,) if span is not None else ()}
    if "date" in edit:
        changed["date"] = _date(edit["date"])
    if "place" in edit:
        span, words = _words(edit["place"])
        changed["place"] = PlacedAs(span, PlaceRef(words)) if span is not None else None
    if "perpetrator" in edit:
        span, words = _words(edit["perpetrator"])
        changed["alleged_perpetrator"] = PerpetratorAs(span, words) if span is not None else None
    if "part_of" in edit:
        changed["part_of"] = edit["part_of"] or None
    try:
        status, scope = ClaimStatus(edit.get("status", claim.status)), ClaimScope(edit.get("scope", claim.scope))
    except ValueError as fault:
        raise InvalidValue(str(fault)) from fault
    return replace(claim, harm=edit.get("harm", claim.harm), status=status, scope=scope, **changed)  # type: ignore[arg-type]


def words_of_edit(edit: Mapping[str, str]) -> Iterator[tuple[str, Span, str]]:
    """The words of the document that an edit names: field, where they are said to stand, and what they are said to be."""
    for field in ("speaker", "place", "perpetrator"):
        span, words = _words(edit.get(field, ""))
        if span is not None:
            yield field, span, words
    for one in _names(edit.get("names", ""), {}):
        yield "names", one.span, one.text


def _count(count: CountRange, edit: Mapping[str, str]) -> CountRange:
    return CountRange(
        _number(edit["low"]) if "low" in edit else count.low,
        _number(edit["high"]) if "high" in edit else count.high,
        edit["approx"] == "true" if "approx" in edit else count.approx,
    )


def _number(text: str) -> int | None:
    if text in ("", "unknown"):
        return None
    try:
        return int(text)
    except ValueError as fault:
        raise InvalidValue(f"{text!r} is no whole number") from fault


def _date(edtf: str) -> DatedAs | None:
    return DatedAs(None, DateInterval.from_edtf(edtf), True, Reason.of("mended")) if edtf else None


def _words(said: str) -> tuple[Span | None, str]:
    if not said:
        return None, ""
    found = WORDS.fullmatch(said)
    if found is None:
        raise InvalidValue(f"words of the document are written as 120-138 words, not as {said[:80]!r}")
    return Span(int(found[1]), int(found[2])), found[3]


def _names(said: str, known: Mapping[Span, NamedVictim]) -> tuple[NamedVictim, ...]:
    out = []
    for line in said.splitlines():
        found = NAME.fullmatch(line)
        if found is None:
            raise InvalidValue(f"a name is written as 12-20 35 Ada Lund, not as {line[:80]!r}")
        span = Span(int(found[1]), int(found[2]))
        occupation = known[span].occupation if span in known else ""
        out.append(NamedVictim(span, found[4], None if found[3] == "-" else int(found[3]), occupation))
    return tuple(out)
