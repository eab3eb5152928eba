"""The search that works without a server: small files of names by their first letters, which the page loads as it needs them.

A name is found by the beginnings of its words, in the letters it is written in or in Latin ones; marks and capitals do not
matter.
"""

import json
from collections import defaultdict
from collections.abc import Iterator

from cenotaph.model import PublicRecord
from cenotaph.release.site.shelves import address
from cenotaph.text import folded_words, romanise

__all__ = ["search_files"]

LETTERS = 2


def search_files(record: PublicRecord) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the index: a call with the people whose names have a word that begins with its letters."""
    shards: dict[str, list[list[str]]] = defaultdict(list)
    for person in record.people:
        if not person.name:
            continue
        names = [person.name, *person.other_names]
        words = sorted({form for name in names for form in _words(name)})
        entry = [person.name, address(person.id), " ".join(part for part in (person.date, person.place) if part), ",".join(words)]
        for shard in sorted({word[:LETTERS] for word in words}):
            shards[shard].append(entry)
    for one in record.incidents:
        if not one.totals_only:
            words = sorted(_words(one.label))
            for shard in sorted({word[:LETTERS] for word in words}):
                shards[shard].append([one.label, address(one.id), "", ",".join(words)])
    for shard, entries in sorted(shards.items()):
        body = json.dumps(sorted(entries), ensure_ascii=False, separators=(",", ":"))
        yield f"search/{_file(shard)}.js", f"keep({json.dumps(shard, ensure_ascii=False)},{body});\n"


def _words(text: str) -> set[str]:
    """The words of a text, folded, each as it is written and in Latin letters."""
    words = folded_words(text)
    return {*words, *(romanise(word) for word in words)} - {""}


def _file(shard: str) -> str:
    return "-".join(f"{ord(letter):x}" for letter in shard)
