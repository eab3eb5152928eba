"""What a reader of one file type gives: the text, the metadata the file itself states, and who took the text out."""

from dataclasses import dataclass

from cenotaph.model import DateInterval

__all__ = ["Parsed"]


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
