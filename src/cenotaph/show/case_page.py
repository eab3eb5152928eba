"""One HTML page for a case: figures side by side by origin, each number opening to quotation, document and hash.

A working page for the recorder, not a release: it hides nothing and so must not be published. It loads nothing, runs no
script, and shows documents as text only.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cenotaph.model import Characterisation, Incident, Responsibility, Role
from cenotaph.show.figure_plot import Mark, draw_figures
from cenotaph.show.incident_words import documents_of, words_of_incident
from cenotaph.show.render import render_page
from cenotaph.show.shown import ORDER, POLICY
from cenotaph.show.wording import say_of
from cenotaph.store import ClaimRow
from cenotaph.vocabulary import load_vocabulary

__all__ = ["DocumentOnPage", "gather_incident", "marked_text", "render_case_page"]


@dataclass(frozen=True, slots=True)
class DocumentOnPage:
    """A document as the page shows it: facts, and the text cut into stretches with the claims each belongs to."""

    facts: Mapping[str, Any]
    pieces: tuple[tuple[str, str], ...]


def render_case_page(
    title: str,
    incidents: Sequence[Incident],
    claims: Mapping[str, ClaimRow],
    documents: Sequence[Mapping[str, Any]],
    texts: Mapping[str, str],
    characterisations: Sequence[tuple[str, Characterisation]],
    responsibilities: Sequence[tuple[str, Responsibility]] = (),
) -> str:
    """The page as one string. `documents` are rows of the document store, `texts` their stored texts by id."""
    shown = [gather_incident(one, claims, characterisations, responsibilities) for one in incidents if not one.aggregate]
    totals = [claims[m.claim_id] for one in incidents for m in one.members if m.role == Role.CUMULATIVE]
    by_document: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims.values():
        by_document[claim.document_id].append(claim)
    pages = [DocumentOnPage(row, marked_text(texts.get(row["id"], ""), by_document[row["id"]])) for row in documents]
    return render_page("case", title=title, incidents=shown, totals=totals, documents=pages)


def gather_incident(
    one: Incident,
    claims: Mapping[str, ClaimRow],
    characterisations: Sequence[tuple[str, Characterisation]],
    responsibilities: Sequence[tuple[str, Responsibility]],
    language: str = "en",
) -> dict[str, Any]:
    """What a page shows of one incident, its reasons worded in `language`: harms with figure, picture and claims, who is accused,
    whose words are used.
    """
    harms = []
    for term in load_vocabulary("harm"):
        members = [
            (m, claims[m.claim_id])
            for m in one.members
            if claims[m.claim_id].claim.harm == term.code and m.role != Role.CUMULATIVE
        ]
        if not members:
            continue
        members.sort(
            key=lambda pair: (ORDER[pair[0].role], -(pair[1].claim.count.high or pair[1].claim.count.lowest), pair[0].claim_id)
        )
        marks = [Mark(m.origin, row.claim.count, m.claim_id, row.said_on) for m, row in members if m.role == Role.TOTAL]
        harms.append(
            {
                "label": term.label,
                "figure": one.figure(term.code, POLICY),
                "others": [f for f in one.figures if f.harm == term.code and f.policy != POLICY],
                "members": members,
                "plot": draw_figures(f"{term.label}: numbers by who says them", marks) if marks else "",
            }
        )
    documents = documents_of(one, claims)
    accused = [(said, where, documents[where]) for where, said in responsibilities if where in documents]
    return {
        "incident": one,
        "say": say_of(one, claims, language),
        "harms": harms,
        "accused": accused,
        "words": words_of_incident(documents, characterisations),
    }


def marked_text(text: str, rows: Sequence[ClaimRow]) -> tuple[tuple[str, str], ...]:
    """The text in order, cut where quotations begin; the id of the claim whose quotation a stretch opens, or ""."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for row in sorted(rows, key=lambda r: (r.claim.victims.start, r.claim.victims.end)):
        span = row.claim.victims
        if span.start < at:
            continue
        pieces.append((text[at : span.start], ""))
        pieces.append((text[span.start : span.end], row.claim.id))
        at = span.end
    pieces.append((text[at:], ""))
    return tuple(piece for piece in pieces if piece[0])
