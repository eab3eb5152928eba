"""Incidents on the map as GeoJSON (RFC 7946): an area where the place is vague, a point only where it is exact.

An area is a ring of 48 points about the middle, as far from it as the place may reach. Incidents without a position are features
without a geometry, which the standard allows, so that none is lost.
"""

import json
import math
from collections.abc import Iterator

from cenotaph.model import KM_A_DEGREE, Harm, PublicPlace, PublicRecord
from cenotaph.release.exchange.view import figure_of, real_incidents

__all__ = ["geojson"]

POINTS, DIGITS = 48, 5


def geojson(record: PublicRecord) -> Iterator[str]:
    """A FeatureCollection, one feature an incident."""
    features = []
    for one in real_incidents(record):
        killed = figure_of(one, Harm.KILLED)
        features.append({
            "type": "Feature",
            "id": one.id,
            "geometry": _geometry(one.place),
            "properties": {
                "label": one.label, "date": one.date, "place": one.place.name, "precision": one.place.precision,
                "radius_km": one.place.radius_km, "killed_low": killed.low if killed else None,
                "killed_best": killed.best if killed else None, "killed_high": killed.high if killed else None,
            },
        })  # fmt: skip
    yield json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _geometry(place: PublicPlace) -> dict[str, object] | None:
    if place.latitude is None or place.longitude is None:
        return None
    if not place.radius_km:
        return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    ring = [_away(place.latitude, place.longitude, place.radius_km, 2 * math.pi * n / POINTS) for n in range(POINTS)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _away(latitude: float, longitude: float, km: float, angle: float) -> list[float]:
    north = latitude + km / KM_A_DEGREE * math.sin(angle)
    east = longitude + km / KM_A_DEGREE / max(math.cos(math.radians(latitude)), 0.01) * math.cos(angle)
    return [round(min(max(east, -180.0), 180.0), DIGITS), round(min(max(north, -90.0), 90.0), DIGITS)]
