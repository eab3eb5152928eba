"""What of a source or a person may be published, decided at the desk."""

from cenotaph.web.protection.routes import routes

__all__ = ["routes"]
