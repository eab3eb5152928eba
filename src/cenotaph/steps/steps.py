"""The one list of what is done with a case: each step with what it needs, how it is done anew, and how it is checked.

`add` and `decide` run what needs them, `verify` checks every step, `cenotaph steps` prints the list. A new step is a row here
and a file beside this one. What a person gives (documents, decisions, lists) is not done anew, and what is worked out on request
(estimates, a release) is not kept; both stand here for their order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cenotaph.steps.people import list_people_anew, people_faults
from cenotaph.steps.placement import place_anew, victim_faults
from cenotaph.steps.queue import fill_queue, queue_faults
from cenotaph.steps.reconcile import copy_faults, find_copies, incident_faults, reconcile_anew
from cenotaph.steps.review import review_anew, review_faults
from cenotaph.steps.verify_decisions import decision_faults
from cenotaph.steps.verify_documents import Checking, claim_faults, document_faults
from cenotaph.steps.verify_lists import list_faults
from cenotaph.store import Record

__all__ = ["STEPS", "Step", "after"]


def _given(_record: Record) -> None:
    """Nothing to do anew: somebody gave it."""


def _nothing(_checking: Checking) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the steps whose results it `needs`, what it `does` and by which command, how it is run anew over a record, and
    the faults that a check of its results finds.
    """

    name: str
    needs: tuple[str, ...]
    does: str
    by: str
    run: Callable[[Record], None] = _given
    faults: Callable[[Checking], Iterator[str]] = _nothing


STEPS = (
    Step("add", (), "archive files and addresses, and take their text", "add, import", faults=document_faults),
    Step("read", ("add",), "read the claims of each text, by rules", "add, import", faults=claim_faults),
    Step("copies", ("add",), "group near-copies of one text", "add", find_copies, lambda checking: copy_faults(checking.record)),
    Step("decide", ("read",), "record what people decide", "decide, serve", faults=decision_faults),
    Step("review", ("decide",), "count how far people have read each claim", "decide, serve", review_anew,
         lambda checking: review_faults(checking.record)),
    Step("reconcile", ("read", "copies", "decide"), "find the incidents, their figures and grades", "add, decide", reconcile_anew,
         lambda checking: incident_faults(checking.record)),
    Step("queue", ("review", "reconcile"), "keep what claims are found by at the desk", "add, decide, serve", fill_queue,
         lambda checking: queue_faults(checking.record)),
    Step("people", ("read", "decide"), "list the people whom texts name", "add, decide", list_people_anew, people_faults),
    Step("lists", (), "load lists of victims", "lists add", faults=list_faults),
    Step("link", ("people", "lists", "decide"), "find each victim once across lists", "link, decide", place_anew,
         lambda checking: victim_faults(checking.record)),
    Step("estimate", ("link",), "estimate those on no list", "estimate"),
    Step("release", ("review", "reconcile", "link", "estimate"), "freeze what may be published", "release, publish"),
)  # fmt: skip


def after(name: str) -> tuple[Step, ...]:
    """The steps that need the result of the step of this name, by way of others too, in order; every step after none."""
    if not name:
        return STEPS
    wanted = {name}
    for step in STEPS:
        if wanted & set(step.needs):
            wanted.add(step.name)
    return tuple(step for step in STEPS if step.name in wanted - {name})
