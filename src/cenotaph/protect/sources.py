"""Sources as they are cited, and which speakers are private people whose names stay out.

Who speaks for an army, a ministry, a church or an organisation does so in public. A survivor, a neighbour, a nurse, or a name
that says nothing of what its bearer is, is taken for a private person: the kind is published and the name is not, until
somebody decides that it may be.
"""

from collections.abc import Mapping
from typing import Any

from cenotaph.model import PublicSource
from cenotaph.protect.standing import Protections
from cenotaph.protect.words import Needles
from cenotaph.text import load_lexicon

__all__ = ["HELD_BACK", "names_a_private_person", "public_source", "speaker_name"]

HELD_BACK = "a source that is held back"
PRIVATE = ("witness", "medical", "unknown")


def speaker_name(speaker: str, language: str) -> str:
    """The longest run of capitalised words of a speaker ("Irena Quole, a nurse": "Irena Quole"); all of it in a script without
    capitals. "" where there is no such run of two words or more.
    """
    if speaker and not any(letter.isupper() or letter.islower() for letter in speaker):
        return speaker if len(speaker.split()) > 1 else ""
    lexicon = load_lexicon(language)
    common = lexicon.words("names", "common_capitals") | lexicon.words("names", "name_titles")
    best: list[str] = []
    run: list[str] = []
    for word in [*speaker.replace(",", " , ").split(), ","]:
        if word[:1].isupper() and word.strip(".").lower() not in common:
            run.append(word)
        else:
            best, run = max(best, run, key=len), []
    return " ".join(best) if len(best) > 1 else ""


def names_a_private_person(speaker: str, kind: str, language: str) -> str:
    """The name to keep out, "" where the words name nobody or somebody who speaks in public. `kind` is a code of
    `source_kind`.
    """
    return speaker_name(speaker, language) if kind in PRIVATE else ""


def public_source(row: Mapping[str, Any], protections: Protections, words: Needles, text: str) -> PublicSource:
    """A document as cited, from its row; `text` is published only where that was decided."""
    disclosed = protections.disclosed(row["id"])
    if disclosed == "nothing":
        return PublicSource(row["id"], HELD_BACK, "", "", "", "und", "", "", "", "nothing")
    said = {name: words.redact(str(row[name] or "")) for name in ("title", "author", "publisher", "url")}
    if words.holds(str(row["url"] or "")):
        said["url"] = ""
    return PublicSource(
        id=row["id"],
        title=said["title"] or words.redact(str(row["name"])),
        author=said["author"],
        publisher=said["publisher"],
        url=said["url"],
        language=row["language"],
        published=row["report_date"] or row["published"] or "",
        retrieved_on=(row["retrieved_at"] or "")[:10],
        sha256=row["sha256"],
        disclosure=disclosed,
        text=words.redact(text) if disclosed == "full" else "",
    )
