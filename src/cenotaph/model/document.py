"""What was published: the text taken from archived bytes, with where it came from."""

from dataclasses import dataclass
from datetime import datetime

from cenotaph.errors import InvalidValue
from cenotaph.model.identity import stable_id, text_digest
from cenotaph.model.values import DateInterval
from cenotaph.vocabulary import load_vocabulary

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `sha256` is of the original bytes, `text_sha256` of the stored text that all offsets refer to.

    The text is re-flowed by the extractor for every kind but plain text, so offsets index this text and no other.
    """

    sha256: str
    name: str
    media_type: str
    text: str
    text_extractor: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "und"
    published: DateInterval | None = None
    published_from: str = ""
    retrieved_at: datetime | None = None
    flags: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.sha256) != 64:
            raise InvalidValue("a document needs the SHA-256 of its bytes")
        for flag in self.flags:
            load_vocabulary("document_flag").check(flag)

    @property
    def id(self) -> str:
        """Made from the hash of the bytes: the same bytes are the same document."""
        return stable_id("d", self.sha256)

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the stored text as UTF-8."""
        return text_digest(self.text)
