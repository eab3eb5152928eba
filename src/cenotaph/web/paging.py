"""Where a page of a long list begins."""

from cenotaph.web.serving import Visit, whole_number

__all__ = ["PAGE", "start_of"]

PAGE = 25
FARTHEST = 10_000_000


def start_of(visit: Visit) -> int:
    """The `at` of the address, a whole number from 0; anything else is 0."""
    return min(whole_number(visit.query.get("at", "")) or 0, FARTHEST)
