"""Renders a page of the site from its template. Everything is escaped; a missing value is an error.

Pages lie at the top of their language or one folder down; `up` leads from a page to the top of its language and `top` to that of
the site, so that links work from a folder on a disk. Sentences of a template are looked up in a catalogue as markup; what comes
from the record goes through the filters, which escape it.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from cenotaph.release.site.edition import Edition
from cenotaph.release.site.shelves import address
from cenotaph.vocabulary import load_vocabulary
from cenotaph.vocabulary.languages import LANGUAGES, load_translations

__all__ = ["render_site_page"]


def render_site_page(template: str, path: str, edition: Edition, **values: Any) -> str:
    """The page of `templates/<template>.html` in one language as it will lie at `path` from the top of that language."""
    up = "../" if "/" in path else ""
    top = f"../{up}" if edition.folder else up
    page = _environment(edition.language).get_template(f"{template}.html")
    return str(page.render(up=up, top=top, path=path, edition=edition, say=edition.say, names=LANGUAGES, **values))


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    translations = load_translations("cenotaph.release.site", language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    words = Edition(language, "", {})
    environment.filters |= {
        "thousands": words.number,
        "translate": words.translate,
        "words": lambda code: words.words(str(code)),
        "term": lambda code, vocabulary: words.term(vocabulary, code),
        "label": words.label,
        "origin": words.origin,
        "day": lambda day: Markup('<bdi dir="ltr">{}</bdi>').format(day),
        "in_order": words.names,
        "address": address,
        "graphic": lambda harm: load_vocabulary("harm")[harm].graphic,
    }
    return environment


def _source(name: str) -> str | None:
    found = files("cenotaph.release.site") / "templates" / name
    return found.read_text(encoding="utf-8") if found.is_file() else None
