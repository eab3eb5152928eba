"""Ready citations of the record, of an incident and of a claim: as a sentence, as BibTeX, and the address that stays.

An id stays, and those of incidents that were merged lead on; the release is named, for figures change from one to the next.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cenotaph.release.site.edition import Edition
from cenotaph.release.statement import Statement

__all__ = ["Citation", "cite", "cite_page"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The three forms; the address is "" where the statement names none."""

    text: str
    bibtex: str
    address: str


def cite(statement: Statement, number: int, as_of: str, path: str, what: str = "", id: str = "") -> Citation:
    """The citation of the page at `path` of the site; `what` it is about and its `id`, "" for the whole record."""
    address = f"{statement.address.rstrip('/')}/{path}" if statement.address else ""
    name = f"{statement.title}, {what}" if what else statement.title
    where = f" {address}" if address else f" [{id}]" if id else ""
    text = f"{statement.publisher}: {name}. Release {number}, as of {as_of}.{where}"
    key = re.sub(r"[^a-zA-Z0-9]+", "", id or statement.title)[:40] or "record"
    rows = {
        "author": "{" + _plain(statement.publisher) + "}",
        "title": _plain(name),
        "year": as_of[:4],
        "edition": f"Release {number}",
        "note": _plain(f"as of {as_of}" + (f"; {id}" if id else "")),
        "url": address,
    }
    said = ",\n".join(f"  {field} = {{{value}}}" for field, value in rows.items() if value)
    return Citation(text, f"@misc{{{key}-r{number},\n{said}\n}}", address)


def cite_page(
    statement: Statement, shared: Mapping[str, object], path: str, edition: Edition, what: str = "", id: str = ""
) -> Citation:
    """The citation of the page at `path` of one language; `shared` holds the `number` of the release and its day, `as_of`."""
    return cite(statement, int(str(shared["number"])), str(shared["as_of"]), f"site/{edition.folder}{path}", what, id)


def _plain(words: str) -> str:
    """Words that BibTeX takes for words: its own signs escaped, braces dropped."""
    return re.sub(r"([&%$#_])", r"\\\1", words.replace("\\", "").replace("{", "").replace("}", ""))
