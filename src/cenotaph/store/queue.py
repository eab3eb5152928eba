"""What the claims of a case are found and sorted by at the desk: a row a claim, as people mended it, beside the claims
themselves.

Filtering on the claims as they are stored would read every one of them, for they keep dates, places and rules as texts. The
rows are worked out from claims, decisions, reviews and incidents, and can be made anew at any time; nothing else rests on
them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, literal, select, update

from cenotaph.model import Claim, Incident, ReviewState
from cenotaph.store.in_parts import in_parts
from cenotaph.store.paging import FIRST, Turn
from cenotaph.store.queue_counts import COLUMNS, QueueCounts
from cenotaph.store.tables import metadata

__all__ = ["FACETS", "MOST_COUNTED", "ClaimFilter", "QueueStore"]

queue = metadata.tables["claim_queue"]
claim = metadata.tables["claim"]
assignment = metadata.tables["assignment"]
document = metadata.tables["document"]
incident = metadata.tables["incident"]
SURE = 0.9  # bands of the probability that a claim is right, to tell claims apart at a glance; nothing is decided by them
LIKELY = 0.7  # the band below
NEW = {"state": ReviewState.OPEN, "incident_id": "", "rank": 0.0}
MOST_VALUES = 10  # of a facet, as Datasette shows at first glance; more are found by filtering
FACETS = ("harm", "sure", "rule", "place", "year", "document", "incident")
MOST_COUNTED = 5_000  # claims of a view, while somebody waits for the page: ten milliseconds of a database
ORDERS = {
    "first": (queue.c.rank, queue.c.document_id, queue.c.position),
    "document": (queue.c.document_id, queue.c.position),
    "doubt": (queue.c.confidence, queue.c.document_id, queue.c.position),
    "day": (queue.c.day, queue.c.document_id, queue.c.position),
}


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; an empty field asks for nothing. `since` and `until` are days as 2009-03-14, or the
    beginning of one; `name` is part of the name of a victim; `reader` is whom a claim was given to.
    """

    state: str = ""
    harm: str = ""
    sure: str = ""
    rule: str = ""
    place: str = ""
    year: str = ""
    document: str = ""
    incident: str = ""
    since: str = ""
    until: str = ""
    name: str = ""
    reader: str = ""

    def asked(self) -> dict[str, str]:
        """The fields that ask for something."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


class QueueStore:
    """The rows over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._counts = QueueCounts(connection)

    def add(self, claims: Iterable[tuple[Claim, str, int]]) -> None:
        """New claims, each with its document and its place there: nobody has read them, and no incident holds them."""
        new = (
            {"document_id": where, "position": position, **NEW, "claim_id": one.id, **_said(one)}
            for one, where, position in claims
        )
        for some in in_parts(new):
            self._connection.execute(insert(queue), some)
            self._counts.add(some)

    def mend(self, mended: Sequence[Claim]) -> None:
        """Claims as people mended them now."""
        self._update(
            [{"of": one.id, **{name: value for name, value in _said(one).items() if name != "claim_id"}} for one in mended]
        )

    def set_states(self, states: Mapping[str, str]) -> None:
        """How far these claims were read."""
        self._update([{"of": one, "state": state} for one, state in states.items()])

    def reopen(self) -> None:
        """As if nobody had read anything."""
        self._connection.execute(update(queue).where(queue.c.state != ReviewState.OPEN).values(state=ReviewState.OPEN))
        self._counts.rebuild()

    def set_incidents(self, incidents: Sequence[Incident]) -> None:
        """The incident of each of their claims, and how soon it should be looked at: bounds of figures first, and of these those
        on which the claims agree least.
        """
        home = {member.claim_id: one for one in incidents for member in one.members}
        values = []
        for some in in_parts(home):
            asked = select(queue.c.claim_id, queue.c.harm, queue.c.low, queue.c.high).where(queue.c.claim_id.in_(some))
            for row in self._connection.execute(asked):
                one = home[row.claim_id]
                values.append({"of": row.claim_id, "incident_id": one.id, "rank": _rank(one, row.harm, row.low, row.high)})
        self._update(values)

    def _update(self, values: Sequence[Mapping[str, Any]]) -> None:
        if values:
            changed: dict[str, Any] = {name: bindparam(name) for name in values[0] if name != "of"}
            statement = update(queue).where(queue.c.claim_id == bindparam("of")).values(changed)
            with self._counts.changing(one["of"] for one in values):
                self._connection.execute(statement, [dict(one) for one in values])

    def page(self, asked: ClaimFilter, order: str, limit: int, turn: Turn = FIRST) -> list[str]:
        """The ids of the claims asked for, in one of `ORDERS`: the first, or those after or before another claim."""
        query = select(queue.c.claim_id).where(*_where(asked))
        return turn.page(self._connection, query, ORDERS.get(order, ORDERS["first"]), limit)

    def count(self, asked: ClaimFilter) -> int:
        """How many claims are asked for; where that is counted one by one, at most one more than `MOST_COUNTED`."""
        known = self._counts.number(asked.asked())
        if known is not None:
            return known
        some = select(literal(1)).select_from(queue).where(*_where(asked)).limit(MOST_COUNTED + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar() or 0)

    def states(self) -> dict[str, int]:
        """How many claims are in each state."""
        return dict(self._counts.facet("state", {}, len(ReviewState)) or ())

    def facet(self, name: str, asked: ClaimFilter, total: int) -> list[tuple[str, str, int]] | None:
        """The most frequent values of a facet among the claims asked for, of which there are `total`: value, what it is called,
        and how many. "" is not shown. None where too many claims would have to be counted.
        """
        found = self._counts.facet(name, asked.asked(), MOST_VALUES)
        if found is None and total > MOST_COUNTED:
            return None
        if found is None:
            column, number = COLUMNS[name], func.count().label("number")
            query = select(column.label("value"), number).where(*_where(asked), column != "").group_by(column)
            query = query.order_by(number.desc(), column).limit(MOST_VALUES)
            found = [(str(value), count) for value, count in self._connection.execute(query)]
        called = self._called(name, [value for value, _ in found])
        return [(value, called.get(value, value), count) for value, count in found]

    def _called(self, name: str, values: Sequence[str]) -> dict[str, str]:
        if name == "document":
            query = select(document.c.id, document.c.name).where(document.c.id.in_(values))
        elif name == "incident":
            query = select(incident.c.id, incident.c.label).where(incident.c.id.in_(values))
        else:
            return {}
        return {row[0]: str(row[1]) for row in self._connection.execute(query)}

    def all(self) -> dict[str, Mapping[str, Any]]:
        """Every row by its claim, for comparing."""
        return {row["claim_id"]: dict(row) for row in self._connection.execute(select(queue)).mappings()}

    def altered(
        self, claims: Iterable[tuple[Claim, str, int]], states: Mapping[str, str], incidents: Sequence[Incident]
    ) -> list[str]:
        """Claims whose row is not what they (as people mended them, each with its document and its place there), how far they
        were read, and their incidents give; and of rows whose claim is not among these.
        """
        stored = self.all()
        home = {member.claim_id: one for one in incidents for member in one.members}
        wrong = []
        for one, where, position in claims:
            right = {"claim_id": one.id, "document_id": where, "position": position, **NEW, **_said(one)}
            right["state"] = states.get(one.id, ReviewState.OPEN)
            if one.id in home:
                held = home[one.id]
                right |= {"incident_id": held.id, "rank": _rank(held, one.harm, one.count.low, one.count.high)}
            if stored.pop(one.id, None) != right:
                wrong.append(one.id)
        return wrong + sorted(stored)

    def are_counted(self) -> bool:
        """Whether the counts are those of the rows."""
        return self._counts.are_right()

    def is_whole(self) -> bool:
        """Whether every claim has a row."""
        claims = select(func.count()).select_from(claim).scalar_subquery()
        rows = select(func.count()).select_from(queue).scalar_subquery()
        return bool(self._connection.execute(select(claims == rows)).scalar())

    def clear(self) -> None:
        """Forget every row; they are worked out anew."""
        self._connection.execute(delete(queue))
        self._counts.clear()


def _said(one: Claim) -> dict[str, Any]:
    """What a claim itself says."""
    happened = one.date.interval if one.date is not None else None
    return {
        "harm": one.harm, "low": one.count.low, "high": one.count.high,
        "day": happened.start.isoformat() if happened is not None else "",
        "place": one.place.place.name if one.place is not None else "", "rule": one.rules[0] if one.rules else "",
        "sure": _band(one.confidence), "confidence": 1.0 if one.confidence is None else one.confidence,
    }  # fmt: skip


def _band(confidence: float | None) -> str:
    if confidence is None:
        return "not weighed"
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubtful"


def _rank(one: Incident, harm: str, low: int | None, high: int | None) -> float:
    """From -2, look at it first, to 0: 1 for a bound of a figure, and how far apart the bounds are, as a share of the upper
    one.
    """
    figures = [figure for figure in one.figures if figure.harm == harm]
    bound = any((low is not None and low == f.low) or (high is not None and high == f.high) for f in figures)
    apart = [(f.high - (f.low or 0)) / f.high for f in figures if f.high]
    return 0.0 - (float(bound) + max(apart, default=0.0))  # -0.0 is another number in some databases and 0 in others


def _where(asked: ClaimFilter) -> list[ColumnElement[bool]]:
    out = [COLUMNS[name] == value for name, value in asked.asked().items() if name in COLUMNS]
    if asked.since:
        out.append(queue.c.day >= asked.since)
    if asked.until:
        out += [queue.c.day != "", queue.c.day <= asked.until + "~"]
    if asked.name:
        holds = func.lower(claim.c.names).contains(asked.name.lower(), autoescape=True)
        out.append(queue.c.claim_id.in_(select(claim.c.id).where(claim.c.names != "[]", holds)))
    if asked.reader:
        out.append(queue.c.claim_id.in_(select(assignment.c.subject).where(assignment.c.name == asked.reader)))
    return out or [literal(value=True)]
