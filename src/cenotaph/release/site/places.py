"""The map of incidents that have a position. A place with several of them leads to the list."""

from collections.abc import Sequence

from cenotaph.model import Position, PublicIncident
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.shelves import address
from cenotaph.show.map_picture import MapMark, draw_map

__all__ = ["draw_places"]


def draw_places(title: str, incidents: Sequence[PublicIncident], edition: Edition) -> str:
    """An SVG element, "" where no incident has a position."""
    here: dict[tuple[float, float, str], list[PublicIncident]] = {}
    for one in incidents:
        if one.place.latitude is not None and one.place.longitude is not None:
            here.setdefault((one.place.latitude, one.place.longitude, one.place.name), []).append(one)
    marks = []
    for (latitude, longitude, name), found in sorted(here.items(), key=lambda item: (-len(item[1]), item[0])):
        several = len(found) > 1
        many = edition.number(len(found))
        leads = "#place" if len(incidents) == 1 else "incidents/index.html" if several else address(found[0].id)
        precision = edition.term("place_precision", found[0].place.precision)
        said = f"{name}: {many}" if several else f"{edition.label(found[0].label)} ({precision})"
        label = f"{name} ({many})" if several else name
        marks.append(MapMark(label, Position(latitude, longitude), found[0].place.radius_km or 0.0, leads, said))
    return draw_map(title, marks) if marks else ""
