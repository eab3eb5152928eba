"""What the page of an incident shows, gathered with a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cenotaph.model import FATES, Incident
from cenotaph.release.gather_ids import public_id
from cenotaph.show.case_page import gather_incident
from cenotaph.show.incident_map import draw_incident_map, locate_incident
from cenotaph.show.incident_people import people_of_incidents
from cenotaph.show.incident_summary import SENTENCES, Sentence, summarise_incident
from cenotaph.store import ClaimRow, Record
from cenotaph.vocabulary import grading_schemes, load_vocabulary
from cenotaph.web.serving import Visit

__all__ = ["gather_page"]


def gather_page(record: Record, one: Incident, visit: Visit) -> dict[str, Any]:
    """The values of the template `incidents/incident.html`."""
    standing = record.standing
    read = record.claims.by_id([member.claim_id for member in one.members])
    claims = {key: replace(row, claim=standing.mended(row.claim)) for key, row in read.items()}
    where = sorted({row.document_id for row in claims.values()})
    store, concerned = record.documents, {one.founding_claim, *claims}
    told = store.characterisations(where), store.responsibilities(where)
    stories = [[claims[claim] for claim in story] for story in one.stories]
    return {
        "one": one, "public": public_id(record, one.id), "seen": record.ledger.head(), "notes": record.desk.notes([one.id]),
        "shown": gather_incident(one, claims, *told, visit.language),
        "summary": [_worded(sentence, visit) for sentence in summarise_incident(one, claims)],
        "map": draw_incident_map(one, record.places), "locator": locate_incident(one, record.places),
        "named": people_of_incidents(record, [one.id])[one.id], "names": {d["id"]: d["name"] for d in store.rows(ids=where)},
        "people": [[claims[claim] for claim in found if claim in claims] for found in one.persons],
        "stories": sorted(stories, key=lambda rows: (rows[0].said_on or "9999", rows[0].claim.id)),
        "labels": record.incidents.labels(found.incident_id for found in one.near),
        "history": [made for made in record.decisions if concerned & set(made.subjects)],
        "distinct": one.id in standing.distinct,
        "sources": _by_source(claims.values()), "timeline": _in_order(row for row in claims.values() if row.said_on),
        "fates": FATES, "sexes": list(load_vocabulary("sex").terms), **_grades(),
    }  # fmt: skip


def _worded(sentence: Sentence, visit: Visit) -> str:
    said = visit.said
    harm = said(sentence.harm.replace("_", " "))
    groups = ", ".join(f"{said(load_vocabulary('group')[code].label)} {number}" for code, number in sentence.groups)
    return said(SENTENCES[sentence.kind]).format(**sentence.values, harm=harm, groups=groups)


def _grades() -> dict[str, Any]:
    """The grades that can be set, and by scheme and code what one is called and what it means."""
    terms = {scheme: load_vocabulary(f"grade_{scheme}") for scheme in grading_schemes()}
    return {
        "schemes": {scheme: [(term.code, term.label) for term in found] for scheme, found in terms.items()},
        "labelled": {(scheme, term.code): (term.label, term.definition) for scheme, found in terms.items() for term in found},
    }


def _by_source(rows: Iterable[ClaimRow]) -> list[tuple[str, list[ClaimRow]]]:
    """Claims by who says them, those with most first, each in the order they were said."""
    found: dict[str, list[ClaimRow]] = {}
    for row in _in_order(rows):
        found.setdefault(row.origin or row.document_name, []).append(row)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def _in_order(rows: Iterable[ClaimRow]) -> Sequence[ClaimRow]:
    """Claims in the order they were said, those without a day last."""
    return sorted(rows, key=lambda row: (row.said_on or "9999", row.claim.id))
