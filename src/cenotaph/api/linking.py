"""Finds each victim once across lists that a notebook holds. Nothing is stored; a join is a proposal with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from cenotaph.api.frame import Frame, rows_of
from cenotaph.errors import InvalidValue, NotInstalled
from cenotaph.estimate import CaptureHistories
from cenotaph.ingest.lists import ListMapping, ListTable, check_mapping, guess_mapping, normalise_list
from cenotaph.link import DuckDbEngine, EvidenceLine, LinkInput, LinkResult, ScoredPair, explain_parts, link_records, odds_words
from cenotaph.model import VictimRecord
from cenotaph.show.alone import stand_alone
from cenotaph.show.waterfall import draw_waterfall
from cenotaph.steps.tables import table_offered

__all__ = ["Explanation", "Linkage", "link"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two records are, or are not, thought to be one person: `weight` in bits, `odds` in words, and `lines` of evidence."""

    first: VictimRecord
    second: VictimRecord
    weight: float
    lines: tuple[EvidenceLine, ...]

    @property
    def odds(self) -> str:
        """The weight as odds."""
        return odds_words(self.weight)

    def to_frame(self) -> Frame:
        """A row a comparison: what was compared, what was found, its weight in bits, and the sum so far."""
        rows = ({"compared": one.label, "found": one.words, "bits": one.bits, "total": one.total} for one in self.lines)
        return Frame(rows, ("compared", "found", "bits", "total"))

    def __repr__(self) -> str:
        """The odds, and each line."""
        return "\n".join([self.odds, *(f"{one.bits:+6.1f}  {one.label}: {one.words}" for one in self.lines)])

    def _repr_html_(self) -> str:
        """The waterfall of the weights."""
        return f"<p>{escape(self.odds)}</p>{stand_alone(draw_waterfall(list(self.lines)))}"


@dataclass(frozen=True, slots=True)
class Linkage:
    """Records of several lists, and the victims they are thought to be."""

    lists: tuple[str, ...]
    records: tuple[VictimRecord, ...]
    names: tuple[str, ...]
    result: LinkResult

    @property
    def victims(self) -> Frame:
        """A row a victim: its records' names, their lists and their keys (row numbers from 0 where a list has no key)."""
        groups: dict[int, list[int]] = {}
        for at, label in enumerate(self.result.clusters.label.tolist()):
            groups.setdefault(label, []).append(at)
        rows = (
            {
                "victim": label,
                "name": self.records[members[0]].name,
                "records": [self.names[at] for at in members],
                "lists": list(dict.fromkeys(self.records[at].list_id for at in members)),
            }
            for label, members in sorted(groups.items())
        )
        return Frame(rows, ("victim", "name", "records", "lists"))

    @property
    def pairs(self) -> Frame:
        """A row a pair that was kept: the two records, the weight in bits, and whether they stand under one victim."""
        label = self.result.clusters.label.tolist()
        rows = [
            {
                "first": self.names[pair.first],
                "second": self.names[pair.second],
                "weight": pair.weight,
                "joined": label[pair.first] == label[pair.second],
            }
            for pair in self.result.scored()
        ]
        return Frame(sorted(rows, key=lambda row: -float(str(row["weight"]))), ("first", "second", "weight", "joined"))

    def explain(self, first: str, second: str) -> Explanation:
        """The evidence about two records, named as in `pairs`. Raises `InvalidValue` for a pair that was not kept."""
        for pair in self.result.scored():
            if {self.names[pair.first], self.names[pair.second]} == {first, second}:
                return self._explained(pair)
        raise InvalidValue(f"{first} and {second} are no pair that was kept: they share too little, or are no records here")

    def _explained(self, pair: ScoredPair) -> Explanation:
        lines = tuple(explain_parts(pair.parts, pair.weight))
        return Explanation(self.records[pair.first], self.records[pair.second], pair.weight, lines)

    def histories(self) -> CaptureHistories:
        """Which lists name whom, for `cenotaph.estimate`. Raises `InvalidValue` for fewer than two lists."""
        places = {name: k for k, name in enumerate(self.lists)}
        of = [places[record.list_id] for record in self.records]
        return CaptureHistories.from_clusters(self.lists, self.result.clusters.label.tolist(), of)

    def __repr__(self) -> str:
        """How many records of how many lists are how many victims."""
        victims = len(set(self.result.clusters.label.tolist()))
        return f"<Linkage: {len(self.records):,} records of {len(self.lists)} lists, {victims:,} victims>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self.victims._repr_html_()}"


def link(
    frames_or_rows: Any,
    *,
    mapping: Mapping[str, Mapping[str, str]] | None = None,
    may_repeat: Sequence[str] = (),
    threshold: float = 0.0,
    memory_megabytes: int = 1_000,
) -> Linkage:
    """Find each victim once across lists, and within each.

    Args:
        frames_or_rows: a frame (pandas, polars, Arrow), a list of dictionaries, or the path of a CSV or XLSX, for each list by
            its name; or one frame alone, with a column `list` that names the list.
        mapping: for a list, by its name, what its columns mean: column to field (a code of `record_field`); guessed from the
            headings where it is not given.
        may_repeat: names of lists that may name somebody twice; no two rows of the others are joined.
        threshold: two records are joined above it, in bits; 0 is even odds.
        memory_megabytes: what DuckDB may use before it spills to disk.

    Raises:
        InvalidValue: for what is no table, and for fewer than two records.
        UnreadableFile: for a file or a mapping that cannot be meant.
        NotInstalled: where the extra `[link]` is not installed.

    Examples:
        >>> import cenotaph as cn
        >>> clinic = [{"name": "Khaled Samir Najjar", "age": "34"}, {"name": "Mira Oduya", "age": "8"}]
        >>> town = [{"name": "Khalid Samir al-Najjar", "age": "34"}]
        >>> found = cn.link({"clinic": clinic, "town": town})
        >>> found
        <Linkage: 3 records of 2 lists, 2 victims>
        >>> found.explain("clinic 0", "town 0").weight > 0
        True

    """
    tables = _tables(frames_or_rows)
    records = [record for name, table in tables.items() for record in _records(name, table, (mapping or {}).get(name))]
    if len(records) < 2:
        raise InvalidValue("two records are the least that can be linked")
    no_repeats = frozenset(tables) - set(may_repeat)
    given = LinkInput([one.values for one in records], [one.list_id for one in records], no_repeats)
    result = _linked(given, threshold, memory_megabytes)
    return Linkage(tuple(tables), tuple(records), tuple(f"{one.list_id} {one.position}" for one in records), result)


def _records(name: str, table: ListTable, said: Mapping[str, str] | None) -> list[VictimRecord]:
    meant = ListMapping(dict(said)) if said else guess_mapping(table)
    check_mapping(meant, table, name)
    return normalise_list(table, meant, name)[0]


def _linked(given: LinkInput, threshold: float, memory_megabytes: int) -> LinkResult:
    try:
        engine = DuckDbEngine(memory_megabytes=memory_megabytes)
    except ModuleNotFoundError as missing:
        raise NotInstalled.of(missing) or missing from missing
    try:
        return link_records(given, engine, threshold=threshold)
    finally:
        engine.close()


def _tables(given: Any) -> dict[str, ListTable]:
    if isinstance(given, Mapping):
        return {str(name): _one(held, str(name)) for name, held in given.items()}
    held: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(given):
        if "list" not in row:
            raise InvalidValue(
                "one table of several lists needs a column `list`", remedy="or give a table for each list, by its name"
            )
        held.setdefault(str(row["list"]), []).append({name: value for name, value in row.items() if name != "list"})
    return {name: _table(rows, name) for name, rows in held.items()}


def _one(given: Any, name: str) -> ListTable:
    if isinstance(given, str | Path):
        return table_offered(Path(given))
    return _table(rows_of(given), name)


def _table(rows: Sequence[Mapping[str, Any]], name: str) -> ListTable:
    if not rows:
        raise InvalidValue(f"the list {name} has no rows")
    heading = tuple(dict.fromkeys(str(column) for row in rows for column in row))
    cells = tuple(tuple(_text(row.get(column)) for column in heading) for row in rows)
    return ListTable(heading, cells, tuple(range(2, len(rows) + 2)))


def _text(value: Any) -> str:
    """A cell as a list would have it; a number that pandas made a float of is whole again."""
    if value is None or isinstance(value, float) and value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
