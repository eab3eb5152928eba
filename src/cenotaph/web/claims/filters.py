"""Which claims an address asks for, and the addresses of narrower and wider views: every view of the queue can be linked to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from cenotaph.model import ReviewState
from cenotaph.store import FACETS, ClaimFilter, Record
from cenotaph.web.serving import Visit

__all__ = ["ORDERS", "Facet", "FacetValue", "View", "facets_of", "view_of"]

ORDERS = {"first": "what matters most first", "document": "document by document", "doubt": "least sure first", "day": "by day"}
LONGEST = 200
LABELS = {
    "harm": "Harm", "sure": "How sure the reader is", "rule": "Rule", "place": "Where", "year": "Year", "document": "Document",
    "incident": "Incident",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """One view of the queue."""

    asked: ClaimFilter
    order: str

    def address(self, without: str = "", **more: str) -> str:
        """The address of this view without one field, and with others."""
        said = {**self.asked.asked(), **({"order": self.order} if self.order != "first" else {})}
        said.pop(without, None)
        said |= more
        return "/claims?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: what it is called, how many claims have it, where it leads, and whether it is chosen already."""

    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What claims can be told apart by, with the most frequent values."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


def view_of(given: Mapping[str, str], person: str) -> View:
    """The view that an address or a form asks for. "me" is the person who asks."""
    said = {one.name: given.get(one.name, "").strip()[:LONGEST] for one in fields(ClaimFilter)}
    said["state"] = said["state"] if said["state"] in {*ReviewState, "any"} else ReviewState.OPEN
    said["reader"] = person if said["reader"] == "me" else said["reader"]
    order = given.get("order", "")
    said["state"] = "" if said["state"] == "any" else said["state"]
    return View(ClaimFilter(**said), order if order in ORDERS else "first")


def facets_of(record: Record, view: View, visit: Visit, total: int) -> tuple[list[Facet], bool]:
    """The facets of the `total` claims of a view, and whether some are left out, since counting them would take long."""
    out, uncounted = [], False
    for name in FACETS:
        counted = record.queue.facet(name, view.asked, total)
        if counted is None:
            uncounted = True
            continue
        chosen = getattr(view.asked, name)
        values = tuple(
            FacetValue(
                visit.said(called.replace("_", " ")) if name in ("harm", "sure") else called, count,
                view.address(without=name) if chosen else view.address(**{name: value}), value == chosen,
            )
            for value, called, count in counted
        )  # fmt: skip
        if len(values) > 1 or chosen:
            out.append(Facet(name, LABELS[name], values))
    return out, uncounted
