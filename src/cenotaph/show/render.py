"""Renders a page from its template with the one style that all pages have. Everything is escaped; a missing value is an error."""

from importlib.resources import files
from typing import Any

from cenotaph.model import word_reason

__all__ = ["render_page"]


def render_page(template: str, **values: Any) -> str:
    """The page of `templates/<template>.html.jinja` as one string; `style` is filled in."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"reason": word_reason, "apply": lambda value, say: say(value)}
    folder = files("cenotaph.show") / "templates"
    page = environment.from_string((folder / f"{template}.html.jinja").read_text(encoding="utf-8"))
    return str(page.render(style=(folder / "case.css").read_text(encoding="utf-8"), **values))
