"""Reads a release's tables (JSON Lines) back into the public record. Refuses a table that is missing, damaged or of another
kind.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.model import (
    ClaimScope,
    ClaimStatus,
    Code,
    DecisionKind,
    Disclosure,
    PublicClaim,
    PublicDecision,
    PublicEstimate,
    PublicFigure,
    PublicGrade,
    PublicIncident,
    PublicList,
    PublicPerson,
    PublicPlace,
    PublicRecord,
    PublicSource,
    Role,
)
from cenotaph.release.data.codebook import load_codebook

__all__ = ["read_record"]

Made = TypeVar("Made")
FORMER = {"sources": ("sha256",), "lists": ("sha256",)}
SINCE: Mapping[str, Mapping[str, Any]] = {
    "sources": {"commitment": ""}, "lists": {"commitment": ""}, "incidents": {"distinct": False}, "people": {"claims": ()},
}  # fmt: skip
"""Columns that earlier releases had, and what stands for those that they did not have."""
CODES: Mapping[str, Mapping[str, type[Code]]] = {
    "claims": {"role": Role, "status": ClaimStatus, "scope": ClaimScope}, "sources": {"disclosure": Disclosure},
    "decisions": {"kind": DecisionKind},
}  # fmt: skip


def read_record(folder: Path, as_of: str) -> PublicRecord:
    """The record whose tables lie in `folder`. Raises `UnreadableFile` naming the file and the line."""
    tables = {
        name: _read(folder / f"{name}.jsonl", name, [field.name for field in table.fields])
        for name, table in load_codebook().items()
    }
    try:
        return _record(tables, as_of)
    except (TypeError, KeyError, ValueError, InvalidValue) as fault:
        raise UnreadableFile(f"the tables do not make a record: {fault}", where=str(folder)) from fault


def _read(path: Path, table: str, names: list[str]) -> list[dict[str, Any]]:
    since, codes = SINCE.get(table, {}), CODES.get(table, {})
    known, always = {*names, *FORMER.get(table, ())}, [name for name in names if name not in since]
    rows: list[dict[str, Any]] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not isinstance(row, dict) or [one for one in row if one in always or one not in known] != always:
                    raise ValueError("it has other columns than the codebook")
                held = {name: row[name] if name in row else since[name] for name in names}
                held |= {name: code(held[name]) for name, code in codes.items()}
                rows.append({name: tuple(value) if isinstance(value, list) else value for name, value in held.items()})
    except OSError as fault:
        raise UnreadableFile(f"a table is missing ({fault.strerror})", where=str(path)) from fault
    except (ValueError, InvalidValue) as fault:
        raise UnreadableFile(f"line {len(rows) + 1} cannot be read: {fault}", where=str(path)) from fault
    return rows


def _record(tables: Mapping[str, list[dict[str, Any]]], as_of: str) -> PublicRecord:
    entries = _grouped(tables["entries"], "person", lambda row: (row["list"], row["row"], row["name"]))
    claims = tuple(PublicClaim(**row) for row in tables["claims"])
    return PublicRecord(
        as_of=as_of,
        incidents=_incidents(tables, claims),
        claims=claims,
        sources=tuple(PublicSource(**row) for row in tables["sources"]),
        people=tuple(PublicPerson(**row, entries=tuple(entries[row["id"]])) for row in tables["people"]),
        lists=tuple(PublicList(**row) for row in tables["lists"]),
        estimates=tuple(PublicEstimate(**row) for row in tables["estimates"]),
        decisions=tuple(PublicDecision(**row) for row in tables["decisions"]),
        backlog=tuple((row["what"], row["count"]) for row in tables["backlog"]),
        redirects=tuple((row["old"], row["new"]) for row in tables["redirects"]),
    )


def _incidents(tables: Mapping[str, list[dict[str, Any]]], claims: tuple[PublicClaim, ...]) -> tuple[PublicIncident, ...]:
    figures = _grouped(tables["figures"], "incident", lambda row: PublicFigure(**row))
    grades = _grouped(tables["grades"], "incident", lambda row: PublicGrade(**row))
    inside: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        inside[claim.incident].append(claim.id)
    words: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in tables["words"]:
        words[row["incident"]].setdefault(row["term"], []).append(row["whose"])
    said = _grouped(tables["statements"], "incident", lambda row: (row["kind"], row["party"], row["whose"], row["source"]))
    return tuple(
        PublicIncident(
            id=row["id"],
            label=row["label"],
            date=row["date"],
            date_why=row["date_why"],
            place=PublicPlace(row["place"], row["place_precision"], row["latitude"], row["longitude"], row["radius_km"]),
            figures=tuple(figures[row["id"]]),
            claims=tuple(inside[row["id"]]),
            grades=tuple(grades[row["id"]]),
            parts=row["parts"],
            conflicts=row["conflicts"],
            words=tuple((term, tuple(whose)) for term, whose in words[row["id"]].items()),
            statements=tuple(said[row["id"]]),
            totals_only=row["totals_only"],
            distinct=row["distinct"],
        )
        for row in tables["incidents"]
    )


def _grouped(rows: list[dict[str, Any]], key: str, make: Callable[..., Made]) -> dict[str, list[Made]]:
    out: dict[str, list[Made]] = defaultdict(list)
    for row in rows:
        out[row[key]].append(make({name: value for name, value in row.items() if name != key}))
    return out
