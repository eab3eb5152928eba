"""The case's own list of places, and where on the earth its incidents are. What is in no list is on no map."""

from pathlib import Path

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.text import Gazetteer

__all__ = ["PLACES", "read_gazetteer"]

PLACES = "gazetteer.csv"


def read_gazetteer(root: Path) -> Gazetteer:
    """The list of the case in the folder `root`, empty where it has none.

    Raises `UnreadableFile` when it is there and cannot be read.
    """
    path = root / PLACES
    if not path.is_file():
        return Gazetteer()
    try:
        return Gazetteer.read(path.read_text(encoding="utf-8-sig"))
    except (InvalidValue, UnicodeDecodeError) as fault:
        raise UnreadableFile(
            f"the list of places cannot be read: {fault}",
            where=str(path),
            remedy="it is a CSV with the columns id, name, precision, other_names, latitude, longitude",
        ) from fault
