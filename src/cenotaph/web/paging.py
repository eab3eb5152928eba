"""Where a page of a long list begins."""

from cenotaph.web.serving import Visit

__all__ = ["PAGE", "start_of"]

PAGE = 25
FARTHEST = 10_000_000


def start_of(visit: Visit) -> int:
    """The `at` of the address, a whole number from 0; anything else is 0."""
    given = visit.query.get("at", "0")
    return min(int(given), FARTHEST) if given.isascii() and given.isdigit() else 0
