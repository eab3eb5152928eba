"""Figures of incidents as a table with a row of HXL hashtags (HXL Standard 1.1): one row an incident.

low and high are `+min` and `+max`. Totals over a period are left out: nothing in HXL keeps a reader from adding them to the rest.
"""

from collections.abc import Iterator

from cenotaph.model import PublicRecord
from cenotaph.release.exchange.csv_lines import csv_lines
from cenotaph.release.exchange.view import days_of, figure_of, real_incidents
from cenotaph.vocabulary import load_vocabulary

__all__ = ["hxl_csv"]

HARMS = {term.code: term.crosswalk["hxl"] for term in load_vocabulary("harm") if "hxl" in term.crosswalk}


def hxl_csv(record: PublicRecord) -> Iterator[str]:
    """The lines of the table as CSV."""
    heading = ["Incident", "First possible day", "Last possible day", "Place", "Latitude", "Longitude"]
    tags = ["#event+id", "#date+event+start", "#date+event+end", "#loc+name", "#geo+lat", "#geo+lon"]
    for harm, tag in HARMS.items():
        heading += [f"{harm}, low", f"{harm}, high"]
        tags += [f"{tag}+min", f"{tag}+max"]
    rows = []
    for one in real_incidents(record):
        days = days_of(one)
        row: list[object] = [one.id, *(days or ("", "")), one.place.name, one.place.latitude, one.place.longitude]
        for harm in HARMS:
            figure = figure_of(one, harm)
            row += [figure.low if figure else None, figure.high if figure else None]
        rows.append(row)
    return csv_lines(heading, tags, rows=rows)
