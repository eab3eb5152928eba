"""The public record in the forms of others: one module a form, each a function from the record to the bytes of one file."""

from cenotaph.publish.exchange.datapackage import data_package
from cenotaph.publish.exchange.followthemoney import follow_the_money
from cenotaph.publish.exchange.geojson import geojson
from cenotaph.publish.exchange.hxl import hxl_csv
from cenotaph.publish.exchange.ibc import ibc_incidents_csv, ibc_people_csv
from cenotaph.publish.exchange.rocrate import ro_crate
from cenotaph.publish.exchange.ucdp import ucdp_csv

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
