"""Gold claims: a JSON Lines file with one document a line; its text stands in the line, or in a folder beside the file.

Refuses a file that does not fit its texts: a gold span outside the text would count against the reader.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.model import Span
from cenotaph.text import readable_languages

__all__ = ["GoldClaim", "GoldDocument", "load_gold"]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as a person read it. Fields that the gold leaves out are None and not scored."""

    id: str
    victims: Span
    harm: str
    low: int | None
    high: int | None
    approx: bool
    speaker: Span | None
    part_of: str | None
    groups: frozenset[str]
    status: str
    scope: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold claims. The genre is the document's name up to the first hyphen."""

    name: str
    text: str
    language: str
    claims: tuple[GoldClaim, ...]

    @property
    def genre(self) -> str:
        """The name up to the first hyphen."""
        return self.name.partition("-")[0]

    @property
    def source(self) -> str:
        """The name without its number."""
        return re.sub(r"-\d+$", "", self.name)


def load_gold(path: Path, texts: Path | None = None) -> list[GoldDocument]:
    """The documents of a gold file. `texts` is the folder with `<doc>.txt`, by default `texts` beside the file."""
    folder = texts or path.parent / "texts"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_document(json.loads(line), folder, path) for line in lines if line.strip()]
    except FileNotFoundError as fault:
        raise UnreadableFile(
            "there is no such file", where=str(fault.filename), remedy="name the folder of texts with --texts"
        ) from fault
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as fault:
        raise UnreadableFile(f"this is no gold file: {fault}", where=str(path)) from fault


def _document(row: dict[str, Any], folder: Path, path: Path) -> GoldDocument:
    if "text" in row:
        text = str(row["text"])
    else:
        text = (folder / f"{row['doc']}.txt").read_bytes().decode("utf-8-sig")
    claims = tuple(_claim(found, text, n) for n, found in enumerate(row["claims"], start=1))
    for claim in claims:
        if claim.victims.end > len(text):
            raise UnreadableFile(f"{row['doc']}: claim {claim.id} ends after the text", where=str(path))
    return GoldDocument(str(row["doc"]), text, _language(row, path), claims)


def _language(row: dict[str, Any], path: Path) -> str:
    """As the row says; else the folder that the file lies in, where it is called by a language that is read; else English."""
    folder = path.resolve().parent.name
    return str(row.get("language") or (folder if folder in readable_languages() else "en"))


def _span(given: Any, text: str) -> Span:
    """A span given as offsets, or as words that stand in the text exactly once."""
    if isinstance(given, str):
        if text.count(given) != 1:
            raise ValueError(f"{given!r} stands {text.count(given)} times in the text, not once")
        at = text.index(given)
        return Span(at, at + len(given))
    return Span(*given)


def _claim(row: dict[str, Any], text: str, number: int) -> GoldClaim:
    return GoldClaim(
        id=str(row.get("id", f"c{number}")),
        victims=_span(row["victims"], text),
        harm=row["harm"],
        low=row.get("low"),
        high=row.get("high"),
        approx=bool(row.get("approx")),
        speaker=_span(row["speaker"], text) if row.get("speaker") else None,
        part_of=row.get("part_of"),
        groups=frozenset(row.get("groups") or ()),
        status=row.get("status", "asserted"),
        scope=row.get("scope", "incident"),
        evidence=_span(row["evidence"], text) if isinstance(row.get("evidence"), list) else None,
    )
