"""Renders a page of the site from its template. Everything is escaped; a missing value is an error.

Pages lie at the top or one folder down; `up` leads from a page to the top, so that links work from a folder on a disk.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from cenotaph.release.site.shelves import address
from cenotaph.vocabulary import load_vocabulary

__all__ = ["render_site_page"]


def render_site_page(template: str, path: str, **values: Any) -> str:
    """The page of `templates/<template>.html` as it will lie at `path`."""
    up = "../" if "/" in path else ""
    return str(_environment().get_template(f"{template}.html").render(up=up, path=path, **values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["thousands"] = lambda number: "not known" if number is None else f"{number:,}"
    environment.filters["words"] = lambda code: str(code).replace("_", " ").replace("-", " ")
    environment.filters["address"] = address
    environment.filters["withheld"] = lambda code: load_vocabulary("withheld")[code].label
    environment.filters["graphic"] = lambda harm: load_vocabulary("harm")[harm].graphic
    return environment


def _source(name: str) -> str | None:
    found = files("cenotaph.release.site") / "templates" / name
    return found.read_text(encoding="utf-8") if found.is_file() else None
