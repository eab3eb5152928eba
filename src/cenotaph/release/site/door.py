"""The page at the top of a release, which leads to its site: at once where that speaks one language."""

from html import escape

from cenotaph.release.site.edition import Edition, editions_of
from cenotaph.release.statement import Statement
from cenotaph.vocabulary.languages import LANGUAGES

__all__ = ["write_door"]


def write_door(statement: Statement) -> str:
    """The page as HTML. It sets nothing, asks nobody, and chooses no language for anybody."""
    editions = editions_of(statement, {})
    first = editions[0]
    head = '<meta http-equiv="refresh" content="0;url=site/index.html">' if len(editions) == 1 else ""
    ways = "".join(map(_way, editions))
    title = escape(statement.title)
    return (
        f'<!doctype html>\n<html lang="{first.language}" dir="{first.direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}<title>{title}</title>'
        f'<link rel="stylesheet" href="site/site.css"></head>\n'
        f'<body><main><h1><bdi>{title}</bdi></h1><ul class="door">{ways}</ul></main></body></html>\n'
    )


def _way(edition: Edition) -> str:
    """The way into the site in one language, in its own words."""
    words = f"{LANGUAGES[edition.language]}: {edition.translate('Overview')}"
    link = f'<a href="site/{edition.folder}index.html">{escape(words)}</a>'
    return f'<li lang="{edition.language}" dir="{edition.direction}">{link}</li>'
