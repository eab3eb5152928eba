"""Renders a page of the desk in the language of the desk. Everything is escaped; a missing value is an error.

A template lies beside its routes and is named by its folder: `claims/queue.html`. Sentences are English in the templates and
looked up in a catalogue; what people wrote is never translated.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from cenotaph.model import word_reason
from cenotaph.vocabulary import load_vocabulary
from cenotaph.vocabulary.languages import LANGUAGES, load_translations

__all__ = ["DESK_LANGUAGES", "render", "translate"]

DESK_LANGUAGES = {code: LANGUAGES[code] for code in ("en", "es")}


def render(template: str, language: str, **values: Any) -> str:
    """The template filled in."""
    return str(_environment(language).get_template(template).render(language=language, **values))


def translate(words: str, language: str) -> str:
    """A sentence of the program in the language of the desk; as it is where the catalogue lacks it."""
    return load_translations("cenotaph.web", language).gettext(words) if words else ""


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: translate(words, language), lambda one, more, n: translate(one if n == 1 else more, language)
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["words"] = lambda code: str(code).replace("_", " ").replace("-", " ")
    environment.filters["graphic"] = lambda harm: load_vocabulary("harm")[harm].graphic
    environment.filters["reason"] = lambda reason: word_reason(reason, language=language)
    environment.filters["apply"] = lambda value, say: say(value)
    environment.filters["joined"] = lambda text: " ".join(str(text).split())
    return environment


def _source(name: str) -> str | None:
    folder, _, file = name.rpartition("/")
    place = files("cenotaph.web")
    found = (place / folder / "templates" / file) if folder else (place / "templates" / file)
    return found.read_text(encoding="utf-8") if found.is_file() else None
