"""Incidents in the columns of the UCDP Georeferenced Event Dataset (Sundberg and Melander 2013, doi:10.1177/0022343313484347).

UCDP-like, not UCDP: its rule of inclusion and its actors are not applied. Deaths are not told apart by side, so all are
`deaths_unknown` and the columns of the sides and of civilians are empty, not 0. Where no figure is best, `best` is empty.
Incidents without a day or without a figure of killed are left out, since the form has no way to say "not known".
"""

from collections.abc import Iterator

from cenotaph.model import DateInterval, Harm, PublicRecord, Role
from cenotaph.release.exchange.csv_lines import csv_lines
from cenotaph.release.exchange.view import ClaimsBy, days_of, figure_of, real_incidents, sources_of
from cenotaph.vocabulary import load_vocabulary

__all__ = ["UCDP_COLUMNS", "ucdp_csv"]

UCDP_COLUMNS = (
    "id", "relid", "year", "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "latitude", "longitude", "event_clarity", "date_prec", "date_start",
    "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip
BETWEEN = ";"


def ucdp_csv(record: PublicRecord) -> Iterator[str]:
    """The lines of the table as CSV."""
    claims, sources = ClaimsBy(record, "incident"), {one.id: one for one in record.sources}
    rows = []
    for one in real_incidents(record):
        figure, days = figure_of(one, Harm.KILLED), days_of(one)
        if figure is None or days is None:
            continue
        killed = [claim for claim in claims.of(one.id) if claim.harm == Harm.KILLED]
        cited = sources_of(killed, sources)
        term = load_vocabulary("place_precision")[one.place.precision]
        articles = [
            ", ".join(part for part in (f'"{held.publisher}"', held.published, f'"{held.title}"') if part) for held in cited
        ]
        rows.append([
            one.id, one.id, days[0].year, len(cited), BETWEEN.join(articles), BETWEEN.join(held.publisher for held in cited),
            BETWEEN.join(held.published for held in cited), BETWEEN.join(held.title for held in cited),
            BETWEEN.join(sorted({claim.origin for claim in killed if claim.role == Role.TOTAL})), term.crosswalk.get("ucdp", ""),
            one.place.name, one.place.latitude, one.place.longitude, 1, DateInterval(*days).precision, days[0], days[1],
            None, None, None, figure.best, figure.best, figure.high, figure.low,
        ])  # fmt: skip
    return csv_lines(UCDP_COLUMNS, rows=rows)
