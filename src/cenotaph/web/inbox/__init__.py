"""What came in: documents, what was not read, near-copies, how far the reading of claims is, and the long jobs."""

from cenotaph.web.inbox.routes import routes

__all__ = ["routes"]
