"""Which file a person or a source stands in: a shelf by the beginning of its id, so that a link to it outlives every release."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

__all__ = ["address", "compartment", "shelved"]

Held = TypeVar("Held")
LETTERS = 2
ROOMS = {"vic": "people", "d": "sources", "i": "incidents"}


def address(held_id: str) -> str:
    """Where an incident, a person or a source stands, from the top of the site."""
    kind, _, rest = held_id.partition("-")
    room = ROOMS.get(kind, "sources")
    return f"{room}/{held_id}.html" if room == "incidents" else f"{room}/{rest[:LETTERS]}.html#{held_id}"


def compartment(held_id: str) -> str:
    """The file of a part of a long shelf, by one letter more of the id."""
    path, _, anchor = address(held_id).partition("#")
    return path.replace(".html", f"-{anchor.partition('-')[2][LETTERS:][:1]}.html")


def shelved(records: Sequence[Held]) -> Mapping[str, list[Held]]:
    """Records by the file that they stand in, from the top of the site."""
    found: dict[str, list[Held]] = defaultdict(list)
    for one in records:
        found[address(one.id).partition("#")[0]].append(one)  # type: ignore[attr-defined]
    return found
