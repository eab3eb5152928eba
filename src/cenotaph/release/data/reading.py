"""Reads a release's tables (JSON Lines) back into the public record. Refuses a table that is missing, damaged or of another
kind.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from cenotaph.archive.on_disk import OnDisk, by_id
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
PASSING = ("claims", "people", "entries")  # tables of a row a claim or a person, which are never held together
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
    tables = {name: list(_read(folder, name)) for name in load_codebook() if name not in PASSING}
    try:
        claims = OnDisk((PublicClaim(**row) for row in _read(folder, "claims")), key=by_id)
        return _record(tables, claims, _people(_read(folder, "people"), _read(folder, "entries")), as_of)
    except (TypeError, KeyError, ValueError, InvalidValue) as fault:
        raise UnreadableFile(f"the tables do not make a record: {fault}", where=str(folder)) from fault


def _read(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    path, names = folder / f"{table}.jsonl", [field.name for field in load_codebook()[table].fields]
    since, codes = SINCE.get(table, {}), CODES.get(table, {})
    known, always = {*names, *FORMER.get(table, ())}, [name for name in names if name not in since]
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                number += 1
                row = json.loads(line)
                if not isinstance(row, dict) or [one for one in row if one in always or one not in known] != always:
                    raise ValueError("it has other columns than the codebook")
                held = {name: row[name] if name in row else since[name] for name in names}
                held |= {name: code(held[name]) for name, code in codes.items()}
                yield {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    except OSError as fault:
        raise UnreadableFile(f"a table is missing ({fault.strerror})", where=str(path)) from fault
    except (ValueError, InvalidValue) as fault:
        raise UnreadableFile(f"line {number} cannot be read: {fault}", where=str(path)) from fault


def _people(people: Iterator[dict[str, Any]], entries: Iterator[dict[str, Any]]) -> Sequence[PublicPerson]:
    """The people with what the lists say of each. Both tables are in the order of people."""
    of_people = groupby(entries, key=lambda row: row["person"])
    waiting = next(of_people, None)

    def of(person: str) -> tuple[tuple[str, int | None, str], ...]:
        nonlocal waiting
        if waiting is None or waiting[0] != person:
            return ()
        held = tuple((row["list"], row["row"], row["name"]) for row in waiting[1])
        waiting = next(of_people, None)
        return held

    made = OnDisk((PublicPerson(**row, entries=of(row["id"])) for row in people), key=by_id)
    if waiting is not None:
        raise ValueError(f"entries of {waiting[0]}, who is not among the people, or not in their order")
    return made


def _record(
    tables: Mapping[str, list[dict[str, Any]]], claims: Sequence[PublicClaim], people: Sequence[PublicPerson], as_of: str
) -> PublicRecord:
    return PublicRecord(
        as_of=as_of,
        incidents=_incidents(tables, claims),
        claims=claims,
        sources=tuple(PublicSource(**row) for row in tables["sources"]),
        people=people,
        lists=tuple(PublicList(**row) for row in tables["lists"]),
        estimates=tuple(PublicEstimate(**row) for row in tables["estimates"]),
        decisions=tuple(PublicDecision(**row) for row in tables["decisions"]),
        backlog=tuple((row["what"], row["count"]) for row in tables["backlog"]),
        redirects=tuple((row["old"], row["new"]) for row in tables["redirects"]),
    )


def _incidents(tables: Mapping[str, list[dict[str, Any]]], claims: Sequence[PublicClaim]) -> tuple[PublicIncident, ...]:
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
