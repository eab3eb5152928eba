"""Signing in and out, accounts and their roles, and one's own settings."""

from cenotaph.web.people.routes import routes

__all__ = ["routes"]
