"""Keeping the case: verify it, back it up."""

from cenotaph.web.keeping.routes import routes

__all__ = ["routes"]
