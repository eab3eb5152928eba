import re

import pytest

from cenotaph.model import Position
from cenotaph.show.map_picture import MOST_MARKS, MapMark, draw_map


def circles(svg: str) -> list[tuple[str, float, float, float]]:
    found = re.findall(r'<circle class="(\w+)" cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', svg)
    return [(kind, float(x), float(y), float(r)) for kind, x, y, r in found]


def test_a_vague_place_is_an_area_and_an_exact_one_a_point() -> None:
    svg = draw_map(
        "both",
        [
            MapMark("Varn district", Position(-30.3, -20.0), 40, "#varn"),
            MapMark("Mill Lane", Position(-30.4, -20.3), 0, "#mill"),
        ],
    )
    (area, _, _, wide), (point, x, y, small) = circles(svg)
    assert (area, point) == ("area", "point")
    assert wide > 10 * small
    assert 0 < x < 760
    assert y > 0


def test_everything_lies_on_the_sheet_and_north_is_up() -> None:
    marks = [MapMark(f"p{n}", Position(lat, lon), 100, f"#{n}") for n, (lat, lon) in enumerate([(60, 5), (-20, 40), (10, -30)])]
    svg = draw_map("far apart", marks)
    height = float(re.findall(r'height="(\d+)"', svg)[0])
    for _, x, y, r in circles(svg):
        assert r <= x <= 760 - r
        assert r - 1 <= y <= height - r + 1
    places = {
        re.sub("<.*?>", "", name): (float(x), float(y))
        for x, y, name in re.findall(r'<text class="who" x="([\d.]+)" y="([\d.]+)">(.*?)</text>', svg)
    }
    assert places["p0"][1] < places["p2"][1] < places["p1"][1]


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    svg = draw_map("strait", [MapMark("east", Position(0, 179.9), 3, "#a"), MapMark("west", Position(0, -179.9), 3, "#b")])
    (_, first, _, r), (_, second, _, _) = circles(svg)
    assert abs(first - second) < 30 * r, "22 km apart, not 40,000"


def test_the_scale_is_true() -> None:
    svg = draw_map("scale", [MapMark("here", Position(0, 0), 20, "#a"), MapMark("there", Position(0, 1), 20, "#b")])
    (_, first, _, r), (_, second, _, _) = circles(svg)
    assert abs(second - first) / r == pytest.approx(111.2 / 20, rel=0.01)
    length, words = re.findall(r'h([\d.]+)v-5"/><text[^>]*>([\d,]+) km', svg)[0]
    assert float(length) / float(words.replace(",", "")) == pytest.approx(r / 20, rel=0.01)


def test_names_are_escaped_and_the_number_of_marks_is_bounded() -> None:
    svg = draw_map("<x>", [MapMark("<script>", Position(0, n / 1000), 1, "#a") for n in range(MOST_MARKS + 50)])
    assert "<script>" not in svg
    assert len(circles(svg)) == MOST_MARKS
