"""Places as written, compared without force. A gazetteer is a file the case brings; what is in none stays unresolved.

Villages where people were killed are missing from the world's gazetteers far more often than cities, so a nearest
match would move an incident to the wrong town; no match is the safe answer.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cenotaph.errors import InvalidValue
from cenotaph.model import PlaceRef, Position
from cenotaph.text.fold import folded_words

__all__ = ["Gazetteer", "place_key", "same_place"]

COLUMNS = ("id", "name", "precision")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to entries, by folded name, and positions by id. A name that two entries share is in neither: it stays unresolved."""

    by_name: Mapping[str, PlaceRef] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, PlaceRef] = field(default_factory=lambda: MappingProxyType({}))
    positions: Mapping[str, Position] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, text: str) -> "Gazetteer":
        """From CSV with the columns id, name, precision and optionally other_names (separated by |), latitude, longitude.

        Raises `InvalidValue` for a missing column, an unknown precision, or a latitude and longitude that are no point.
        """
        rows = csv.DictReader(io.StringIO(text))
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise InvalidValue(f"the gazetteer has no column {', '.join(missing)}")
        found: dict[str, set[PlaceRef]] = {}
        places: dict[str, PlaceRef] = {}
        positions: dict[str, Position] = {}
        for row in rows:
            place = PlaceRef(row["name"], row["id"], row["precision"] or "town")
            places[row["id"]] = place
            if row.get("latitude") and row.get("longitude"):
                positions[row["id"]] = _position(row)
            for name in (row["name"], *(row.get("other_names") or "").split("|")):
                if name.strip():
                    found.setdefault(place_key(name), set()).add(place)
        alone = {key: next(iter(entries)) for key, entries in found.items() if len(entries) == 1}
        return cls(MappingProxyType(alone), MappingProxyType(places), MappingProxyType(positions))

    def known_as(self, place: PlaceRef) -> PlaceRef:
        """The entry for a place by its name, or the place as it is."""
        found = self.resolve(place.name)
        return found if found.gazetteer_id else place

    def resolve(self, name: str) -> PlaceRef:
        """The entry for `name`, or the name as written, unresolved."""
        known = self.by_name.get(place_key(name))
        return PlaceRef(name, known.gazetteer_id, known.precision) if known else PlaceRef(name)


def _position(row: Mapping[str, str]) -> Position:
    try:
        return Position(float(row["latitude"]), float(row["longitude"]))
    except ValueError as fault:
        raise InvalidValue(f"{row['id']}: {row['latitude']!r}, {row['longitude']!r} is no latitude and longitude") from fault


def place_key(name: str, leave_out: Iterable[str] = ()) -> str:
    """A folded form for comparing: lower case, no marks, only letters and digits, words in `leave_out` dropped."""
    return " ".join(word for word in folded_words(name) if word not in set(leave_out))


def same_place(a: PlaceRef, b: PlaceRef, leave_out: Iterable[str] = ()) -> bool:
    """Whether two places are one as far as their names or gazetteer ids tell: equal, or one name inside the other."""
    if a.gazetteer_id and b.gazetteer_id:
        return a.gazetteer_id == b.gazetteer_id
    skip = frozenset(leave_out)
    words_a, words_b = set(place_key(a.name, skip).split()), set(place_key(b.name, skip).split())
    return bool(words_a and words_b) and (words_a <= words_b or words_b <= words_a)
