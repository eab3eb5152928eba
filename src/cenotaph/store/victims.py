"""Scored pairs and the victims that records are thought to be. Replaced as a whole by each linking; an id once given leads
somewhere for ever.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from cenotaph.model import RELATIVES, PairState, Victim, VictimRecord
from cenotaph.store.in_parts import in_parts
from cenotaph.store.lists import record_from
from cenotaph.store.paging import FIRST, Turn
from cenotaph.store.rows import dump
from cenotaph.store.tables import metadata

__all__ = ["LinkRun", "RecordPair", "VictimStore"]

record_pair = metadata.tables["record_pair"]
victim = metadata.tables["victim"]
victim_member = metadata.tables["victim_member"]
victim_record = metadata.tables["victim_record"]
victim_redirect = metadata.tables["victim_redirect"]
link_run = metadata.tables["link_run"]
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records with the weight of the evidence that they are one person (log2 of the odds), and its parts.

    `parts`: comparison, level and weight in bits, in the order compared. `state` is what became of it.
    """

    first: str
    second: str
    weight: float
    parts: tuple[tuple[str, int, float, float], ...] = ()
    state: PairState = PairState.APART

    @property
    def related(self) -> bool:
        """Whether the two are rather of one family than strangers, and not one person."""
        return self.weight < 0 and any(part[0] == RELATIVES and part[1] == 1 for part in self.parts)


@dataclass(frozen=True, slots=True)
class LinkRun:
    """One linking: when, the model as it was trained, and what came of it."""

    number: int
    made_at: str
    model: Mapping[str, Any]
    report: Mapping[str, Any]


class VictimStore:
    """Victims over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace_pairs(self, pairs: Sequence[RecordPair]) -> None:
        """Put all scored pairs in place of the old ones."""
        self._connection.execute(delete(record_pair))
        self.add_pairs(pairs)

    def drop_pairs_of(self, records: Sequence[str]) -> None:
        """Forget the pairs of these records: they are about to be scored anew."""
        for some in in_parts(records):
            self._connection.execute(
                delete(record_pair).where(or_(record_pair.c.first.in_(some), record_pair.c.second.in_(some)))
            )

    def add_pairs(self, pairs: Sequence[RecordPair]) -> None:
        """Put pairs in beside those there are."""
        for some in in_parts(pairs, BATCH):
            rows = [
                {
                    "first": pair.first,
                    "second": pair.second,
                    "weight": pair.weight,
                    "parts": dump(pair.parts),
                    "state": pair.state,
                }
                for pair in some
            ]
            self._connection.execute(insert(record_pair), rows)

    def weights(self) -> Iterator[tuple[str, str, float]]:
        """Every scored pair: the two ids and the weight."""
        query = select(record_pair.c.first, record_pair.c.second, record_pair.c.weight)
        for row in self._connection.execute(query):
            yield row[0], row[1], row[2]

    def states(self, among: Sequence[PairState] = tuple(PairState)) -> Iterator[tuple[str, str, str]]:
        """Every scored pair in one of the states `among`: the two ids and what became of it."""
        query = select(record_pair.c.first, record_pair.c.second, record_pair.c.state)
        query = query.where(record_pair.c.state.in_(list(among))).execution_options(yield_per=BATCH)
        return (tuple(row) for row in self._connection.execute(query))

    def founders(self) -> dict[str, str]:
        """Victim id to the id of the record that it is known by."""
        return {row.id: row.founding_record for row in self._connection.execute(select(victim))}

    def set_states(self, states: Iterable[tuple[str, str, PairState]]) -> None:
        """Set the states of pairs: first, second, state. All others become "apart"."""
        self._connection.execute(update(record_pair).values(state=PairState.APART))
        rows = [{"one": first, "other": second, "now": state} for first, second, state in states]
        change = (
            update(record_pair)
            .where(record_pair.c.first == bindparam("one"), record_pair.c.second == bindparam("other"))
            .values(state=bindparam("now"))
        )
        for some in in_parts(rows, BATCH):
            self._connection.execute(change, some)

    def pairs(self, states: Sequence[PairState] | None = None, records: Iterable[str] | None = None) -> list[RecordPair]:
        """Pairs in one of `states`, with at least one of `records`; heaviest first."""
        query = select(record_pair).order_by(record_pair.c.weight.desc(), record_pair.c.first, record_pair.c.second)
        if states is not None:
            query = query.where(record_pair.c.state.in_(list(states)))
        if records is not None:
            ids = list(records)
            query = query.where(or_(record_pair.c.first.in_(ids), record_pair.c.second.in_(ids)))
        return [_pair_from(dict(row)) for row in self._connection.execute(query).mappings()]

    def open_pairs(
        self, states: Sequence[PairState], least: float, below: float | None, judged: Iterable[tuple[str, str]], most: int | None
    ) -> tuple[list[RecordPair], int]:
        """Pairs in one of `states`, of a weight from `least` and under `below`, but for the `judged`: the `most` of them that are
        nearest to even odds, and how many there are.
        """
        asked = record_pair.c.state.in_(list(states)) & (record_pair.c.weight >= least)
        if below is not None:
            asked &= record_pair.c.weight < below
        done = {tuple(sorted(pair)) for pair in judged}
        query = select(record_pair).where(asked)
        query = query.order_by(func.abs(record_pair.c.weight), record_pair.c.first, record_pair.c.second)
        if most is not None:
            query = query.limit(most + len(done))
        found = [_pair_from(dict(row)) for row in self._connection.execute(query).mappings()]
        total = int(self._connection.execute(select(func.count()).select_from(record_pair).where(asked)).scalar() or 0)
        for some in in_parts({first for pair in done for first in pair}):
            near = select(record_pair.c.first, record_pair.c.second).where(asked, record_pair.c.first.in_(some))
            total -= sum(tuple(sorted(row)) in done for row in self._connection.execute(near))
        return [pair for pair in found if tuple(sorted((pair.first, pair.second))) not in done][:most], total

    def sizes_of(self, victims: Iterable[str]) -> dict[str, int]:
        """How many records each of these victims has."""
        found: dict[str, int] = {}
        for some in in_parts(sorted(set(victims))):
            query = select(victim_member.c.victim_id, func.count()).where(victim_member.c.victim_id.in_(some))
            found |= {row[0]: row[1] for row in self._connection.execute(query.group_by(victim_member.c.victim_id))}
        return found

    def members(self) -> dict[str, str]:
        """Record id to victim id."""
        return {row.record_id: row.victim_id for row in self._connection.execute(select(victim_member))}

    def members_of(self, records: Iterable[str]) -> dict[str, str]:
        """Record id to victim id, of these records."""
        queries = (select(victim_member).where(victim_member.c.record_id.in_(some)) for some in in_parts(records))
        return {row.record_id: row.victim_id for query in queries for row in self._connection.execute(query)}

    def all(self) -> list[Victim]:
        """Every victim, with its records in the order they were loaded; in the order of their first record."""
        query = (
            select(victim_member.c.victim_id, victim_member.c.record_id)
            .join(victim_record, victim_record.c.id == victim_member.c.record_id)
            .order_by(victim_record.c.number)
        )
        found: dict[str, list[str]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.victim_id, []).append(row.record_id)
        return [Victim(victim_id, tuple(records)) for victim_id, records in found.items()]

    def with_records(self) -> Iterator[tuple[Victim, list[VictimRecord]]]:
        """Every victim with its records in the order they were loaded; by id. They pass through, and are not held."""
        query = (
            select(victim_member.c.victim_id, victim_record)
            .join(victim_record, victim_record.c.id == victim_member.c.record_id)
            .order_by(victim_member.c.victim_id, victim_record.c.number)
            .execution_options(yield_per=BATCH)
        )
        for victim_id, rows in groupby(self._connection.execute(query).mappings(), key=lambda row: row["victim_id"]):
            records = [record_from(dict(row)) for row in rows]
            yield Victim(victim_id, tuple(one.id for one in records)), records

    def page(self, limit: int, turn: Turn = FIRST) -> list[Victim]:
        """As many victims in the order of `all`: the first, or those after or before another."""
        query = select(victim.c.id).join(victim_record, victim_record.c.id == victim.c.founding_record)
        wanted = turn.page(self._connection, query, (victim_record.c.number, victim.c.id), limit)
        found = {one.id: one for one in self.of_victims(wanted)}
        return [found[one] for one in wanted]

    def of_victims(self, ids: Iterable[str]) -> list[Victim]:
        """These victims, with their records in the order they were loaded."""
        found: dict[str, list[str]] = {}
        for some in in_parts(sorted(ids)):
            query = select(victim_member.c.victim_id, victim_member.c.record_id)
            query = query.join(victim_record, victim_record.c.id == victim_member.c.record_id)
            query = query.where(victim_member.c.victim_id.in_(some)).order_by(victim_member.c.victim_id, victim_record.c.number)
            for row in self._connection.execute(query):
                found.setdefault(row.victim_id, []).append(row.record_id)
        return [Victim(one, tuple(records)) for one, records in found.items()]

    def count(self) -> int:
        """How many victims there are."""
        return int(self._connection.execute(select(func.count()).select_from(victim)).scalar() or 0)

    def get(self, victim_id: str) -> Victim | None:
        """The victim of this id, with its records in the order they were loaded."""
        return next(iter(self.of_victims([victim_id])), None)

    def current_id(self, given: str) -> str | None:
        """The victim that an id, an old id or a record's id leads to now."""
        seen = set()
        while given not in seen:
            seen.add(given)
            if self._connection.execute(select(victim.c.id).where(victim.c.id == given)).scalar():
                return given
            now = self._connection.execute(select(victim_redirect.c.new_id).where(victim_redirect.c.old_id == given)).scalar()
            now = (
                now
                or self._connection.execute(select(victim_member.c.victim_id).where(victim_member.c.record_id == given)).scalar()
            )
            if now is None:
                return None
            given = str(now)
        return None

    def ids(self) -> list[str]:
        """Every id that a victim has or had."""
        found = [*self._connection.execute(select(victim.c.id)).scalars(), *(old for old, _ in self.redirects())]
        return sorted(set(found))

    def redirects(self) -> list[tuple[str, str]]:
        """Ids that a victim had, each with the id that it has now."""
        moved = {row.old_id: row.new_id for row in self._connection.execute(select(victim_redirect))}
        return sorted((old, now) for old in moved if (now := self.current_id(old)) is not None)

    def replace_victims(self, victims: Sequence[Victim]) -> None:
        """Put `victims` in place of the old ones. An old id that is no longer a victim's leads to the victim that has its
        founding record.
        """
        old = {row.id: row.founding_record for row in self._connection.execute(select(victim))}
        self._connection.execute(delete(victim_member))
        self._connection.execute(delete(victim))
        members = [{"record_id": record, "victim_id": one.id} for one in victims for record in one.records]
        rows = [{"id": one.id, "founding_record": one.records[0]} for one in victims]
        for some in in_parts(rows, BATCH):
            self._connection.execute(insert(victim), some)
        for some in in_parts(members, BATCH):
            self._connection.execute(insert(victim_member), some)
        now = {entry["record_id"]: entry["victim_id"] for entry in members}
        alive = {one.id for one in victims}
        earlier = {row.old_id: row.new_id for row in self._connection.execute(select(victim_redirect))}
        moved = {old_id: now[founder] for old_id, founder in old.items() if old_id not in alive and founder in now}
        kept = {old_id: new_id for old_id, new_id in {**earlier, **moved}.items() if old_id not in alive}
        self._connection.execute(delete(victim_redirect))
        redirects = [{"old_id": old_id, "new_id": new_id} for old_id, new_id in sorted(kept.items())]
        for some in in_parts(redirects, BATCH):
            self._connection.execute(insert(victim_redirect), some)

    def add_run(self, made_at: str, model: Mapping[str, Any], report: Mapping[str, Any]) -> None:
        """Remember a linking."""
        number = int(self._connection.execute(select(func.coalesce(func.max(link_run.c.number), 0))).scalar() or 0) + 1
        entry = {"number": number, "made_at": made_at, "model": dump(dict(model)), "report": dump(dict(report))}
        self._connection.execute(insert(link_run), entry)

    def last_run(self) -> LinkRun | None:
        """The latest linking."""
        row = self._connection.execute(select(link_run).order_by(link_run.c.number.desc()).limit(1)).mappings().first()
        return LinkRun(row["number"], row["made_at"], json.loads(row["model"]), json.loads(row["report"])) if row else None


def _pair_from(row: Mapping[str, Any]) -> RecordPair:
    parts = tuple((name, level, weight, rarity) for name, level, weight, rarity in json.loads(row["parts"]))
    return RecordPair(row["first"], row["second"], row["weight"], parts, PairState(row["state"]))
