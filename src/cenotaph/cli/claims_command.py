"""`cenotaph claims`."""

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]


@click.command("claims", epilog="Example:  cenotaph claims --harm killed --find xocali")
@click.option("--harm", help="Only this harm (killed, injured, missing …).")
@click.option("--incident", metavar="ID", help="Only the claims of this incident.")
@click.option("--find", metavar="WORDS", help="Only claims of documents that hold these words, in any spelling of their letters.")
@case_option
@format_options
def command(harm: str | None, incident: str | None, find: str | None, case_dir: str | None, form: str | None) -> None:
    """Show claims: what is said of how many, by whom, in which words, in which document."""
    from cenotaph.cli.show import show_rows
    from cenotaph.errors import WrongUse
    from cenotaph.extract import claim_as_json
    from cenotaph.release.gather_ids import held_id
    from cenotaph.store import ClaimStore, DocumentStore, IncidentStore
    from cenotaph.vocabulary import load_vocabulary

    if harm and harm not in load_vocabulary("harm"):
        raise WrongUse(f"no harm {harm!r}", remedy=f"there are: {', '.join(load_vocabulary('harm').terms)}")
    case = named_case(case_dir)
    with case.engine.connect() as connection:
        wanted = set(DocumentStore(connection).find(find)) if find else None
        current = IncidentStore(connection).current_id(held_id(connection, incident)) if incident else None
        if incident and current is None:
            raise WrongUse("there is no such incident", where=incident, remedy="list them with: cenotaph incidents")
        rows = []
        for row in ClaimStore(connection).rows():
            if (
                harm
                and row.claim.harm != harm
                or wanted is not None
                and row.document_id not in wanted
                or current
                and row.incident_id != current
            ):
                continue
            rows.append(
                claim_as_json(row.claim)
                | {
                    "number": str(row.claim.count),
                    "said_by": row.claim.speaker_text or f"{row.publisher or row.document_name} (its own words)",
                    "quote": " ".join(row.quote.split()),
                    "incident": row.incident_id,
                    "role": row.role,
                    "origin": row.origin,
                    "document": row.document_name,
                    "document_id": row.document_id,
                    "sha256": row.document_sha256,
                    "said_on": row.said_on,
                }
            )
    columns = {
        "id": "Claim",
        "harm": "Harm",
        "number": "Number",
        "said_by": "Said by",
        "status": "Status",
        "quote": "Quotation",
        "document": "Document",
        "incident": "Incident",
    }
    show_rows(rows, columns, form, empty="no claims")
