"""`cenotaph incidents`."""

import json

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]

DEFAULT_POLICY = "lowest-credible..highest-credible"


@click.command("incidents", epilog="Example:  cenotaph incidents            cenotaph incidents i-kt5en7d63b")
@click.argument("incident_id", required=False, metavar="[ID]")
@click.option(
    "--policy",
    default=DEFAULT_POLICY,
    show_default=True,
    help="How low, best and high are chosen; see docs/methods/reconciling.md.",
)
@click.option(
    "--html", "page", metavar="FILE", type=click.Path(), help="Write a page that opens in a browser, with every quotation."
)
@case_option
@format_options
def command(incident_id: str | None, policy: str, page: str | None, case_dir: str | None, form: str | None) -> None:
    """Show incidents; with an ID, as here or in a release, one with every figure beside the others and the words it rests on."""
    from cenotaph.cli.incident_view import incident_as_json, member_as_json, show_incident
    from cenotaph.cli.show import show_rows
    from cenotaph.errors import WrongUse
    from cenotaph.reconcile import POLICIES
    from cenotaph.release.gather_ids import held_id
    from cenotaph.store import ClaimStore, DocumentStore, IncidentStore

    if policy not in POLICIES:
        raise WrongUse(f"no policy {policy!r}", remedy=f"there are: {', '.join(POLICIES)}")
    case = named_case(case_dir)
    with case.engine.connect() as connection:
        store = IncidentStore(connection)
        incidents = store.all()
        claims = {row.claim.id: row for row in ClaimStore(connection).rows()}
        characterisations = DocumentStore(connection).characterisations()
        responsibilities = DocumentStore(connection).responsibilities()
        current = store.current_id(held_id(connection, incident_id)) if incident_id else None
    if incident_id and current is None:
        raise WrongUse("there is no such incident", where=incident_id, remedy="list them with: cenotaph incidents")
    if page:
        from pathlib import Path

        from cenotaph.show.write_page import write_case_page

        write_case_page(case, Path(page), only=current)
        click.echo(f"wrote {page}")
        return
    if current is not None:
        one = next(incident for incident in incidents if incident.id == current)
        if current != incident_id:
            click.echo(f"{incident_id} is now {current}", err=True)
        if form == "json":
            click.echo(json.dumps(incident_as_json(one, claims), ensure_ascii=False, indent=1))
        elif form == "csv":
            show_rows([member_as_json(m, claims) for m in one.members], {}, "csv")
        else:
            show_incident(one, claims, policy, characterisations, responsibilities)
        return
    rows = []
    for one in incidents:
        killed = one.figure("killed", policy)
        counted = {claims[m.claim_id].document_id for m in one.members}
        rows.append(
            {
                "id": one.id,
                "label": one.label,
                "date": one.date.edtf if one.date else None,
                "place": one.place.name if one.place else None,
                "low": killed.low if killed else None,
                "best": killed.best if killed else None,
                "high": killed.high if killed else None,
                "origins": len({m.origin for m in one.members if m.role == "total"}),
                "documents": len(counted),
                "claims": len(one.members),
                "other_harms": sorted({f.harm for f in one.figures if f.harm != "killed"}),
                "period_total": one.aggregate,
                "grade": next((g.grade for g in one.grades if g.scheme == "airwars"), None),
            }
        )
    columns = {
        "id": "Incident",
        "label": "Where and when",
        "low": "Killed: low",
        "best": "best",
        "high": "high",
        "origins": "Origins",
        "documents": "Documents",
        "other_harms": "Also",
        "grade": "Airwars grade",
    }
    if form:
        show_rows(rows, columns, form)
        return
    show_rows([row for row in rows if not row["period_total"]], columns, None, empty="no incidents")
    totals = [m for one in incidents for m in one.members if m.role == "cumulative"]
    if totals:
        click.echo("\nTotals over a period or several places; never added to incidents:")
        period = [
            {
                "number": f"{claims[m.claim_id].claim.harm} {claims[m.claim_id].claim.count}",
                "origin": m.origin,
                "quote": " ".join(claims[m.claim_id].quote.split()),
                "document": claims[m.claim_id].document_name,
            }
            for m in totals
        ]
        show_rows(period, {"number": "Number", "origin": "Who says it", "quote": "Words", "document": "Document"}, None)
