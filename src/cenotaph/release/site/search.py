"""The search that works without a server: small files of names by the first letters of their words, which the page loads as it
needs them.

A name is found by the beginnings of its words, in the letters it is written in or in Latin ones; marks and capitals do not
matter. A file with more entries than are quickly read holds some of them, and says which letter may come next: each of these has
a file of its own. A word that very many names have is followed there by each of the other words of a name, as in `irena quole`,
for no letter more would tell them apart; those who share two such words stand in one file, however many they are.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby, islice

from cenotaph.archive.on_disk import OnDisk
from cenotaph.model import PublicRecord
from cenotaph.release.site.shelves import address
from cenotaph.text import folded_words, romanise

__all__ = ["MOST_A_FILE", "search_files"]

LETTERS = 2
MOST_A_FILE = 2_000  # entries: a few hundred kilobytes, which a page reads from a disk unseen
SOME = 100  # entries of a file that leads on: as many as the page shows

Entry = tuple[str, str, str, str]
Filed = tuple[str, Entry]


def search_files(record: PublicRecord) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the index: a call with its letters, the people and incidents that have a word of these (a
    name, an address, what stands beside it, its words), and the letters that may come next.
    """
    common = _common(record)
    filed = OnDisk(_filed(record, common), key=lambda one: (one[0], *one[1]))
    for letters, some in groupby(filed, key=lambda one: one[0][:LETTERS]):
        yield from _files(letters, some)


def _files(letters: str, filed: Iterator[Filed]) -> Iterator[tuple[str, str]]:
    """The file of these letters, and of those that begin so where they are too many for it. They come in their order, so that
    those of just these letters are first, and pass.
    """
    first = list(islice(filed, MOST_A_FILE + 1))
    here: dict[Entry, None] = {}
    following = ""
    if len(first) <= MOST_A_FILE:
        here.update((entry, None) for _, entry in first)
    else:
        for at, some in groupby(chain(first, filed), key=lambda one: one[0][: len(letters) + 1]):
            if at == letters:
                here.update((entry, None) for _, entry in some)
            else:
                following += at[-1]
                yield from _files(at, _shown(some, here))
    said = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (letters, sorted(here), following))
    yield f"search/{_file(letters)}.js", f"keep({','.join(said)});\n"


def _shown(passing: Iterator[Filed], here: dict[Entry, None]) -> Iterator[Filed]:
    """What passes; some of it is shown `here` as well."""
    for words, entry in passing:
        if len(here) < SOME:
            here[entry] = None
        yield words, entry


def _common(record: PublicRecord) -> frozenset[str]:
    """The words that more entries have than a file holds."""
    counted = Counter(word for _, _, _, words in _entries(record) for word in words.split(","))
    return frozenset(word for word, count in counted.items() if count > MOST_A_FILE)


def _filed(record: PublicRecord, common: frozenset[str]) -> Iterator[Filed]:
    """Every entry under each of its words; under a common one with each of the others."""
    for entry in _entries(record):
        words = entry[3].split(",")
        for word in words:
            beside = [f"{word} {other}" for other in words if other != word] if word in common else []
            yield from ((one, entry) for one in beside or [word])


def _entries(record: PublicRecord) -> Iterator[Entry]:
    for person in record.people:
        words = {form for name in (person.name, *person.other_names) for form in _words(name)} if person.name else set()
        if words:
            beside = " ".join(part for part in (person.date, person.place) if part)
            yield person.name, address(person.id), beside, ",".join(sorted(words))
    for one in record.incidents:
        words = set() if one.totals_only else _words(one.label)
        if words:
            yield one.label, address(one.id), "", ",".join(sorted(words))


def _words(text: str) -> set[str]:
    """The words of a text, folded, each as it is written and in Latin letters."""
    words = folded_words(text)
    return {*words, *(romanise(word) for word in words)} - {""}


def _file(letters: str) -> str:
    return "-".join(f"{ord(letter):x}" for letter in letters)
