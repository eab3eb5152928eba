"""A place no finer than a release allows: what is finer becomes the place of the case's list that lies around it, or none."""

import math

from cenotaph.model import KM_A_DEGREE, PlaceRef, Position, PublicPlace
from cenotaph.protect.policy import ReleasePolicy
from cenotaph.protect.words import Needles
from cenotaph.text import Gazetteer
from cenotaph.vocabulary import load_vocabulary

__all__ = ["public_place"]

NEAR_KM = 25.0  # a district's reach: the town a map would name for the place, but not the next one


def public_place(place: PlaceRef | None, gazetteer: Gazetteer, policy: ReleasePolicy, words: Needles) -> PublicPlace:
    """The place as it may be shown. One that holds protected words, or is finer than the release allows with nothing around it in
    the case's list, has no name and no position.
    """
    if place is None or words.holds(place.name):
        return PublicPlace()
    order = list(load_vocabulary("place_precision").terms)
    finest = order.index(policy.place_precision)
    if order.index(place.precision) < finest:
        around = _around(place, gazetteer, finest, order)
        if around is None:
            return PublicPlace()
        place = around
    position = gazetteer.positions.get(place.gazetteer_id or "")
    if position is None:
        return PublicPlace(place.name, place.precision)
    radius = load_vocabulary("place_precision")[place.precision].radius_km
    return PublicPlace(place.name, place.precision, position.latitude, position.longitude, radius)


def _around(place: PlaceRef, gazetteer: Gazetteer, finest: int, order: list[str]) -> PlaceRef | None:
    here = gazetteer.positions.get(place.gazetteer_id or "")
    if here is None:
        return None
    coarse = [
        (_km(here, position), place_id)
        for place_id, position in gazetteer.positions.items()
        if finest <= order.index(gazetteer.places[place_id].precision) < order.index("unresolved")
    ]
    within = [
        (away, place_id)
        for away, place_id in coarse
        if away <= max(NEAR_KM, load_vocabulary("place_precision")[gazetteer.places[place_id].precision].radius_km or 0.0)
    ]
    return gazetteer.places[min(within)[1]] if within else None


def _km(a: Position, b: Position) -> float:
    across = (a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(a.latitude - b.latitude, across) * KM_A_DEGREE
