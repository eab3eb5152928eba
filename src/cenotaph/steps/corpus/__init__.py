"""Corpora: files read on a Spark into a table of documents with their claims, and such a table taken into a case."""

__all__: list[str] = []
