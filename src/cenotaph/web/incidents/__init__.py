"""Incidents: figures side by side by origin, what they rest on, and whether two are one or one is two."""

from cenotaph.web.incidents.routes import routes

__all__ = ["routes"]
