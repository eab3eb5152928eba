"""How many are on no list, by the methods that answer while one waits; what is documented stands apart."""

from cenotaph.web.estimates.routes import routes

__all__ = ["routes"]
