"""A CSV as one string, with cells that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from cenotaph.release.data.writing import plain_cell

__all__ = ["csv_text"]


def csv_text(*headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """One or more heading rows, then `rows`; None is an empty cell, several values have a bar between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(headings)
    for row in rows:
        writer.writerow([plain_cell(value) for value in row])
    return out.getvalue()
