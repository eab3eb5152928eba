"""The public record in the forms of others: one module a form, a function from the record to the text of one file.

`FORMS` is the one table of them: a release writes its files, the site lists them, and the tests read it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cenotaph.model import PublicRecord
from cenotaph.release.exchange.followthemoney import follow_the_money
from cenotaph.release.exchange.geojson import geojson
from cenotaph.release.exchange.hxl import hxl_csv
from cenotaph.release.exchange.ibc import ibc_incidents_csv, ibc_people_csv
from cenotaph.release.exchange.ucdp import ucdp_csv

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """What a file of another form holds, and the function that gives its text in pieces, such as lines."""

    about: str
    write: Callable[[PublicRecord], Iterator[str]]


FORMS: Mapping[str, Form] = {
    "hxl-incidents.csv": Form("incidents with HXL hashtags", hxl_csv),
    "ucdp-ged-like.csv": Form("incidents in the columns of UCDP GED", ucdp_csv),
    "ibc-incidents.csv": Form("incidents by the variables of Iraq Body Count", ibc_incidents_csv),
    "ibc-people.csv": Form("people by the variables of Iraq Body Count", ibc_people_csv),
    "incidents.geojson": Form("the map", geojson),
    "followthemoney.jsonl": Form("entities of FollowTheMoney", follow_the_money),
}
