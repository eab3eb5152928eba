"""Puts rows on the screen as a table, as JSON or as CSV. Text of documents is data: markup and control codes are taken out."""

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["console", "isolated", "plain", "show_rows"]

ID = re.compile(r"[a-z]{1,4}-[0-9a-z]{10}")
ISOLATES = "\u2068\u2069"  # first strong isolate, pop directional isolate
BETWEEN = " │ "
READABLE = 8
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def console(*, stderr: bool = False) -> Console:
    """A console that is as wide as the terminal, and wide enough in a pipe to keep a row on a line."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 180)


def plain(words: object) -> str:
    """One line of printable text: what a hostile document hides in control codes must not reach the terminal."""
    return "".join(c if c.isprintable() else " " for c in str(words))


def isolated(words: object) -> str:
    """Words of a document as they are quoted in a line: those of a script from right to left stand apart from what is around them
    (Unicode Standard Annex 9, 2.4), so that the marks of quotation and the rest of the line keep their places.
    """
    shown = plain(words)
    rightward = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in shown)
    return f"{ISOLATES[0]}{shown}{ISOLATES[1]}" if rightward else shown


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def show_rows(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], form: str | None, *, title: str = "", empty: str = "nothing"
) -> None:
    """Print `rows`. `columns` maps keys to headings for the table; JSON and CSV have every key."""
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    if form == "csv":
        keys = list(rows[0]) if rows else list(columns)
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(keys)
        for row in rows:
            writer.writerow([_guarded(row.get(key)) for key in keys])
        return
    if not rows:
        click.echo(empty)
        return
    screen = console()
    widths = _widths(rows, columns, screen.width)
    table = Table(title=title or None, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for key, width in widths.items():
        number = all(isinstance(row.get(key), int | type(None)) for row in rows) and any(row.get(key) is not None for row in rows)
        table.add_column(columns[key], justify="right" if number else "left", overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(isolated(_cell(row.get(key)))) for key in widths))
    screen.print(table)
    left_out = [heading for key, heading in columns.items() if key not in widths]
    if left_out:
        screen.print(Text(f"left out at this width: {', '.join(left_out)}"), style="dim")


def _widths(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], width: int) -> dict[str, int]:
    """How wide each column is on a screen of this width, so that no id and no number is broken: where even the narrowest do not
    fit, those on the right are left out; the others share what there is, the widest giving way first.
    """
    least = {key: _narrowest(rows, key, heading) for key, heading in columns.items()}
    kept = list(columns)

    def room() -> int:
        return width - len(BETWEEN) * (len(kept) - 1)

    while len(kept) > 1 and sum(least[key] for key in kept) > room():
        kept.pop()
    out = {key: max(least[key], *(cell_len(plain(_cell(row.get(key)))) for row in rows)) for key in kept}
    while (over := sum(out.values()) - room()) > 0:
        widest = max((key for key in kept if out[key] > least[key]), key=lambda key: out[key], default=None)
        if widest is None:
            return out
        others = [out[key] for key in kept if key != widest]
        out[widest] = max(least[widest], out[widest] - over, min(max(others, default=0), out[widest] - 1))
    return out


def _narrowest(rows: Sequence[Mapping[str, Any]], key: str, heading: str) -> int:
    """How wide a column must be at least: as its longest id or number and the longest word of its heading, and wide enough to
    read words in.
    """
    words = [word for row in rows for word in plain(_cell(row.get(key))).split()]
    whole = max((cell_len(word) for word in words if ID.search(word) or word[:1].isdigit()), default=0)
    return max(whole, *map(cell_len, heading.split()), min(READABLE, max(map(cell_len, words), default=1)))


def _guarded(value: object) -> str:
    """A CSV cell that no spreadsheet takes for a formula."""
    words = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "'" + words if words.startswith(FORMULA) and not isinstance(value, int | float) else words
