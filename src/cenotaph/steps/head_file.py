"""The head of a record in a file of its own, to be kept somewhere else and stamped by an authority of timestamps.

The ten words say what the record was; a timestamp (RFC 3161) on them says since when, to whoever does not trust the record's own
clock. The file holds the words and nothing else, so that it can be sent, printed or stamped by any other means.
"""

from datetime import datetime
from pathlib import Path

from cenotaph.archive import write_whole
from cenotaph.errors import CaseError, WrongUse
from cenotaph.release.timestamp import ask_timestamp, read_timestamp
from cenotaph.show.head_picture import head_as_file

__all__ = ["draw_head", "keep_head", "kept_head"]

STAMP = ".tsr"  # beside the file, the authority's answer
MOST_BYTES = 1_000  # of a file of ten words


def keep_head(target: Path, head: str, authority: str = "", root: bytes | None = None) -> datetime | None:
    """Write a head to the new file `target` and have it stamped by the authority at that address, if one is given; when it was
    stamped. Nothing is written when no fitting stamp is had.

    Raises `CaseError` when something lies at the target, `CannotPublish` when the authority gives no stamp that fits.
    """
    _refuse_what_lies_there(target)
    data = f"{head}\n".encode()
    if not authority:
        write_whole(target, data)
        return None
    stamp = ask_timestamp(authority, data, root)
    write_whole(target.with_name(target.name + STAMP), stamp)
    write_whole(target, data)
    return read_timestamp(stamp, data)


def draw_head(target: Path, head: str) -> None:
    """Draw a head as a QR code into the new file `target`, .svg or .png.

    Raises `CaseError` when something lies there, `WrongUse` for another kind of file.
    """
    _refuse_what_lies_there(target)
    write_whole(target, head_as_file(head, target.suffix.removeprefix(".").lower()))


def _refuse_what_lies_there(target: Path) -> None:
    if target.exists():
        raise CaseError("something lies there already", where=str(target), remedy="choose a new name: no head is overwritten")


def kept_head(said: str) -> tuple[str, datetime | None]:
    """The ten words that were said, or that stand in the file of this name, and when they were stamped.

    Raises `WrongUse` for a file that is none of a head, `CannotPublish` for a stamp that is of something else.
    """
    path = Path(said)
    if len(said.split()) > 1 or not path.is_file():
        return said, None
    data = path.read_bytes()[:MOST_BYTES]
    stamp = path.with_name(path.name + STAMP)
    try:
        words = " ".join(data.decode("utf-8").split())
    except UnicodeDecodeError as fault:
        raise WrongUse("this file holds no head", where=said) from fault
    return words, read_timestamp(stamp.read_bytes(), data) if stamp.is_file() else None
