"""Puts rows on the screen as a table, as JSON or as CSV. Text of documents is data: markup and control codes are taken out."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["console", "plain", "show_rows"]

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def console(*, stderr: bool = False) -> Console:
    """A console that is as wide as the terminal, and wide enough in a pipe to keep a row on a line."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 180)


def plain(words: object) -> str:
    """One line of printable text: what a hostile document hides in control codes must not reach the terminal."""
    return "".join(c if c.isprintable() else " " for c in str(words))


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
    table = Table(title=title or None, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for key, heading in columns.items():
        number = all(isinstance(row.get(key), int | type(None)) for row in rows) and any(row.get(key) is not None for row in rows)
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(_cell(row.get(key)))) for key in columns))
    console().print(table)


def _guarded(value: object) -> str:
    """A CSV cell that no spreadsheet takes for a formula."""
    words = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "'" + words if words.startswith(FORMULA) and not isinstance(value, int | float) else words
