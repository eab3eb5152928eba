"""Renders a page of the desk in the language of the desk. Everything is escaped; a missing value is an error.

A template lies beside its routes and is named by its folder: `claims/queue.html`. Sentences are English in the templates and
looked up in a catalogue; what people wrote is never translated.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.messages.pofile import read_po
from jinja2 import Environment, FunctionLoader, StrictUndefined

from cenotaph.model import word_reason
from cenotaph.vocabulary import load_vocabulary

__all__ = ["DESK_LANGUAGES", "PUBLIC_LANGUAGES", "RIGHT_TO_LEFT", "render", "translate"]

DESK_LANGUAGES = {"en": "English", "es": "español"}
PUBLIC_LANGUAGES = {"en": "English", "ar": "العربية", "es": "español", "fr": "français", "ru": "русский", "uk": "українська"}
RIGHT_TO_LEFT = ("ar",)


def render(template: str, language: str, **values: Any) -> str:
    """The template filled in."""
    return str(_environment(language).get_template(template).render(language=language, **values))


def translate(words: str, language: str) -> str:
    """A sentence of the program in the language of the desk; as it is where the catalogue lacks it."""
    return _catalogue(language).get(words, words)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    said = _catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: said.get(words, words), lambda one, more, n: said.get(one if n == 1 else more, one if n == 1 else more)
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


@cache
def _catalogue(language: str) -> dict[str, str]:
    """The sentences of one language by the English ones; empty for English."""
    if language == "en":
        return {}
    data = (files("cenotaph.web") / "languages" / f"{language}.po").read_bytes()
    return {str(one.id): str(one.string) for one in read_po(BytesIO(data)) if one.id and one.string}
