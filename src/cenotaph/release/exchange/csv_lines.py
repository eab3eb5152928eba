"""A CSV line by line, with cells that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cenotaph.release.data.writing import plain_cell

__all__ = ["csv_lines"]


class _Line:
    """Takes the line that a writer writes, and gives it back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def csv_lines(*headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """One or more heading rows, then `rows`; None is an empty cell, several values have a bar between."""
    writer = csv.writer(_Line(), lineterminator="\n")
    for heading in headings:
        yield writer.writerow(heading)
    for row in rows:
        yield writer.writerow([plain_cell(value) for value in row])
