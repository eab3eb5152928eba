"""The open data of a release: tables, their codebook, and the way back from them to the record."""

from cenotaph.release.data.codebook import Field, Table, load_codebook
from cenotaph.release.data.reading import read_record
from cenotaph.release.data.rows import table_rows
from cenotaph.release.data.writing import plain_cell, write_tables

__all__ = ["Field", "Table", "load_codebook", "plain_cell", "read_record", "table_rows", "write_tables"]
