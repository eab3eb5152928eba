"""A picture that is shown outside the pages, in a notebook or a file of its own: it brings its own style, on its own ground."""

from functools import cache
from importlib.resources import files

__all__ = ["stand_alone"]


@cache
def _style() -> str:
    return (files("cenotaph.show") / "templates" / "alone.css").read_text(encoding="utf-8")


def stand_alone(svg: str) -> str:
    """The SVG element with the style that the pages would give it."""
    head, closed, rest = svg.partition(">")
    return "".join([head.replace('class="', 'class="alone ', 1), closed, "<style>", _style(), "</style>", rest])
