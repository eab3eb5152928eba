"""Lists of victims: a table's bytes to records, with a mapping that a person confirms."""

from cenotaph.ingest.lists.mapping import ListMapping, check_mapping, dump_mapping, guess_mapping, load_mapping
from cenotaph.ingest.lists.normalise import HeldTerm, normalise_list
from cenotaph.ingest.lists.table import ListTable, read_table
from cenotaph.ingest.lists.workbook import SeveralSheets

__all__ = [
    "HeldTerm",
    "ListMapping",
    "ListTable",
    "SeveralSheets",
    "check_mapping",
    "dump_mapping",
    "guess_mapping",
    "load_mapping",
    "normalise_list",
    "read_table",
]
