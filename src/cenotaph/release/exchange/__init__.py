"""The public record in the forms of others: one module a form, each a function from the record to the bytes of one file."""

from cenotaph.release.exchange.datapackage import data_package
from cenotaph.release.exchange.followthemoney import follow_the_money
from cenotaph.release.exchange.geojson import geojson
from cenotaph.release.exchange.hxl import hxl_csv
from cenotaph.release.exchange.ibc import ibc_incidents_csv, ibc_people_csv
from cenotaph.release.exchange.rocrate import ro_crate
from cenotaph.release.exchange.ucdp import ucdp_csv

__all__ = [
    "data_package",
    "follow_the_money",
    "geojson",
    "hxl_csv",
    "ibc_incidents_csv",
    "ibc_people_csv",
    "ro_crate",
    "ucdp_csv",
]
