"""The desk: pages in a browser on which people decide. It writes decisions, never results, and shows documents as text only."""

from cenotaph.web.app import make_app
from cenotaph.web.desk import Desk, Person
from cenotaph.web.passwords import make_account

__all__ = ["Desk", "Person", "make_account", "make_app"]
