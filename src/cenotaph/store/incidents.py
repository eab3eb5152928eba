"""Incidents as the last reconciling left them. They are results, so a run replaces them whole, in one transaction."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select

from cenotaph.model import DateInterval, Figure, Grade, Incident, Member, NearIncident, PartsCheck, Reason, Role
from cenotaph.store.in_parts import in_parts
from cenotaph.store.paging import FIRST, Turn
from cenotaph.store.queue import QueueStore
from cenotaph.store.rows import dump, place_from_text, place_to_text, reason_from_text, reason_to_text
from cenotaph.store.tables import metadata

__all__ = ["Bounds", "IncidentLine", "IncidentStore"]

incident = metadata.tables["incident"]
incident_claim = metadata.tables["incident_claim"]
figure = metadata.tables["figure"]
parts_check = metadata.tables["parts_check"]
grade = metadata.tables["grade"]
redirect = metadata.tables["incident_redirect"]
queue = metadata.tables["claim_queue"]
claims = metadata.tables["claim_value"]
WHYS = ("why_low", "why_best", "why_high")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure without its reasons."""

    harm: str
    low: int | None
    best: int | None
    high: int | None
    origins: int


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as a list shows it: its figures under one policy, the number of its claims, whether it holds nothing but totals
    over a period, and whether its claims contradict each other.
    """

    id: str
    label: str
    figures: tuple[Bounds, ...]
    claims: int
    aggregate: bool
    conflicts: bool


class IncidentStore:
    """Incidents over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, ids: Iterable[str], incidents: Sequence[Incident]) -> None:
        """Put incidents in the place of those of these ids, whose claims they hold. An id that is gone redirects to where its
        claims went.
        """
        gone = sorted(ids)
        before = self.by_claim(member.claim_id for one in incidents for member in one.members)
        self._redirect(before, incidents)
        for some in in_parts(gone):
            for table in (grade, parts_check, figure, incident_claim, incident):
                key = table.c.id if table is incident else table.c.incident_id
                self._connection.execute(delete(table).where(key.in_(some)))
        rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for one in incidents:
            _fill(rows, one)
        for table in (incident, incident_claim, figure, parts_check, grade):
            if rows[table]:
                self._connection.execute(insert(table), rows[table])
        QueueStore(self._connection).set_incidents(incidents)

    def _redirect(self, before: Mapping[str, str], incidents: Sequence[Incident]) -> None:
        now = {member.claim_id: one.id for one in incidents for member in one.members}
        standing = {one.id for one in incidents}
        went: dict[str, list[str]] = defaultdict(list)
        for claim_id, old in sorted(before.items()):
            if old not in standing and claim_id in now:
                went[old].append(now[claim_id])
        for old, places in went.items():
            target = max(sorted(set(places)), key=places.count)
            self._connection.execute(delete(redirect).where(redirect.c.old_id == old))
            self._connection.execute(insert(redirect), {"old_id": old, "new_id": target})
        for some in in_parts(sorted(standing)):
            self._connection.execute(delete(redirect).where(redirect.c.old_id.in_(some)))

    def current_id(self, incident_id: str) -> str | None:
        """The id an incident has now: its own, or where its redirects lead; None for one that never was."""
        seen: set[str] = set()
        while incident_id not in seen:
            seen.add(incident_id)
            if self._connection.execute(select(incident.c.id).where(incident.c.id == incident_id)).first():
                return incident_id
            found = self._connection.execute(select(redirect.c.new_id).where(redirect.c.old_id == incident_id)).scalar()
            if found is None:
                return None
            incident_id = str(found)
        return None

    def ids(self) -> list[str]:
        """Every id that an incident has or had."""
        found = [
            *self._connection.execute(select(incident.c.id)).scalars(),
            *self._connection.execute(select(redirect.c.old_id)).scalars(),
        ]
        return sorted(set(found))

    def standing_ids(self) -> list[str]:
        """The ids of the incidents there are."""
        return list(self._connection.execute(select(incident.c.id).order_by(incident.c.id)).scalars())

    def all(self) -> list[Incident]:
        """Every incident, largest number of members first, then by label."""
        return self._load(None)

    def of(self, ids: Iterable[str]) -> list[Incident]:
        """The incidents of these ids, in the order of `all`."""
        return self._load(sorted(set(ids)))

    def by_claim(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The ids of the incidents that hold these claims, by claim; of a claim that is in none, nothing."""
        out: dict[str, str] = {}
        for some in in_parts(claim_ids):
            query = select(incident_claim.c.claim_id, incident_claim.c.incident_id).where(incident_claim.c.claim_id.in_(some))
            out.update({row.claim_id: row.incident_id for row in self._connection.execute(query)})
        return out

    def get(self, incident_id: str) -> Incident | None:
        """The incident of this id."""
        found = self._load([incident_id])
        return found[0] if found else None

    def lines(self, policy: str, limit: int, turn: Turn = FIRST) -> list[IncidentLine]:
        """As many incidents, those with most claims first, as far as a list shows them: the first, or those after or before
        another.
        """
        counted = claims.c.facet == "incident", claims.c.state == "", claims.c.value != ""
        order = claims.c.number, claims.c.value
        wanted = turn.page(self._connection, select(claims.c.value).where(*counted), order, limit, down=True)
        query = select(incident.c.id, incident.c.label, incident.c.conflicts, claims.c.number)
        query = query.join(claims, claims.c.value == incident.c.id).where(*counted, incident.c.id.in_(wanted))
        rows = sorted(self._connection.execute(query).all(), key=lambda row: wanted.index(row.id))
        bounds: dict[str, list[Bounds]] = {row.id: [] for row in rows}
        held = incident_claim.c.incident_id.in_(list(bounds)), incident_claim.c.role != Role.CUMULATIVE
        events = set(self._connection.execute(select(incident_claim.c.incident_id).where(*held).distinct()).scalars())
        columns = (figure.c.incident_id, figure.c.harm, figure.c.low, figure.c.best, figure.c.high, figure.c.origins)
        asked = select(*columns).where(figure.c.incident_id.in_(list(bounds)), figure.c.policy == policy)
        for row in self._connection.execute(asked.order_by(figure.c.harm)):
            bounds[row.incident_id].append(Bounds(row.harm, row.low, row.best, row.high, row.origins))
        return [
            IncidentLine(row.id, row.label, tuple(bounds[row.id]), row.number, row.id not in events, row.conflicts != "[]")
            for row in rows
        ]

    def find(self, terms: Sequence[str], most: int | None = None) -> list[tuple[str, str]]:
        """Ids and labels of incidents of which every term stands in the label, or is in the place of one of its claims; at most
        so many.
        """
        if not terms:
            return []
        query = select(incident.c.id, incident.c.label).order_by(incident.c.label, incident.c.id)
        for term in terms:
            named = func.lower(claims.c.value).contains(term, autoescape=True)
            places = select(claims.c.value).where(claims.c.facet == "place", claims.c.state == "", named)
            placed = select(queue.c.incident_id).where(queue.c.place.in_(places))
            query = query.where(or_(func.lower(incident.c.label).contains(term, autoescape=True), incident.c.id.in_(placed)))
        return [(row.id, str(row.label)) for row in self._connection.execute(query.limit(most))]

    def near(self, limit: int) -> list[tuple[Incident, Incident, NearIncident]]:
        """The likeliest pairs of incidents that may be one event, each once, at most `limit` of them."""
        found: dict[tuple[str, str], tuple[int, str]] = {}
        query = select(incident.c.id, incident.c.near).where(incident.c.near != "[]").order_by(incident.c.id)
        for row in self._connection.execute(query):
            for other, percent, _ in json.loads(row.near):
                pair = (min(row.id, other), max(row.id, other))
                found[pair] = max(found.get(pair, (0, "")), (percent, row.id))
        likeliest = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
        held = {one.id: one for one in self._load(sorted({one for pair, _ in likeliest for one in pair}))}
        return [
            (held[here], held[there], near)
            for (a, b), (_, here) in likeliest
            for there in (b if here == a else a,)
            for near in held[here].near
            if near.incident_id == there
        ]

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        """What incidents are called, by id."""
        query = select(incident.c.id, incident.c.label).where(incident.c.id.in_(sorted(set(ids))))
        return {row.id: row.label for row in self._connection.execute(query)}

    def count(self) -> int:
        """How many incidents there are."""
        return int(self._connection.execute(select(func.count()).select_from(incident)).scalar() or 0)

    def _load(self, ids: Sequence[str] | None) -> list[Incident]:
        def of(table: Table, *order: Any) -> Any:
            query = select(table).order_by(*order)
            key = table.c.id if table is incident else table.c.incident_id
            queries = [query] if ids is None else [query.where(key.in_(some)) for some in in_parts(ids)]
            return (row for one in queries for row in self._connection.execute(one))

        parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for row in of(incident_claim, incident_claim.c.claim_id):
            parts[row.incident_id]["members"].append(Member(row.claim_id, Role(row.role), row.origin, reason_from_text(row.why)))
        for row in of(figure, figure.c.harm, figure.c.policy):
            parts[row.incident_id]["figures"].append(_figure(row))
        for row in of(parts_check, parts_check.c.whole):
            parts[row.incident_id]["parts"].append(
                PartsCheck(row.whole, tuple(json.loads(row.parts)), reason_from_text(row.why), row.consistent)
            )
        for row in of(grade, grade.c.scheme):
            parts[row.incident_id]["grades"].append(Grade(row.scheme, row.grade, reason_from_text(row.why), row.decided_by))
        found = [_incident(row, parts[row.id]) for row in of(incident, incident.c.id)]
        return sorted(found, key=lambda one: (-len(one.members), one.label, one.id))


def _figure(row: Any) -> Figure:
    low, best, high = (reason_from_text(said) for said in (row.why_low, row.why_best, row.why_high))
    return Figure(row.harm, row.policy, row.low, row.best, row.high, low, best, high, row.origins)


def _incident(row: Any, held: Mapping[str, list[Any]]) -> Incident:
    return Incident(
        id=row.id,
        founding_claim=row.founding_claim,
        label=row.label,
        date=DateInterval.from_edtf(row.date) if row.date else None,
        date_why=reason_from_text(row.date_why),
        place=place_from_text(row.place),
        members=tuple(held["members"]),
        figures=tuple(held["figures"]),
        parts=tuple(held["parts"]),
        grades=tuple(held["grades"]),
        conflicts=tuple(Reason.from_data(one) for one in json.loads(row.conflicts)),
        persons=tuple(map(tuple, json.loads(row.persons))),
        stories=tuple(map(tuple, json.loads(row.stories))),
        near=tuple(NearIncident(other, percent, Reason.from_data(why)) for other, percent, why in json.loads(row.near)),
    )


def _fill(rows: dict[Any, list[dict[str, Any]]], one: Incident) -> None:
    key = {"incident_id": one.id}
    rows[incident].append(
        {
            "id": one.id,
            "founding_claim": one.founding_claim,
            "label": one.label,
            "date": one.date.edtf if one.date else None,
            "date_why": reason_to_text(one.date_why),
            "place": place_to_text(one.place),
            "conflicts": dump([conflict.as_data() for conflict in one.conflicts]),
            "persons": dump(one.persons),
            "stories": dump(one.stories),
            "near": dump([(near.incident_id, near.percent, near.why.as_data()) for near in one.near]),
        }
    )
    for member in one.members:
        rows[incident_claim].append(
            {**key, "claim_id": member.claim_id, "role": member.role, "origin": member.origin, "why": reason_to_text(member.why)}
        )
    for f in one.figures:
        said = {name: reason_to_text(getattr(f, name)) for name in WHYS}
        rows[figure].append(key | {name: getattr(f, name) for name in f.__slots__} | said)
    for check in one.parts:
        rows[parts_check].append(
            key
            | {
                "whole": check.whole,
                "parts": dump(list(check.parts)),
                "why": reason_to_text(check.why),
                "consistent": check.consistent,
            }
        )
    for g in one.grades:
        rows[grade].append(key | {name: getattr(g, name) for name in g.__slots__} | {"why": reason_to_text(g.why)})
