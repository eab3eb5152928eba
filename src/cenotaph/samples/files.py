"""Where the invented documents lie. They tell of one night in a town that does not exist, in the way such nights are told:
by agencies, papers, ministries, survivors and mourners who do not agree.
"""

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["list_folder", "sample_folder", "sample_gazetteer", "sample_statement"]


def sample_folder() -> AbstractContextManager[Path]:
    """The folder of documents, for use in a `with` block."""
    return as_file(files("cenotaph.samples") / "documents")


def list_folder() -> AbstractContextManager[Path]:
    """The folder of lists of the dead of that night, in three scripts, for use in a `with` block."""
    return as_file(files("cenotaph.samples") / "lists")


def sample_gazetteer() -> bytes:
    """The list of the invented places, set in the open sea where nobody lives."""
    return (files("cenotaph.samples") / "gazetteer.csv").read_bytes()


def sample_statement() -> bytes:
    """What the invented recorder says of its method, as `release.yaml`."""
    return (files("cenotaph.samples") / "release.yaml").read_bytes()
