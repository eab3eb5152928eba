"""PDF files to text in the order in which a person reads them: columns, tables, right-to-left lines, scans."""

from cenotaph.ingest.pdfs.reader import read_pdf

__all__ = ["read_pdf"]
