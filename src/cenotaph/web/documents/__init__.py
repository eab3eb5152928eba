"""One document: its text with the claims in it, what is known of it, and the original bytes to take away."""

from cenotaph.web.documents.routes import routes

__all__ = ["routes"]
