"""Bytes to documents: one reader a file type, fetching on request only, language, near-copies."""

from cenotaph.ingest.copies import group_copies, sign_text
from cenotaph.ingest.documents import Found, read_again, read_documents
from cenotaph.ingest.fetch import fetch_url
from cenotaph.ingest.walk import SPARK_DONE, Offered, offered_files

__all__ = [
    "SPARK_DONE",
    "Found",
    "Offered",
    "fetch_url",
    "group_copies",
    "offered_files",
    "read_again",
    "read_documents",
    "sign_text",
]
