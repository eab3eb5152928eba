"""A scan without text, transcribed by a person beside its picture."""

from cenotaph.web.transcribing.routes import routes

__all__ = ["routes"]
