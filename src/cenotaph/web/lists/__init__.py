"""Lists of victims at the desk."""

from cenotaph.web.lists.routes import routes

__all__ = ["routes"]
