"""Releases at the desk: the statement of method, what the next release would change, making it, looking at it, publishing it."""

from cenotaph.web.releases.routes import routes

__all__ = ["routes"]
