"""Who decided what, when and why; and taking a decision back."""

from cenotaph.web.decisions.routes import routes

__all__ = ["routes"]
