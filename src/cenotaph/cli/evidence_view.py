"""Shows records side by side and the evidence of a pair, in a terminal."""

from collections.abc import Mapping, Sequence

import click

from cenotaph.link import explain_parts, odds_words
from cenotaph.model import VictimRecord
from cenotaph.store import RecordPair
from cenotaph.vocabulary import load_vocabulary

__all__ = ["show_pair", "show_records"]

BAR = 24


def show_records(records: Sequence[VictimRecord], lists: Mapping[str, str]) -> None:
    """The values of the records, one column a record."""
    from cenotaph.cli.show import show_rows

    rows = []
    for field in load_vocabulary("record_field").terms:
        if any(record.values.get(field) for record in records):
            rows.append({"field": field.replace("_", " "), **{record.id: record.values.get(field, "") for record in records}})
    if any(record.flags for record in records):
        rows.append({"field": "flags", **{record.id: ", ".join(record.flags).replace("_", " ") for record in records}})
    headings = {record.id: f"{lists[record.list_id]} · {record.id}" for record in records}
    show_rows(rows, {"field": "", **headings}, None)


def show_pair(pair: RecordPair) -> None:
    """The waterfall of a pair: each weight with a bar to the right for one person, to the left for two."""
    from rich.table import Table
    from rich.text import Text

    from cenotaph.cli.show import console, plain

    lines = explain_parts(pair.parts, pair.weight)
    most = max((abs(line.bits) for line in lines), default=1.0) or 1.0
    table = Table(header_style="bold", show_edge=False, pad_edge=False)
    for heading, side in (
        ("compared", "left"),
        ("found", "left"),
        ("bits", "right"),
        ("against · for", "left"),
        ("sum", "right"),
    ):
        table.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    for line in lines:
        length = round(abs(line.bits) / most * (BAR // 2))
        left = "▒" * length if line.bits < 0 else ""
        right = "█" * length if line.bits > 0 else ""
        bar = left.rjust(BAR // 2) + "│" + right.ljust(BAR // 2)
        table.add_row(Text(line.label), Text(plain(line.words)), f"{line.bits:+.1f}", bar, f"{line.total:+.1f}")
    console().print(table)
    click.echo(f"{odds_words(pair.weight)}")
