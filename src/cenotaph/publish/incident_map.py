"""Which places a map of incidents shows: those the case's list of places knows, each once, with its incidents."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from cenotaph.model import Incident
from cenotaph.publish.map_picture import MapMark, draw_map
from cenotaph.text import Gazetteer
from cenotaph.vocabulary import load_vocabulary

__all__ = ["draw_incident_map"]

LANDMARK_KM = 10.0
LANDMARKS = 12


def draw_incident_map(
    title: str, incidents: Sequence[Incident], gazetteer: Gazetteer, address: Callable[[Incident], str], words: str = "incidents"
) -> str:
    """The map as SVG, "" where no incident's place has a position. A place leads to its incident, or to the first of several.

    Around few places the nearest others of the list are drawn faintly, so that a reader sees where he is.
    """
    here: dict[str, list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.place and one.place.gazetteer_id in gazetteer.positions:
            here[str(one.place.gazetteer_id)].append(one)
    if not here:
        return ""
    precision = load_vocabulary("place_precision")
    marks = []
    for place_id, found in sorted(here.items(), key=lambda item: (-len(item[1]), item[0])):
        place = gazetteer.places[place_id]
        radius = precision[place.precision].radius_km or 0.0
        label = place.name if len(found) == 1 else f"{place.name} ({len(found)})"
        said = f"{place.name}, {precision[place.precision].label}: " + (
            found[0].label if len(found) == 1 else f"{len(found)} {words}"
        )
        marks.append(MapMark(label, gazetteer.positions[place_id], radius, address(found[0]), said))
    return draw_map(title, [*marks, *_landmarks(marks, gazetteer, set(here))])


def _landmarks(marks: Sequence[MapMark], gazetteer: Gazetteer, shown: set[str]) -> list[MapMark]:
    if len(marks) > LANDMARKS:
        return []
    centre = marks[0].position
    precision = load_vocabulary("place_precision")
    others = [
        (abs(position.latitude - centre.latitude) + abs(position.longitude - centre.longitude), place_id)
        for place_id, position in gazetteer.positions.items()
        if place_id not in shown and 0 < (precision[gazetteer.places[place_id].precision].radius_km or 0) <= LANDMARK_KM
    ]
    return [
        MapMark(gazetteer.places[place_id].name, gazetteer.positions[place_id], 0.0)
        for _, place_id in sorted(others)[: LANDMARKS - len(marks)]
    ]
