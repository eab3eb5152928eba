"""Who says: an outlet that publishes or a person or body that is quoted."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.vocabulary import load_vocabulary

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source under one name, with the kind its words suggest. `role` is "outlet" or "speaker"."""

    id: str
    name: str
    role: str
    kind: str = "unknown"

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("a source needs a name")
        if self.role not in ("outlet", "speaker"):
            raise InvalidValue(f"a source is an outlet or a speaker, not {self.role!r}")
        load_vocabulary("source_kind").check(self.kind)
