"""Sources as they are cited, and which speakers are private people whose names stay out.

Who speaks for an army, a ministry, a church or an organisation does so in public. A survivor, a neighbour, a nurse, or a name
that says nothing of what its bearer is, is taken for a private person: the kind is published and the name is not, until
somebody decides that it may be.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cenotaph.model import ClaimInDocument, Disclosure, PublicSource
from cenotaph.protect.in_turn import InTurn
from cenotaph.protect.standing import Protections
from cenotaph.protect.words import Needles, word_run
from cenotaph.text import load_lexicon

__all__ = ["HELD_BACK", "WITH_WORDS", "held_words", "names_a_private_person", "public_source", "speaker_name"]

HELD_BACK = "a source that is held back"
WITH_WORDS = (Disclosure.QUOTATION, Disclosure.FULL)
PRIVATE = ("witness", "medical", "unknown")
WINDOW = 8  # words: a longer quotation is found by any part of this length, so that one cut short is found too
SHORTEST = 4  # of a quotation, in words; of a name, in letters: less is said by chance


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


def public_source(row: Mapping[str, Any], protections: Protections, words: Needles | InTurn, text: str) -> PublicSource:
    """A document as cited, from its row; `text` is published only where that was decided. Its hash is still to be sealed."""
    disclosed = protections.disclosed(row["id"])
    if disclosed == Disclosure.NOTHING:
        return PublicSource(row["id"], HELD_BACK, "", "", "", "und", "", "", "", Disclosure.NOTHING)
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
        commitment=row["sha256"],
        disclosure=disclosed,
        text=words.redact(text) if disclosed == Disclosure.FULL else "",
    )


def held_words(claims: Iterable[ClaimInDocument], parties: Iterable[tuple[str, str]], public_texts: Iterable[str]) -> Needles:
    """What sources whose words are not published say: their quotations, in runs of eight words, their speakers, and the parties
    that they name. `claims` and `parties` (language and words) are of such sources alone.

    What a text of `public_texts` says too is no secret, and words for any official or army tell nobody apart.
    """
    runs: set[tuple[str, ...]] = set()
    for stated in claims:
        claim = stated.claim
        words = word_run(stated.quote)
        runs |= {words[at : at + WINDOW] for at in range(max(1, len(words) - WINDOW + 1))} if len(words) >= SHORTEST else set()
        by = claim.alleged_perpetrator.text if claim.alleged_perpetrator else ""
        runs |= {_telling(said, stated.language) for said in (claim.speaker_text, by)}
    runs |= {_telling(said, language) for language, said in parties}
    return Needles(runs).without_those_in(public_texts)


def _telling(said: str, language: str) -> tuple[str, ...]:
    """The words of a speaker or party without the articles around them; none where they are said of many."""
    sources = load_lexicon(language).lists["sources"]
    around = {word for phrase in sources["left_out"] for word in word_run(phrase)}
    common = around | {word for kind in sources["kinds"].values() for phrase in kind for word in word_run(phrase)}
    common |= {word for phrase in sources["generic"] for word in word_run(phrase)}
    words = list(word_run(said))
    while words and words[0] in around:
        words.pop(0)
    return () if set(words) <= common or len("".join(words)) < SHORTEST else tuple(words)
