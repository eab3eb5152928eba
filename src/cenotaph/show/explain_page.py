"""One text with its claims marked, as a page: which words were read, as what, by which rules, and what was refused."""

import itertools

from cenotaph.model import Claim, Document, Reading
from cenotaph.show.render import render_page

__all__ = ["marked_pieces", "render_explanation"]


def marked_pieces(text: str, claims: tuple[Claim, ...]) -> list[tuple[str, str, list[Claim]]]:
    """The text in order, cut at every edge of a victims' or speaker's span: the words, "victims", "speaker" or "", and the
    claims they belong to. Where the two overlap, the victims win.
    """
    edges = {0, len(text)}
    for claim in claims:
        for span in (claim.victims, claim.speaker):
            if span is not None:
                edges |= {span.start, span.end}
    ordered = sorted(edges)
    pieces: list[tuple[str, str, list[Claim]]] = []
    for start, end in itertools.pairwise(ordered):
        victims = [c for c in claims if c.victims.start <= start and end <= c.victims.end]
        spoken = [c for c in claims if c.speaker and c.speaker.start <= start and end <= c.speaker.end]
        kind = "victims" if victims else "speaker" if spoken else ""
        pieces.append((text[start:end], kind, victims or spoken))
    return pieces


def render_explanation(document: Document, reading: Reading) -> str:
    """The page as one string. It loads nothing and runs nothing; the document is shown as text only."""
    numbers = {claim.id: n for n, claim in enumerate(reading.claims, start=1)}
    pieces = marked_pieces(document.text, reading.claims)
    return render_page("explain", document=document, reading=reading, pieces=pieces, numbers=numbers)
