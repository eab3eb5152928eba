"""People whom a page lists: rows of a table of names, and lines that hold little but a name under a heading that tells a harm.

What befell them is said once, by the heading above ("Victims of the shelling"), or by a cell of their row ("Date of death").
Refuses a list whose heading tells of nothing, of two harms, or of those who did it; it makes people, never a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.extract.appearances import Appearance, Somebody, trim_name
from cenotaph.extract.chunks import name_at
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.table_rows import Cell, heading_harm, named_cell, row_cells
from cenotaph.model import FATES, Harm, PersonField, Span
from cenotaph.text import Lexicon, Token

__all__ = ["Listed", "appearance_of", "listed_people", "told_by_lists"]

LISTED = 0.9  # how sure a heading makes it: no gold of such pages is here, and it is no surer than a claim
LONGEST_HEADING = 90  # characters: what is longer is a sentence
BARE = 6  # tokens beside the name of a line that does nothing but name somebody: an age, a trade
LEAST_NAME = 2  # words: one alone is too often a place
FIELDS = ("age", "residence", "occupation", "birth_year")


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on a list, what befell its bearer, and what the other cells of the row say of them."""

    name: Span
    harm: str
    fields: tuple[PersonField, ...] = ()


def listed_people(text: str, lexicon: Lexicon) -> list[Listed]:
    """Everybody whom lists of a text name, in text order; nobody in a language without headings of tables."""
    return list(_listed(text, lexicon)) if lexicon.lists.get("tables", {}).get("person") else []


def _listed(text: str, lexicon: Lexicon) -> Iterator[Listed]:
    above = ""
    at = 0
    for words in text.split("\n"):
        start, at = at, at + len(words) + 1
        if not words.strip():
            continue
        line = Span(start, start + len(words))
        cells = row_cells(text, line)
        if len(cells) > 1:
            yield from _of_row(text, cells, above, lexicon)
            continue
        name = _bare_name(text, line, lexicon) if above else None
        if name is not None:
            yield Listed(name, above)
        else:
            above = _told_by(words, lexicon) if len(words) <= LONGEST_HEADING else ""


def _of_row(text: str, cells: Sequence[Cell], above: str, lexicon: Lexicon) -> Iterator[Listed]:
    """Whom a row names, with the harm that one of its headings or cells tells, else that of the heading above the table."""
    cell = named_cell(cells, lexicon, "person")
    if cell is None or not _is_name(lexicon.tokenise(cell.value.of(text))):
        return
    told = {_told_by(one.name, lexicon) for one in cells if one is not cell}
    fate = named_cell(cells, lexicon, "fate")
    harm = _told_by(fate.value.of(text), lexicon) if fate is not None else max(told, key=len, default="") or above
    if harm:
        yield Listed(cell.value, harm, tuple(_fields(text, cells, lexicon)))


def _fields(text: str, cells: Sequence[Cell], lexicon: Lexicon) -> Iterator[PersonField]:
    for field in FIELDS:
        cell = named_cell(cells, lexicon, field)
        words = cell.value.of(text) if cell is not None else ""
        if cell is not None and (field in ("residence", "occupation") or words.isdigit()):
            yield PersonField(field, cell.value, " ".join(words.split()))


def _told_by(heading: str, lexicon: Lexicon) -> str:
    """The one fate that a heading tells of those whom it stands above; none where it speaks of others."""
    words = {token.lower for token in lexicon.tokenise(heading)}
    if words & lexicon.words("tables", "others"):
        return ""
    heads = lexicon.words("persons", "victim_heads")
    harm = heading_harm(heading, lexicon) or (Harm.KILLED if words & heads else "")
    return harm if harm in FATES else ""


def _bare_name(text: str, line: Span, lexicon: Lexicon) -> Span | None:
    """The name that a line begins with, where little stands beside it."""
    tokens = lexicon.tokenise(text, line.start, line.end)
    while tokens and not tokens[0].is_word:
        tokens = tokens[1:]
    stop = name_at(tokens, 0, lexicon, frozenset(), capitals=False) if tokens else 0
    if stop < LEAST_NAME or len(tokens) - stop > BARE or stop < len(tokens) and tokens[stop].is_word:
        return None
    return Span(tokens[0].start, tokens[stop - 1].end)


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether a cell holds words and no figures, at least two of them."""
    words = [token for token in tokens if token.is_word]
    return len(words) >= LEAST_NAME and not any(token.text[0].isdigit() for token in tokens)


def told_by_lists(
    listed: Sequence[Listed],
    told: Sequence[tuple[Somebody, str, float]],
    somebodies: Sequence[Somebody],
    sentences: Sequence[SentenceChunks],
    lexicon: Lexicon,
) -> list[tuple[Somebody, str, float]]:
    """Those on lists of whom nothing else tells."""
    known = {one.span for somebody, _, _ in told for one in somebody.appearances}
    out: list[tuple[Somebody, str, float]] = []
    for person in listed:
        if any(person.name.overlaps(span) for span in known):
            continue
        bearer = next((body for body in somebodies if any(person.name.overlaps(a.span) for a in body.appearances)), None)
        alone = appearance_of(person.name, sentences, lexicon) if bearer is None else None
        found = bearer or (Somebody([alone]) if alone is not None else None)
        if found is not None:
            known.update(one.span for one in found.appearances)
            out.append((found, person.harm, LISTED))
    return out


def appearance_of(span: Span, sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> Appearance | None:
    """A claim's name as an appearance, without titles and trades; None where nothing else is left of it."""
    for sentence in sentences:
        inside = [k for k, token in enumerate(sentence.tokens) if span.overlaps(token.span)]
        if inside:
            return trim_name(sentence, inside[0], inside[-1] + 1, lexicon)
    return None
