"""Land under maps: where it is, where it is not, and none on a map so narrow that it would mislead."""

import re

from cenotaph.model import Position
from cenotaph.show.land import draw_locator
from cenotaph.show.map_picture import MapMark, draw_map


def test_a_place_on_land_is_drawn_on_land_and_the_open_sea_is_left_empty() -> None:
    shown = draw_locator("a place", Position(52.0, 20.0))
    assert 'class="land"' in shown
    assert "<script" not in shown
    assert draw_locator("nowhere", Position(-45.0, -130.0)) == ""


def test_no_land_is_drawn_on_a_map_of_a_town() -> None:
    town = [MapMark("Ostrel", Position(52.0, 20.0), 5.0, "#a"), MapMark("Varn", Position(52.1, 20.1), 5.0, "#b")]
    region = [MapMark("Ostrel", Position(52.0, 20.0), 5.0, "#a"), MapMark("Varn", Position(44.0, 2.0), 5.0, "#b")]
    assert 'class="land"' not in draw_map("a town", town)
    assert 'class="land"' in draw_map("a region", region)


def test_the_words_of_a_title_are_no_markup() -> None:
    assert re.search(r"<title>&lt;b&gt;</title>", draw_locator("<b>", Position(52.0, 20.0)))
