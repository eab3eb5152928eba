"""What each page of the desk is for, and what to do there first."""

from cenotaph.web.help.routes import routes

__all__ = ["routes"]
