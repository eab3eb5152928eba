"""The capture histories of linked victims, whole or by stratum; judges them, and runs the estimators side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.errors import InvalidValue, WrongUse
from cenotaph.estimate.differences import why_estimates_differ
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.judge import Judgement, judged
from cenotaph.estimate.methods import USUAL, EstimateOptions, run_method
from cenotaph.estimate.result import Estimate
from cenotaph.model import NAMED_IN_DOCUMENTS, DateInterval, age_bounds

if TYPE_CHECKING:
    from cenotaph.store import Record

__all__ = ["STRATA", "Stratum", "case_histories", "estimate_stratum", "whole_histories"]

CHILD_UNDER, ELDERLY_FROM = 18, 60  # a child after the Convention on the Rights of the Child; elderly after UN statistics
YEAR, MONTH = len("2009"), len("2009-03")


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of victims: what is documented of it, whether that can carry an estimate, the estimates, and why
    they differ.
    """

    name: str
    documented: int
    judgement: Judgement | None
    refusals: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    why: tuple[str, ...] = ()


def case_histories(
    record: "Record", by: str = "", *, documents_as_list: bool = False
) -> dict[str, CaptureHistories | InvalidValue]:
    """The capture histories of the linked victims, all together under "" or by a stratum of `STRATA`; for a stratum that can have
    none, the reason.

    With `documents_as_list` whom documents name counts as captured by one more list, however many documents name them; without,
    whoever only documents name is in no history. Raises `WrongUse` before the first linking and for fewer than two lists.
    """
    names = {one.id: one.name for one in record.lists.all() if documents_as_list or one.id != NAMED_IN_DOCUMENTS}
    records = {entry.id: entry for entry in record.lists.records()}
    victims = record.victims.all()
    if not victims:
        raise WrongUse("nothing was linked yet", remedy="run: cenotaph link")
    if len(names) < 2:
        raise WrongUse("estimates need two lists or more", remedy="load another with: cenotaph lists add FILE")
    order = {list_id: k for k, list_id in enumerate(names)}
    groups: dict[str, list[list[int]]] = {}
    for victim in victims:
        members = [records[entry] for entry in victim.records if records[entry].list_id in order]
        if not members:
            continue
        group = _stratum([entry.values for entry in members], by)
        groups.setdefault(group, []).append([order[entry.list_id] for entry in members])
    made: dict[str, CaptureHistories | InvalidValue] = {}
    for name, some in sorted(groups.items()):
        try:
            made[name] = CaptureHistories.from_victims(list(names.values()), some)
        except InvalidValue as fault:
            made[name] = fault
    return made


def whole_histories(record: "Record") -> CaptureHistories:
    """The capture histories of all linked victims together. Raises as `case_histories` does, and `InvalidValue` where they make
    no table.
    """
    (found,) = case_histories(record).values()
    if isinstance(found, InvalidValue):
        raise found
    return found


def _stratum(values: Sequence[Mapping[str, str]], by: str) -> str:
    """The group a victim is in; "not known" where no record says or where records disagree."""
    if not by:
        return ""
    said = {found for one in values if (found := STRATA[by](one))}
    return said.pop() if len(said) == 1 else "not known"


def _age_band(values: Mapping[str, str]) -> str:
    age = age_bounds(values.get("age", ""))
    if age is None:
        return ""
    ends = {_band_of(years) for years in (age[0], ELDERLY_FROM if age[1] is None else age[1])}
    return ends.pop() if len(ends) == 1 else ""


def _band_of(years: int) -> str:
    return "child" if years < CHILD_UNDER else "elderly" if years >= ELDERLY_FROM else "adult"


def _period(values: Mapping[str, str], length: int) -> str:
    day = DateInterval.from_edtf(values["harm_date"]) if values.get("harm_date") else None
    same = day is not None and day.start.isoformat()[:length] == day.end.isoformat()[:length]
    return day.start.isoformat()[:length] if day is not None and same else ""


STRATA: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "sex": lambda values: values.get("sex", ""),
    "age-band": _age_band,
    "harm-place": lambda values: values.get("harm_place", ""),
    "harm-year": lambda values: _period(values, YEAR),
    "harm-month": lambda values: _period(values, MONTH),
}


def estimate_stratum(name: str, histories: CaptureHistories, methods: Sequence[str], options: EstimateOptions = USUAL) -> Stratum:
    """Judge the table and, if it can carry one, estimate by each of `methods`. A method that cannot be used here says why."""
    histories, judgement = judged(histories)
    if judgement.refusals:
        return Stratum(name, histories.documented, judgement, judgement.refusals, ())
    estimates, refusals = [], []
    for method in methods:
        try:
            estimates.append(run_method(method, histories, options))
        except InvalidValue as fault:
            refusals.append(f"{method}: {fault.what}")
    why = why_estimates_differ(histories, judgement.pairs, estimates)
    return Stratum(name, histories.documented, judgement, tuple(refusals), tuple(estimates), why)
