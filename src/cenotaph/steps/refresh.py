"""Makes anew what depends on a step, in the order of the list, in one transaction."""

from cenotaph.steps.steps import after
from cenotaph.store import PLACES, Case

__all__ = ["is_stale", "refresh_case"]


def is_stale(case: Case) -> bool:
    """Whether claims were added that no incident holds yet: an earlier run was interrupted."""
    with case.reading() as record:
        return record.claims.are_unplaced()


def refresh_case(case: Case, step: str = "add") -> int:
    """Run every step that needs `step`, or every one for "". The number of incidents there are then."""
    with case.writing() as record:
        if not step:
            record.stories.clear()
            record.people.set_listed(None, listed=False)
            record.queue.clear()
        record.take_in(PLACES)
        for one in after(step):
            one.run(record)
        return record.incidents.count()
