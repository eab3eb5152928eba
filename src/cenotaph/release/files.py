"""Writes everything that a release holds into one folder: tables, the forms of others, the site, and what describes them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cenotaph.model import PublicRecord
from cenotaph.release.changes import Change
from cenotaph.release.data.writing import write_tables
from cenotaph.release.exchange import FORMS
from cenotaph.release.exchange.csv_lines import csv_lines
from cenotaph.release.exchange.datapackage import data_package
from cenotaph.release.exchange.rocrate import ro_crate
from cenotaph.release.manifest import file_facts
from cenotaph.release.site import write_door, write_site
from cenotaph.release.statement import Statement

__all__ = ["STATEMENT", "write_release_files"]

STATEMENT = "release.yaml"


def write_release_files(
    folder: Path, record: PublicRecord, statement: Statement, said: str, number: int, changes: Sequence[Change],
    wordings: Mapping[str, Mapping[str, str]], head: str,
) -> dict[str, int]:  # fmt: skip
    """Write the files into the empty `folder`; `said` is the statement as the recorder wrote it, `wordings` the sentences of the
    program in other languages by the English one, `head` the ten words of the record that it is made from. The number of rows of
    each table, and of pages as `pages`. The same record and statement give the same bytes, but for the page of the head: the
    record of another office, made at another time, has another one.
    """
    data = folder / "data"
    data.mkdir(parents=True)
    counts = write_tables(record, data)
    for name, form in FORMS.items():
        _write(data / name, form.write(record))
    changed = ([getattr(one, name) for name in Change.__slots__] for one in changes)
    _write(data / "changes.csv", csv_lines(Change.__slots__, rows=changed))
    (data / "datapackage.json").write_text(data_package(statement, number, record.as_of, data), encoding="utf-8")
    (folder / STATEMENT).write_text(said, encoding="utf-8")
    counts["pages"] = write_site(folder / "site", record, statement, number, changes, wordings, head)
    (folder / "index.html").write_text(write_door(statement), encoding="utf-8")
    (folder / "README.txt").write_text(_readme(statement, record, number), encoding="utf-8")
    (folder / "ro-crate-metadata.json").write_text(
        ro_crate(statement, number, record.as_of, file_facts(folder)), encoding="utf-8"
    )
    return counts


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def _readme(statement: Statement, record: PublicRecord, number: int) -> str:
    return (
        f"{statement.title}\n{statement.publisher}\nRelease {number}, as of {record.as_of}. {statement.licence}\n\n"
        "Open site/index.html to read. The tables are in data/; data/datapackage.json describes them, and site/data.html\n"
        "says what every column means. release.json names every file with its SHA-256; release.json.sig is its signature by\n"
        "signing-key.pem.\n\n"
        "Every number is somebody's claim. What is documented is not all that happened.\n"
        f"Corrections: {statement.contact}\n"
    )
