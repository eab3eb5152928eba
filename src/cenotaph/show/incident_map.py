"""The map of one incident: its place, as the case's list of places knows it, and the places around it."""

from cenotaph.model import Incident
from cenotaph.show.land import draw_locator
from cenotaph.show.map_picture import MapMark, draw_map
from cenotaph.text import Gazetteer
from cenotaph.vocabulary import load_vocabulary

__all__ = ["draw_incident_map", "locate_incident"]

LANDMARK_KM = 10.0
LANDMARKS = 12


def draw_incident_map(one: Incident, gazetteer: Gazetteer) -> str:
    """The map as SVG, "" where the incident's place has no position. The nearest others of the list are drawn faintly, so that a
    reader sees where he is.
    """
    place_id = one.place.gazetteer_id if one.place else None
    if place_id is None or place_id not in gazetteer.positions:
        return ""
    place = gazetteer.places[place_id]
    precision = load_vocabulary("place_precision")[place.precision]
    said = f"{place.name}, {precision.label}: {one.label}"
    here = MapMark(place.name, gazetteer.positions[place_id], precision.radius_km or 0.0, "#place", said)
    return draw_map(one.label, [here, *_landmarks(here, gazetteer, place_id)])


def locate_incident(one: Incident, gazetteer: Gazetteer) -> str:
    """Where in the world the incident's place is, as SVG; "" where it has no position."""
    place_id = one.place.gazetteer_id if one.place else None
    if place_id is None or place_id not in gazetteer.positions:
        return ""
    return draw_locator(gazetteer.places[place_id].name, gazetteer.positions[place_id])


def _landmarks(here: MapMark, gazetteer: Gazetteer, shown: str) -> list[MapMark]:
    centre = here.position
    precision = load_vocabulary("place_precision")
    others = [
        (abs(position.latitude - centre.latitude) + abs(position.longitude - centre.longitude), place_id)
        for place_id, position in gazetteer.positions.items()
        if place_id != shown and 0 < (precision[gazetteer.places[place_id].precision].radius_km or 0) <= LANDMARK_KM
    ]
    return [
        MapMark(gazetteer.places[place_id].name, gazetteer.positions[place_id], 0.0)
        for _, place_id in sorted(others)[: LANDMARKS - 1]
    ]
