"""Incidents narrowed down without a server: a file of short rows for each year, which the page loads as it needs them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cenotaph.archive.on_disk import OnDisk
from cenotaph.model import PublicIncident, PublicRecord
from cenotaph.release.exchange.view import ClaimsBy
from cenotaph.release.site.edition import UNKNOWN_IN_LABELS, Edition
from cenotaph.release.site.shelves import address
from cenotaph.show.shown import POLICY
from cenotaph.vocabulary import load_vocabulary

__all__ = ["find_choices", "find_files", "words_of_rows"]

UNDATED = "undated"


def find_files(record: PublicRecord) -> Iterator[tuple[str, str]]:
    """Path and text of every file: a call with the incidents of one year, each as a row: label, address, day, place, figures
    (harm, low, high), groups, parties, grades, and whether it holds totals only.
    """
    claims = ClaimsBy(record, "incident")
    years: dict[str, list[list[object]]] = defaultdict(list)
    for one in OnDisk(record.incidents, key=lambda one: (one.date, one.id)):
        groups = sorted({group for claim in claims.of(one.id) for group in claim.groups})
        years[_year(one)].append(
            [
                one.label, address(one.id), one.date, one.place.name,
                [[figure.harm, figure.low, figure.high] for figure in one.figures if figure.policy == POLICY],
                groups, sorted({party for _, party, _, _ in one.statements}),
                [f"{grade.scheme}: {grade.grade}" for grade in one.grades], int(one.totals_only),
            ]
        )  # fmt: skip
    for year, rows in sorted(years.items()):
        body = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield f"find/{year}.js", f"keep({json.dumps(year)},{body});\n"


def find_choices(record: PublicRecord) -> dict[str, list[Any]]:
    """What the form offers: the years, harms, groups, parties and grades (scheme, code) of this release."""
    figures = {figure.harm for one in record.incidents for figure in one.figures}
    return {
        "years": sorted({_year(one) for one in record.incidents}),
        "harms": sorted(figures),
        "groups": sorted({group for claim in record.claims for group in claim.groups}),
        "parties": sorted({party for one in record.incidents for _, party, _, _ in one.statements}),
        "grades": sorted({(grade.scheme, grade.grade) for one in record.incidents for grade in one.grades}),
    }


def words_of_rows(edition: Edition) -> dict[str, str]:
    """What the page needs to word the rows in its language, by what stands in them: codes of harm, and words for what is not
    known.
    """
    codes = {term.code: edition.translate(term.label) for term in load_vocabulary("harm")}
    return codes | {words: edition.translate(words) for words in UNKNOWN_IN_LABELS}


def _year(one: PublicIncident) -> str:
    return one.date[:4] if one.date[:4].isdigit() else UNDATED
