"""The last look: reads every byte of what is about to be published and says in which files protected words stand.

It knows nothing of how the files were made, so a way out that was forgotten is found here. Tables that a reader would have to
unpack (Parquet) are unpacked; markup is read as a reader of the page would read it, and once more as it stands.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from cenotaph.protect.words import Needles

__all__ = ["scan_folder"]

TAG = re.compile(r"<[^>]*>")
PHRASE_END = re.compile(r'[\n\t|;,<>"·()\[\]]')
MARKUP = (".html", ".svg", ".xml")


def scan_folder(folder: Path, words: Needles, names: Needles | None = None) -> list[str]:
    """The paths below `folder`, with their names, that hold any of `words`; empty when nothing does.

    Of `names`, which are many and common, one counts only inside a cell or a phrase: the end of one person's name and the
    beginning of the next would otherwise make the name of a third.
    """
    common = names or Needles()
    found = []
    for path in sorted(folder.rglob("*")):
        if words.holds(path.name) or (path.is_file() and _holds(path, words, common)):
            found.append(str(path.relative_to(folder)))
    return found


def _holds(path: Path, words: Needles, common: Needles) -> bool:
    for text in _texts(path):
        if words.holds(text) or common.holds_within(text, PHRASE_END):
            return True
    return any(words.holds(text) for text in _read_otherwise(path))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        yield from _cells(path)
    else:
        yield path.read_bytes().decode("utf-8", errors="replace")


def _read_otherwise(path: Path) -> Iterator[str]:
    """Markup without its tags, in which a name may be cut by them, and JSON with its escaped letters."""
    if path.suffix == ".parquet":
        return
    text = path.read_bytes().decode("utf-8", errors="replace")
    if path.suffix in MARKUP:
        yield html.unescape(TAG.sub("", text))
        yield html.unescape(TAG.sub(" ", text))
    elif "\\u" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match.group(1), 16)), text)


def _cells(path: Path) -> Iterator[str]:
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches():
            for column in batch.columns:
                yield "\n".join(str(value) for value in column.to_pylist() if value is not None)
