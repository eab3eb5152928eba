"""Replies of the public at the desk."""

from cenotaph.web.replies.routes import routes

__all__ = ["routes"]
