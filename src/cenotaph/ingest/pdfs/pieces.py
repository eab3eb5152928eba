"""The pieces of a page's lines, each with its place: what stands apart by about the height of a letter is two.

The order of letters is taken from where they stand, not from the order in which a file draws them: many draw right-to-left words
from the left. Ligatures are their letters, and a raised small digit after a word, the mark of a footnote, is none.
"""

import ctypes
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Piece", "Row", "page_rows", "reads_from_right", "row_text"]

APART = 0.9  # of the letters' height: most words stand nearer; where words of a justified line do not, they are joined again
SPACE = 0.27  # of the letters' height between right-to-left letters is a space: within words it is at most 0.24
RAISED = 0.3  # of the line's height above its foot, and smaller than its letters: the mark of a footnote
SMALLER = 0.88  # than its letters: a sixth or more is taken off in print
SAME_LINE = 0.5  # of the height of the lower that two pieces of one line share
CONTROL = "\r\n"
BROKEN = ("\ufffe", "\x02")  # PDFium's signs for a hyphen at the end of a line, after which it tells of no new one
OF_RIGHT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together in a line, or one letter, and where: points from the left and from the foot of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Of its letters, in points."""
        return self.top - self.bottom


Row = list[Piece]


def page_rows(text_page: Any) -> list[Row]:
    """The rows of a page from the top, the pieces of each from the left. `text_page` is one of pypdfium2."""
    pieces = [piece for line in _lines(text_page) for piece in _pieces(line)]
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda one: (-one.top, one.left)):
        row = next((row for row in rows[:-4:-1] if _is_beside(row[0], piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def row_text(row: Iterable[Piece]) -> str:
    """The words of a row, in its order."""
    return " ".join(piece.text for piece in row)


def reads_from_right(sign: str) -> bool:
    """Whether a letter is of a script that is written from the right."""
    return unicodedata.bidirectional(sign) in OF_RIGHT


def _is_beside(first: Piece, second: Piece) -> bool:
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    return shared > SAME_LINE * min(first.height, second.height)


def _lines(text_page: Any) -> Iterator[list[Piece]]:
    """The letters of each line as the file draws them, without its spaces at the ends."""
    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    line: list[Piece] = []
    for at in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page.raw, at)
        sign = chr(code) if 0 < code < 0x110000 else ""
        if sign in CONTROL:
            if line and sign:
                yield line
                line = []
            continue
        raw.FPDFText_GetCharBox(text_page.raw, at, left, right, bottom, top)
        line.append(Piece("-" if sign in BROKEN else sign, left.value, right.value, bottom.value, top.value))
        if sign in BROKEN:
            yield line
            line = []
    if line:
        yield line


def _pieces(line: Sequence[Piece]) -> Iterator[Piece]:
    drawn = [one for one in line if not one.text.isspace()]
    if not drawn:
        return
    height = max(one.height for one in drawn) or 1.0
    from_right = sum(reads_from_right(one.text[0]) for one in drawn) * 2 > len(drawn)
    foot = statistics.median(one.bottom for one in drawn)
    letters = [one for one in line if one is drawn[0] or not _is_mark(one, foot, height)]
    for group in _apart(letters, APART * height, by_place=from_right):
        words = _from_right(group, height) if from_right else "".join(one.text for one in group)
        if text := " ".join(_without_ligatures(words).split()):
            inked = [one for one in group if not one.text.isspace()]
            yield Piece(text, min(one.left for one in inked), max(one.right for one in inked),
                        min(one.bottom for one in inked), max(one.top for one in inked))  # fmt: skip


def _apart(letters: Sequence[Piece], width: float, *, by_place: bool) -> Iterator[list[Piece]]:
    """The letters cut where the next stands more than `width` from those before; in their own order unless `by_place`."""
    order = sorted((one for one in letters if not one.text.isspace()), key=lambda one: one.left) if by_place else letters
    group: list[Piece] = []
    reach: tuple[float, float] | None = None
    for one in order:
        if one.text.isspace():
            group.append(one)
            continue
        if reach is not None and (one.left > reach[1] + width or one.right < reach[0] - width):
            yield group
            group, reach = [], None
        group.append(one)
        reach = (one.left, one.right) if reach is None else (min(reach[0], one.left), max(reach[1], one.right))
    if reach is not None:
        yield group


def _from_right(group: Sequence[Piece], height: float) -> str:
    """The words of a right-to-left line by where its letters stand, numbers and Latin words within it from the left."""
    order = sorted(group, key=lambda one: -one.right)
    out: list[str] = []
    run: list[str] = []
    before: Piece | None = None
    for one in order:
        gap = before is not None and before.left - one.right > SPACE * height
        if gap:
            run.append(" ")
        if reads_from_right(one.text[0]):
            out += [*_as_read(run), one.text]
            run = []
        else:
            run.append(one.text)
        before = one
    out += _as_read(run)
    return "".join(out)


def _as_read(run: Sequence[str]) -> list[str]:
    """Signs taken from the right, of which those from the first letter or digit to the last are read from the left."""
    inside = [at for at, sign in enumerate(run) if sign.isalnum()]
    if not inside:
        return list(run)
    first, last = inside[0], inside[-1] + 1
    return [*run[:first], *reversed(run[first:last]), *run[last:]]


def _is_mark(one: Piece, foot: float, height: float) -> bool:
    """Whether a letter is the mark of a footnote: a digit that is small and raised."""
    return one.text.isdigit() and one.height <= SMALLER * height and one.bottom - foot > RAISED * height


def _without_ligatures(words: str) -> str:
    """Ligatures and the forms that letters of Arabic have in print as the letters they are."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if "\ufb00" <= sign <= "\ufdff" or "\ufe70" <= sign <= "\ufefc" else sign
        for sign in words
    )
