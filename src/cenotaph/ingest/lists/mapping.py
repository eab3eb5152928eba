"""Which column of a list means what: guessed from headings, shown, confirmed by a person, and kept for the next time.

A mapping file is YAML: `key`, `columns` (heading: field), `date_order` (heading: dmy, mdy, ymd or ydm, with `excel` where numbers
are days as a spreadsheet counts them and `19xx` or `20xx` where years have two digits), `harm` (for every row of a list that has
no such column), `one_person_a_row` (the list names nobody twice), `terms` (field: cell: code), and `sheet` and `heading_row`
where the table has to be looked for. A heading that fits nothing is left out of the comparison and kept as given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.ingest.lists.headings import heading_key, heading_keys, order_said
from cenotaph.ingest.lists.table import ListTable
from cenotaph.ingest.lists.words import list_words
from cenotaph.model import Harm
from cenotaph.text import check_order, fold, guess_day_order, load_plain_yaml, said_yes
from cenotaph.vocabulary import load_vocabulary

__all__ = ["ListMapping", "check_mapping", "dump_mapping", "guess_mapping", "load_mapping"]

SEVERAL = ("given_name", "family_name", "address", "other_name", "note")
NAMES = ("name", "given_name", "family_name")
DATES = ("birth_date", "harm_date")


@dataclass(frozen=True, slots=True)
class ListMapping:
    """What a list's columns mean; see the module."""

    columns: Mapping[str, str]
    date_order: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    harm: str = ""
    one_person_a_row: bool = True
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    sheet: str = ""
    heading_row: int = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a mapping passes from one process to another."""
        return load_mapping, (dump_mapping(self), "")

    def under(self, wanted: str) -> list[str]:
        """The headings of one field, in the order of the table."""
        return [heading for heading, named in self.columns.items() if named == wanted]


def guess_mapping(table: ListTable) -> ListMapping:
    """The likeliest mapping, by headings alone. A field that only one column can have goes to the first that fits."""
    by_words = {heading_key(words): code for code, listed in list_words()["headings"].items() for words in map(str, listed)}
    columns: dict[str, str] = {}
    for heading in table.heading:
        code = next((by_words[key] for key in heading_keys(heading) if key in by_words), None)
        if code == "name" and "name" in columns.values():
            code = "other_name"
        if code and (code in SEVERAL or code not in columns.values()):
            columns[heading] = code
    if "other_name" in columns.values() and not set(NAMES) & set(columns.values()):
        first = next(heading for heading, code in columns.items() if code == "other_name")
        columns[first] = "name"
    _name_beside_a_part(columns, table)
    _town_of_the_harm(columns)
    orders = {}
    for heading, code in columns.items():
        if code in DATES and (order := order_said(heading) or guess_day_order(table.column(heading))):
            orders[heading] = order
    deaths = {heading_key(words) for words in map(str, list_words()["deaths"])}
    of_the_dead = "harm" not in columns.values() and any(
        key in deaths for heading in table.heading for key in heading_keys(heading)
    )
    return ListMapping(MappingProxyType(columns), MappingProxyType(orders), Harm.KILLED.value if of_the_dead else "")


def _name_beside_a_part(columns: dict[str, str], table: ListTable) -> None:
    """A column called "name" beside one of surnames holds given names, and beside given names surnames, in any language; unless
    its cells repeat the other column, and so are whole names.
    """
    parts = {code: heading for heading, code in columns.items() if code in ("given_name", "family_name")}
    whole = next((heading for heading, code in columns.items() if code == "name"), None)
    if whole is None or len(parts) != 1:
        return
    ((part, beside),) = parts.items()
    cells = [
        (fold(name).split(), fold(other).split()) for name, other in zip(table.column(whole), table.column(beside), strict=True)
    ]
    told = [(name, other) for name, other in cells if name and other]
    if sum(set(other) <= set(name) for name, other in told) * 2 <= len(told):
        columns[whole] = "given_name" if part == "family_name" else "family_name"


def _town_of_the_harm(columns: dict[str, str]) -> None:
    """A column called "city" is where it happened, where the list has a day of harm and no other place."""
    towns = {heading_key(words) for words in map(str, list_words()["towns"])}
    if "harm_date" in columns.values() and "harm_place" not in columns.values():
        for heading, code in columns.items():
            if code == "residence" and any(key in towns for key in heading_keys(heading)):
                columns[heading] = "harm_place"
                return


def check_mapping(mapping: ListMapping, table: ListTable, where: str) -> None:
    """Raise `UnreadableFile` when the mapping does not fit the table: a heading it lacks, a key that repeats, nothing to go
    by.
    """
    missing = [heading for heading in mapping.columns if heading not in table.heading]
    if missing:
        raise UnreadableFile(f"the mapping names columns that the list lacks: {', '.join(missing)}", where=where,
                             remedy="correct the mapping, or leave --map out to be shown what is guessed")  # fmt: skip
    for code in set(mapping.columns.values()):
        headings = mapping.under(code)
        if len(headings) > 1 and code not in SEVERAL:
            raise UnreadableFile(f"{code} can be one column only, not {', '.join(headings)}", where=where)
    if not set(mapping.columns.values()) - {"key", "note", "harm", "sex"}:
        raise UnreadableFile("no column of a name, a date or a place could be told from the headings", where=where,
                             remedy="write a mapping file, and give it with --map; see docs/guide/lists.md")  # fmt: skip
    for heading in mapping.under("key"):
        _check_key(table, heading, where)


def _check_key(table: ListTable, heading: str, where: str) -> None:
    cells = table.column(heading)
    seen: dict[str, int] = {}
    repeated: list[str] = []
    for line, cell in zip(table.lines, cells, strict=True):
        if not cell:
            raise UnreadableFile(
                f"line {line}: the key {heading} is empty", where=where, remedy="fill it, or map no column as key"
            )
        if cell in seen:
            repeated.append(f"{cell} (lines {seen[cell]} and {line})")
        seen.setdefault(cell, line)
    if repeated:
        more = f" and {len(repeated) - 3:,} more" if len(repeated) > 3 else ""
        raise UnreadableFile(
            f"the key {heading} repeats: {', '.join(repeated[:3])}{more}",
            where=where,
            remedy="map no column as key (rows are then told apart by what they hold), or correct the list",
        )


def load_mapping(text: str, where: str) -> ListMapping:
    """A mapping from YAML. Raises `UnreadableFile` for an unknown field, order, harm or term."""
    try:
        data = load_plain_yaml(text)
    except yaml.YAMLError as fault:
        raise UnreadableFile(f"the mapping is no YAML: {str(fault).splitlines()[0]}", where=where) from fault
    if not isinstance(data, dict) or not isinstance(data.get("columns"), dict):
        raise UnreadableFile(
            "a mapping has columns: with a field for each heading", where=where, remedy="see docs/guide/lists.md"
        )
    unknown = sorted(set(data) - {"columns", "date_order", "harm", "one_person_a_row", "terms", "sheet", "heading_row"})
    if unknown:
        raise UnreadableFile(f"the mapping has parts that mean nothing: {', '.join(unknown)}", where=where)
    one_person = said_yes(str(data.get("one_person_a_row") or "yes"))
    if one_person is None:
        raise UnreadableFile("one_person_a_row is yes or no", where=where)
    _check_shape(data, where)
    heading_row = str(data.get("heading_row") or "0")
    if not heading_row.isdigit() or len(heading_row) > 6:
        raise UnreadableFile("heading_row is the number of the line that holds the headings", where=where)
    mapping = ListMapping(
        MappingProxyType({str(heading): str(code) for heading, code in data["columns"].items()}),
        MappingProxyType({str(heading): str(order) for heading, order in (data.get("date_order") or {}).items()}),
        str(data.get("harm") or ""),
        one_person,
        MappingProxyType(
            {str(code): {str(k): str(v) for k, v in said.items()} for code, said in (data.get("terms") or {}).items()}
        ),
        str(data.get("sheet") or ""),
        int(heading_row),
    )
    try:
        _check_codes(mapping)
    except InvalidValue as fault:
        raise UnreadableFile(fault.what, where=where) from fault
    return mapping


def _check_shape(data: Mapping[str, Any], where: str) -> None:
    """Refuse parts that are not what they have to be: a heading or a cell on the left, one word on the right."""
    terms = data.get("terms") or {}
    inner = terms.values() if isinstance(terms, dict) else [None]
    for part in (data["columns"], data.get("date_order") or {}, terms, *inner):
        if not isinstance(part, dict) or part is not terms and not all(isinstance(meant, str) for meant in part.values()):
            raise UnreadableFile(
                "columns, date_order and terms are lists of `heading: field`", where=where, remedy="see docs/guide/lists.md"
            )


def _check_codes(mapping: ListMapping) -> None:
    for code in mapping.columns.values():
        load_vocabulary("record_field").check(code)
    for order in mapping.date_order.values():
        check_order(order)
    if mapping.harm:
        load_vocabulary("harm").check(mapping.harm)
    for code, said in mapping.terms.items():
        if code not in ("sex", "harm"):
            raise InvalidValue(f"terms are of sex or harm, not {code!r}")
        for meant in said.values():
            load_vocabulary(code).check(meant)


def dump_mapping(mapping: ListMapping) -> str:
    """The mapping as YAML, as `load_mapping` reads it."""
    data: dict[str, Any] = {"columns": dict(mapping.columns)}
    if mapping.date_order:
        data["date_order"] = dict(mapping.date_order)
    if mapping.harm:
        data["harm"] = mapping.harm
    data["one_person_a_row"] = mapping.one_person_a_row
    data |= {part: said for part, said in (("sheet", mapping.sheet), ("heading_row", mapping.heading_row)) if said}
    if mapping.terms:
        data["terms"] = {code: dict(said) for code, said in mapping.terms.items()}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
