"""`cenotaph claims`."""

from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

if TYPE_CHECKING:
    from cenotaph.store import Case, ClaimRow

__all__ = ["command"]

COLUMNS = {
    "id": "Claim", "harm": "Harm", "number": "Number", "said_by": "Said by", "status": "Status", "quote": "Quotation",
    "document": "Document", "incident": "Incident",
}  # fmt: skip


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
    from cenotaph.vocabulary import load_vocabulary

    if harm and harm not in load_vocabulary("harm"):
        raise WrongUse(f"no harm {harm!r}", remedy=f"there are: {', '.join(load_vocabulary('harm').terms)}")
    found = _gather(named_case(case_dir), incident, find)
    show_rows([_row(one) for one in found if not harm or one.claim.harm == harm], COLUMNS, form, empty="no claims")


def _gather(case: "Case", incident: str | None, find: str | None) -> "list[ClaimRow]":
    from cenotaph.errors import WrongUse
    from cenotaph.release.gather_ids import held_id

    with case.reading() as record:
        wanted = set(record.documents.find(find)) if find else None
        current = record.incidents.current_id(held_id(record, incident)) if incident else None
        if incident and current is None:
            raise WrongUse("there is no such incident", where=incident, remedy="list them with: cenotaph incidents")
        return [
            row
            for row in record.claims.rows()
            if (wanted is None or row.document_id in wanted) and current in (None, row.incident_id)
        ]


def _row(one: "ClaimRow") -> dict[str, Any]:
    from cenotaph.extract import claim_as_json

    return claim_as_json(one.claim) | {
        "number": str(one.claim.count),
        "said_by": one.claim.speaker_text or f"{one.publisher or one.document_name} (its own words)",
        "quote": " ".join(one.quote.split()),
        "incident": one.incident_id,
        "role": one.role,
        "origin": one.origin,
        "document": one.document_name,
        "document_id": one.document_id,
        "sha256": one.document_sha256,
        "said_on": one.said_on,
    }
