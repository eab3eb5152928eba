"""Which blocks of a page are its text: those that the main-content extractor takes, and any other that bears a figure.

The extractor alone drops captions, asides, loose text and tables without a word; the whole page alone makes claims of a menu. So
the extractor says where the text is, the blocks say how it reads, and a block with a word of harm and a number is kept wherever
it stands, unless it is a link to something else or of the site around: those are counted, and the document says so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cenotaph.ingest.figures import bears_figure
from cenotaph.ingest.pages.blocks import TIME, Block
from cenotaph.text import Lexicon

__all__ = ["Chosen", "choose"]

WORD = re.compile(r"\w+")
RUN = 4  # words side by side by which a block is known again
PAIR = 2  # words by which a line of the extractor is known again in blocks that cut it otherwise
MOSTLY = 0.6  # of its runs have to stand in the extractor's text: that one cuts off the beginnings and ends of some
LINKS = 0.5  # of a block's characters inside links make it a way to something else
FULLER = 0.25  # of the page's own blocks: where the extractor has less, it did not find the text, and the blocks are it
REPEATED = 80  # characters: shorter lines ("2 killed") may stand in a page twice and be said of two things
AROUND = 0.3  # of the extractor's text: where more stands in what is named like a menu or comments, the name means something else
LEFT = 0.5  # of the extractor's text that stands in no block: less is the same words cut otherwise


@dataclass(frozen=True, slots=True)
class Chosen:
    """The text of a page, and how many blocks with figures were left out of it."""

    text: str
    left_out: int


def choose(blocks: Sequence[Block], extracted: str, lexicon: Lexicon | None) -> Chosen:
    """The text of the page. `extracted` is what the main-content extractor gives, `lexicon` the words of its language."""
    own = [block.text for block in blocks if not _is_elsewhere(block)]
    if len(extracted) < FULLER * sum(map(len, own)):
        return Chosen(
            "\n\n".join(own), sum(1 for one in blocks if lexicon and _is_elsewhere(one) and bears_figure(one.text, lexicon))
        )
    known = _Known(extracted)
    wanted = _known_blocks(blocks, known)
    if sum(len(b.text) for b, want in zip(blocks, wanted, strict=True) if want and b.around) < AROUND * len(extracted):
        wanted = [want and not block.around for block, want in zip(blocks, wanted, strict=True)]
    left_out: set[str] = set()
    for at, block in enumerate(blocks):
        if not wanted[at] and lexicon is not None and bears_figure(block.text, lexicon):
            wanted[at] = not _is_elsewhere(block)
            if not wanted[at]:
                left_out.add(block.text)
    _want_leads(blocks, wanted)
    kept = list(_once([block.text for block, want in zip(blocks, wanted, strict=True) if want]))
    text = "\n\n".join((*_in_no_block(blocks, extracted), *kept))
    return Chosen(text, len(left_out.difference(kept)))


def _want_leads(blocks: Sequence[Block], wanted: list[bool]) -> None:
    """Want the headings over what is wanted, and the times of entries where the page has several."""
    times = len({block.text for block in blocks if block.leads == TIME})
    for at in reversed(range(len(blocks) - 1)):
        block = blocks[at]
        if block.leads and wanted[at + 1] and not _is_elsewhere(block):
            wanted[at] = block.leads != TIME or times > 1


def _once(texts: Sequence[str]) -> Iterator[str]:
    """Each text but the second time that a long one stands there, as pages of several layouts have it."""
    seen: set[str] = set()
    for text in texts:
        if len(text) < REPEATED or text not in seen:
            yield text
        seen.add(text)


def _is_elsewhere(block: Block) -> bool:
    return block.around or block.linked > LINKS * len(block.text)


class _Known:
    """The extractor's text, to be asked whether it holds a block."""

    def __init__(self, text: str) -> None:
        self._runs = _runs(text)
        self._lines = {_key(line) for line in text.splitlines()}

    def holds(self, words: str) -> bool:
        runs = _runs(words)
        if not runs:
            return _key(words) in self._lines
        return sum(run in self._runs for run in runs) >= MOSTLY * len(runs)


def _known_blocks(blocks: Sequence[Block], known: _Known) -> list[bool]:
    """For each block whether the extractor has it; lines of a table also where it has what stands right before the table."""
    wanted: list[bool] = []
    before = False
    for block in blocks:
        holds = known.holds(block.text)
        wanted.append(holds or block.row and before)
        if not block.row:
            before = holds and not block.around
    return wanted


def _in_no_block(blocks: Sequence[Block], extracted: str) -> list[str]:
    """The extractor's lines that no block holds, where they are most of its text: a body that only the metadata have."""
    have = _runs(" ".join(block.text for block in blocks), PAIR)
    lines = [line.strip() for line in extracted.splitlines() if line.strip() and not line.startswith("|")]
    lost = [line for line in lines if (runs := _runs(line, PAIR)) and sum(run in have for run in runs) < MOSTLY * len(runs)]
    return lost if sum(map(len, lost)) > LEFT * sum(map(len, lines)) else []


def _runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _key(line: str) -> str:
    return " ".join(WORD.findall(line.lower()))
