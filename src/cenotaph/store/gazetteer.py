"""The case's own list of places, and where on the earth its incidents are. What is in no list is on no map."""

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.store import Case
from cenotaph.text import Gazetteer

__all__ = ["read_gazetteer"]


def read_gazetteer(case: Case) -> Gazetteer:
    """The list, empty where the case has none. Raises `UnreadableFile` when it is there and cannot be read."""
    if not case.gazetteer.is_file():
        return Gazetteer()
    try:
        return Gazetteer.read(case.gazetteer.read_text(encoding="utf-8-sig"))
    except (InvalidValue, UnicodeDecodeError) as fault:
        raise UnreadableFile(
            f"the list of places cannot be read: {fault}",
            where=str(case.gazetteer),
            remedy="it is a CSV with the columns id, name, precision, other_names, latitude, longitude",
        ) from fault
