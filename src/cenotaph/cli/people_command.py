"""`cenotaph people`."""

import json
from typing import Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

__all__ = ["command"]

COLUMNS = {
    "name": "Name", "fate": "What became of them", "age": "Age", "sex": "Sex", "documents": "Named in", "lists": "On lists",
    "incident": "Incident", "victim": "Victim",
}  # fmt: skip


@click.command("people", epilog="Example:  cenotaph people --find halim            cenotaph people i-kt5en7d63b --json")
@click.argument("incident_id", required=False, metavar="[INCIDENT]")
@click.option("--find", "wanted", help="Only people with this in a name, in any script and spelling.")
@click.option("--fate", help="Only people of this fate: killed, injured, missing, abducted, detained.")
@case_option
@format_options
def command(incident_id: str | None, wanted: str | None, fate: str | None, case_dir: str | None, form: str | None) -> None:
    """Show the people whom documents name and lists have, by incident: each once, with what is said of them and where.

    Whom reports name is read, not found out. Change what was read wrongly with `cenotaph decide person`.
    """
    from cenotaph.cli.show import show_rows
    from cenotaph.errors import WrongUse
    from cenotaph.release.gather_ids import held_id
    from cenotaph.show.incident_people import people_of_incidents
    from cenotaph.text import name_found
    from cenotaph.vocabulary import load_vocabulary

    if fate:
        load_vocabulary("harm").check(fate)
    with named_case(case_dir).reading() as record:
        current = record.incidents.current_id(held_id(record, incident_id)) if incident_id else None
        if incident_id and current is None:
            raise WrongUse("there is no such incident", where=incident_id, remedy="list them with: cenotaph incidents")
        found = people_of_incidents(record, None if current is None else [current])
        names = {row["id"]: str(row["name"]) for row in record.documents.rows()}
    rows = [
        _row(where, one, names)
        for where, people in found.items()
        for one in people.people
        if (not fate or one.fate == fate) and (not wanted or any(name_found(wanted, name) for name in _names(one)))
    ]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        row["people"] = [one["id"] for one in row["said"]]
        del row["said"]
    show_rows(rows, COLUMNS, form, empty="nobody is named; add documents with: cenotaph add FOLDER")


def _names(one: Any) -> list[str]:
    return [one.name, *(named.person.name for named in (one.named.named if one.named else ()))]


def _row(where: str, one: Any, names: dict[str, str]) -> dict[str, Any]:
    """Somebody as a row; `said` is what each document says, every field with its span in the document's text."""
    named = one.named.named if one.named else ()
    return {
        "incident": where or None,
        "name": one.name,
        "age": one.age or None,
        "sex": one.sex or None,
        "fate": str(one.fate),
        "victim": one.victim_id,
        "lists": list(one.lists),
        "documents": sorted({names[entry.document_id] for entry in named}),
        "said": [
            {
                "id": entry.person.id,
                "document": names[entry.document_id],
                "name": entry.person.name,
                "names": [span.as_pair() for span in entry.person.names],
                "fate": entry.person.fate,
                "confidence": entry.person.confidence,
                "claims": list(entry.person.claims),
                "counted_in": entry.person.counted_in or None,
                "fields": [
                    {"field": field.field, "value": field.value, "span": field.span.as_pair()} for field in entry.person.fields
                ],
            }
            for entry in named
        ],
    }
