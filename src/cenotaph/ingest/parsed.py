"""What a reader of one file type gives: the text, the metadata the file itself states, and who took the text out."""

from dataclasses import dataclass

from cenotaph.model import DateInterval

__all__ = ["Parsed", "stated_day"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """`text` may be empty (a scanned page). `extractor` names the program and version, since offsets depend on it."""

    text: str
    extractor: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    published: DateInterval | None = None
    published_from: str = ""
    flags: tuple[str, ...] = ()
    note: str = ""


def stated_day(text: str | None) -> DateInterval | None:
    """The day that a file states of itself as YYYY-MM-DD, whatever stands behind it; None for anything else."""
    try:
        return DateInterval.from_edtf(text[:10]) if text else None
    except ValueError:
        return None
