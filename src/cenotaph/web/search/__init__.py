"""Search across scripts: documents by their words, victims by their names in any spelling."""

from cenotaph.web.search.routes import routes

__all__ = ["routes"]
