"""The queue of claims: read the quotation, then accept, reject or mend. Nobody is the second reader of his own work."""

from cenotaph.web.claims.routes import routes

__all__ = ["routes"]
