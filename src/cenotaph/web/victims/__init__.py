"""Victims: a person with every record, and pairs of records to judge, with the weights in words."""

from cenotaph.web.victims.routes import routes

__all__ = ["routes"]
