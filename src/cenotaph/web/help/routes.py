"""What each page of the desk is for, and what to do there first: one page, each part with its own address."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.responses import Response

from cenotaph.text import load_plain_yaml
from cenotaph.web.serving import Visit, page

__all__ = ["help_parts", "routes"]


@cache
def help_parts() -> Sequence[Mapping[str, Any]]:
    """The parts in the order of the pages: id, where it leads, label, and what is said."""
    parts: Sequence[Mapping[str, Any]] = load_plain_yaml((files("cenotaph.web.help") / "parts.yaml").read_text(encoding="utf-8"))
    return parts


@page("/help")
def shown(visit: Visit) -> Response:
    """The parts."""
    return visit.show("help/help.html", parts=help_parts())


routes = [shown]
