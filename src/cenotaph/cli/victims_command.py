"""`cenotaph victims`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

if TYPE_CHECKING:
    from cenotaph.show.victim_page import VictimEvidence
    from cenotaph.store import Record

__all__ = ["command"]

MOST_PAIRS = 3


@click.command("victims", epilog="Example:  cenotaph victims vic-129qctyyht --html evidence.html")
@click.argument("victim_id", required=False, metavar="[ID]")
@click.option("--find", "wanted", help="Only victims with this in a name, in any script and spelling: khalid finds خالد.")
@click.option("--possible", is_flag=True, help="Only victims that may be the same as another: possible duplicates.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), help="With an ID: write the evidence as a page with its pictures."
)
@case_option
@format_options
def command(
    victim_id: str | None, wanted: str | None, possible: bool, page: Path | None, case_dir: str | None, form: str | None
) -> int:
    """Show victims, or one with every record behind the person and why they are thought to be one.

    ID is a victim's, as here or in a release, also one that was merged since, or a record's. Before the first `cenotaph link`
    there are none.
    """
    from cenotaph.cli.show import show_rows

    case = named_case(case_dir)
    with case.reading() as record:
        if victim_id:
            return _show_one(record, victim_id, page, form)
        rows = _rows(record, wanted, possible)
    shown = {
        "id": "id",
        "name": "name (first list's spelling)",
        "records": "records",
        "lists": "lists",
        "possible": "possible duplicates",
    }
    show_rows(rows, shown, form, empty="no victims; load lists and run:  cenotaph link")
    return 0


def _rows(record: "Record", wanted: str | None, possible: bool) -> list[dict[str, Any]]:
    from cenotaph.show.victim_evidence import OPEN_STATES
    from cenotaph.text import name_found

    store, lists = record.victims, record.lists
    names = {one.id: one.name for one in lists.all()}
    records = {entry.id: entry for entry in lists.records()}
    members = store.members()
    others: dict[str, set[str]] = {}
    for pair in store.pairs(states=OPEN_STATES):
        ours, theirs = members[pair.first], members[pair.second]
        others.setdefault(ours, set()).add(theirs)
        others.setdefault(theirs, set()).add(ours)
    rows = []
    for one in store.all():
        inside = [records[entry] for entry in one.records]
        if possible and one.id not in others:
            continue
        spellings = [text for entry in inside for text in (entry.name, entry.values.get("other_name", "")) if text]
        if wanted and not any(name_found(wanted, text) for text in spellings):
            continue
        rows.append(
            {
                "id": one.id,
                "name": inside[0].name,
                "records": len(inside),
                "lists": list(dict.fromkeys(names[entry.list_id] for entry in inside)),
                "possible": sorted(others.get(one.id, ())),
            }
        )
    return rows


def _show_one(record: "Record", victim_id: str, page: Path | None, form: str | None) -> int:
    from cenotaph.archive import write_whole
    from cenotaph.errors import WrongUse
    from cenotaph.release.gather_ids import held_id
    from cenotaph.show.victim_evidence import gather_evidence
    from cenotaph.show.victim_page import render_victim_page

    current = record.victims.current_id(held_id(record, victim_id))
    victim = record.victims.get(current) if current else None
    if victim is None:
        raise WrongUse("there is no such victim", where=victim_id, remedy="list them with: cenotaph victims")
    evidence = gather_evidence(record, victim)
    if page is not None:
        write_whole(page, render_victim_page(evidence))
        click.echo(f"written to {page}")
    elif form:
        click.echo(json.dumps(_as_json(evidence), ensure_ascii=False, indent=1))
    else:
        _show_evidence(evidence, victim_id)
    return 0


def _as_json(evidence: "VictimEvidence") -> dict[str, Any]:
    records = [evidence.records[entry] for entry in evidence.victim.records]
    return {
        "id": evidence.victim.id,
        "records": [
            {
                "id": one.id,
                "list": evidence.lists[one.list_id],
                "given": dict(one.given),
                "values": dict(one.values),
                "flags": list(one.flags),
            }
            for one in records
        ],
        "pairs": [
            {"first": pair.first, "second": pair.second, "weight": pair.weight, "state": pair.state, "parts": pair.parts}
            for pair in (*evidence.inside, *evidence.outside)
        ],
        "relatives": [{"victim": other, "name": name} for other, name in evidence.relatives],
    }


def _show_evidence(evidence: "VictimEvidence", asked: str) -> None:
    from cenotaph.cli.evidence_view import show_pair, show_records
    from cenotaph.cli.show import plain

    victim = evidence.victim
    click.echo(
        f"{victim.id}: {len(victim.records)} record{'' if len(victim.records) == 1 else 's'}"
        + (f" ({asked} leads here)" if asked != victim.id else "")
    )
    show_records([evidence.records[entry] for entry in victim.records], evidence.lists)
    for pair in evidence.inside[:MOST_PAIRS]:
        click.echo(f"\nwhy {pair.first} and {pair.second} are thought to be one person:")
        show_pair(pair)
    if len(evidence.inside) > MOST_PAIRS:
        click.echo(f"and {len(evidence.inside) - MOST_PAIRS} more pairs; see all with --html or --json")
    for pair in evidence.outside:
        other = evidence.records[pair.second if pair.first in victim.records else pair.first]
        click.echo(f"{pair.state.replace('-', ' ')}: {plain(other.name)} ({other.id}), weight {pair.weight:+.1f}")
    for other_id, name in evidence.relatives:
        click.echo(f"perhaps of one family: {plain(name)} ({other_id})")
