"""`cenotaph incidents`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case
from cenotaph.model import Harm, Role
from cenotaph.reconcile import USUAL_POLICY

if TYPE_CHECKING:
    from cenotaph.model import Characterisation, Incident, Responsibility
    from cenotaph.show.incident_people import IncidentPeople
    from cenotaph.store import Case, ClaimRow

__all__ = ["command"]

COLUMNS = {
    "id": "Incident", "label": "Where and when", "low": "Killed: low", "best": "best", "high": "high", "origins": "Origins",
    "documents": "Documents", "other_harms": "Also", "grade": "Airwars grade",
}  # fmt: skip
NEAR = {"percent": "In 100", "first": "Incident", "second": "may be the same event as", "why": "What was compared"}
TOTALS = {"number": "Number", "origin": "Who says it", "quote": "Words", "document": "Document"}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the record has, read in one moment; `current` is the id that the incident asked for has now, and `people` who of it is
    known by name.
    """

    incidents: "list[Incident]"
    claims: "dict[str, ClaimRow]"
    characterisations: "list[tuple[str, Characterisation]]"
    responsibilities: "list[tuple[str, Responsibility]]"
    current: str | None
    people: "IncidentPeople | None"


@click.command("incidents", epilog="Example:  cenotaph incidents            cenotaph incidents i-kt5en7d63b")
@click.argument("incident_id", required=False, metavar="[ID]")
@click.option(
    "--policy",
    default=USUAL_POLICY,
    show_default=True,
    help="How low, best and high are chosen; see docs/methods/reconciling.md.",
)
@click.option(
    "--review", is_flag=True, help="List incidents that may be one event, the likeliest first, with what speaks for it."
)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a page that opens in a browser, with every quotation.",
)
@case_option
@format_options
def command(
    incident_id: str | None, policy: str, review: bool, page: Path | None, case_dir: str | None, form: str | None
) -> None:
    """Show incidents; with an ID, as here or in a release, one with every figure beside the others and the words it rests on."""
    from cenotaph.errors import WrongUse
    from cenotaph.reconcile import POLICIES

    if policy not in POLICIES:
        raise WrongUse(f"no policy {policy!r}", remedy=f"there are: {', '.join(POLICIES)}")
    case = named_case(case_dir)
    found = _gather(case, incident_id)
    if incident_id and found.current is None:
        raise WrongUse("there is no such incident", where=incident_id, remedy="list them with: cenotaph incidents")
    if page:
        from cenotaph.show.write_page import write_case_page

        write_case_page(case, page, only=found.current)
        click.echo(f"wrote {page}")
    elif review:
        _show_near(found, form)
    elif found.current is not None:
        _show_one(found, str(incident_id), policy, form)
    else:
        _show_all(found, policy, form)


def _gather(case: "Case", incident_id: str | None) -> _Gathered:
    from cenotaph.release.gather_ids import held_id
    from cenotaph.show.incident_people import people_of_incidents

    with case.reading() as record:
        current = record.incidents.current_id(held_id(record, incident_id)) if incident_id else None
        return _Gathered(
            record.incidents.all(),
            record.claims.by_id(),
            record.documents.characterisations(),
            record.documents.responsibilities(),
            current,
            people_of_incidents(record, [current])[current] if current else None,
        )


def _rows(found: _Gathered, policy: str) -> list[dict[str, Any]]:
    rows = []
    for one in found.incidents:
        killed = one.figure(Harm.KILLED, policy)
        rows.append(
            {
                "id": one.id,
                "label": one.label,
                "date": one.date.edtf if one.date else None,
                "place": one.place.name if one.place else None,
                "low": killed.low if killed else None,
                "best": killed.best if killed else None,
                "high": killed.high if killed else None,
                "origins": len({m.origin for m in one.members if m.role == Role.TOTAL}),
                "documents": len({found.claims[m.claim_id].document_id for m in one.members}),
                "claims": len(one.members),
                "other_harms": sorted({f.harm for f in one.figures if f.harm != Harm.KILLED}),
                "period_total": one.aggregate,
                "grade": next((g.grade for g in one.grades if g.scheme == "airwars"), None),
                "figures": [
                    {"harm": f.harm, "low": f.low, "best": f.best, "high": f.high, "policy": f.policy, "origins": f.origins}
                    for f in one.figures
                    if f.policy == policy or f.policy == USUAL_POLICY and one.figure(f.harm, policy) is None
                ],
                "persons": len(one.persons),
                "near": [near.incident_id for near in one.near],
            }
        )
    return rows


def _show_near(found: _Gathered, form: str | None) -> None:
    """Pairs of incidents that were nearly joined, each once."""
    from cenotaph.cli.show import show_rows
    from cenotaph.show.wording import say_of

    known = {one.id: one for one in found.incidents}
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for one in found.incidents:
        for near in one.near:
            other = known[near.incident_id]
            if found.current in (None, one.id, other.id):
                pairs[min(one.id, other.id), max(one.id, other.id)] = {
                    "percent": near.percent,
                    "first": f"{one.label} {one.id}",
                    "second": f"{other.label} {other.id}",
                    "why": say_of(one, found.claims)(near.why),
                }
    rows = sorted(pairs.values(), key=lambda row: (-row["percent"], row["first"], row["second"]))
    show_rows(rows, NEAR, form, empty="no two incidents are likely to be one event")
    if rows and not form:
        click.echo("\nOne event: cenotaph decide merge ID ID.  Two: cenotaph decide different CLAIM CLAIM, a claim of each.")


def _totals(found: _Gathered) -> list[dict[str, Any]]:
    totals = [(m, found.claims[m.claim_id]) for one in found.incidents for m in one.members if m.role == Role.CUMULATIVE]
    return [
        {
            "number": f"{row.claim.harm} {row.claim.count}",
            "origin": member.origin,
            "quote": " ".join(row.quote.split()),
            "document": row.document_name,
        }
        for member, row in totals
    ]


def _show_one(found: _Gathered, asked: str, policy: str, form: str | None) -> None:
    from cenotaph.cli.incident_view import incident_as_json, member_as_json, show_incident
    from cenotaph.cli.show import show_rows
    from cenotaph.show.wording import say_of

    one = next(incident for incident in found.incidents if incident.id == found.current)
    if found.current != asked:
        click.echo(f"{asked} is now {found.current}", err=True)
    if form == "json":
        click.echo(json.dumps(incident_as_json(one, found.claims, found.people), ensure_ascii=False, indent=1))
    elif form == "csv":
        say = say_of(one, found.claims)
        show_rows([member_as_json(m, found.claims, say) for m in one.members], {}, "csv")
    else:
        show_incident(one, found.claims, policy, found.characterisations, found.responsibilities, people=found.people)


def _show_all(found: _Gathered, policy: str, form: str | None) -> None:
    from cenotaph.cli.show import show_rows

    rows = _rows(found, policy)
    if form == "csv":
        rows = [{key: value for key, value in row.items() if key != "figures"} for row in rows]
    if form:
        show_rows(rows, COLUMNS, form)
        return
    show_rows([row for row in rows if not row["period_total"]], COLUMNS, None, empty="no incidents")
    totals = _totals(found)
    if totals:
        click.echo("\nTotals over a period or several places; never added to incidents:")
        show_rows(totals, TOTALS, None)
