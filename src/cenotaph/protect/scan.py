"""The last look: reads every byte of what is about to be published and says in which files protected words stand.

It knows nothing of how the files were made, so a way out that was forgotten is found here. Tables that a reader would have to
unpack (Parquet) are unpacked; markup is read as a reader of the page would read it, and once more as it stands.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from cenotaph.protect.words import Needles

__all__ = ["scan_folder"]

TAG = re.compile(r"<[^>]*>")
PHRASE_END = re.compile(r'[\n\t|;,<>"·()\[\]]')
SPACES = " \n"
PNG = b"\x89PNG\r\n\x1a\n"
PIECE = 200_000  # characters of a file that are looked at together
OVERLAP = 1_000  # characters for each word of the longest run: more than a word and all that may stand beside it
ROWS = 5_000  # of a table at a time
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
    for text in _texts(path, words, common):
        if words.holds(text) or common.holds_within(text, PHRASE_END):
            return True
        if path.suffix != ".parquet" and any(words.holds(read) for read in _read_otherwise(path, text)):
            return True
    return False


def _texts(path: Path, words: Needles, common: Needles) -> Iterator[str]:
    """The text of a file in pieces that overlap by more than the longest of the words. Pages are small, and whole."""
    if path.suffix == ".parquet":
        yield from _cells(path)
    elif path.suffix == ".png":
        yield _beside_pixels(path.read_bytes())
    elif path.suffix in MARKUP:
        yield path.read_bytes().decode("utf-8", errors="replace")
    else:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            yield from _overlapping(file, OVERLAP * max(1, words.longest, common.longest))


def _beside_pixels(data: bytes) -> str:
    """What of a picture can be read as words: all of a PNG but its packed points (PNG, section 5.3); any other file whole."""
    if not data.startswith(PNG):
        return data.decode("utf-8", errors="replace")
    kept, at, kind = [], len(PNG), b""
    while at < len(data) and kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind != b"IDAT":
            kept.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return b"\n".join([*kept, data[at:]]).decode("utf-8", errors="replace")


def _overlapping(file: TextIO, shared: int) -> Iterator[str]:
    """Pieces that begin and end between words, each with the last `shared` characters of the one before."""
    held = ""
    while more := file.read(PIECE):
        held += more
        end = max(map(held.rfind, SPACES))
        if end > shared:
            yield held[:end]
            held = held[end - shared :]
            held = held[min((at for at in map(held.find, SPACES) if at >= 0), default=0) :]
    yield held


def _read_otherwise(path: Path, text: str) -> Iterator[str]:
    """Markup without its tags, in which a name may be cut by them, and JSON with its escaped letters."""
    if path.suffix in MARKUP:
        yield html.unescape(TAG.sub("", text))
        yield html.unescape(TAG.sub(" ", text))
    elif "\\u" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match.group(1), 16)), text)


def _cells(path: Path) -> Iterator[str]:
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS):
            for column in batch.columns:
                yield "\n".join(str(value) for value in column.to_pylist() if value is not None)
