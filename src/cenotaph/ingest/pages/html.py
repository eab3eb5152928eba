"""Web pages: their text by `blocks.py` and `choice.py`, what they state of themselves by trafilatura. The text is re-flowed, so
offsets index what these gave, kept with their versions.

Deeply nested markup is refused before any parser sees it: recursion would end the program.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.figures import lexicon_of
from cenotaph.ingest.headline import with_headline
from cenotaph.ingest.language import identify_language
from cenotaph.ingest.pages.blocks import Block, cut_blocks
from cenotaph.ingest.pages.choice import choose
from cenotaph.ingest.pages.depth import nesting
from cenotaph.ingest.pages.markup import drop_footnotes
from cenotaph.ingest.parsed import Parsed, stated_day
from cenotaph.ingest.plain import decode
from cenotaph.settings import load_settings

__all__ = ["read_html"]

VERSION = 1  # of how pages are cut into blocks and which are chosen

LONG_TAG = re.compile(
    rb"<([a-zA-Z][a-zA-Z0-9]{0,20})\s[^<>]{50000,}>"
)  # attributes by the thousand, which parsers compare in pairs
MANY_BREAKS = re.compile(rb"(?i)(?:<br\s{0,9}/?>\s{0,9}){50,}")  # what tidies line ends takes time by the square of them


def read_html(data: bytes, name: str) -> Parsed:
    """The main text of a page with title, author, site, date and language as the page states them."""
    _refuse_depth(data, name)
    data = LONG_TAG.sub(rb"<\1>", MANY_BREAKS.sub(b"<br><br>", data))
    text, flags, note = decode(data, name) if b"charset" not in data[:2048].lower() else ("", (), "")
    try:
        page = _taken_apart(text or data)
    except (ValueError, AttributeError, RecursionError, AssertionError) as fault:
        raise UnreadableFile("the page could not be parsed", where=name) from fault
    found = page.metadata
    published = stated_day(getattr(found, "date", None))
    title = getattr(found, "title", None) or ""
    language = _language(data)
    sample = page.extracted or "\n".join(block.text for block in page.blocks)
    lexicon = lexicon_of(identify_language(sample, language))
    chosen = choose(page.blocks, page.extracted, lexicon)
    if chosen.left_out:
        flags = (*flags, "figures_left_out")
        note = "; ".join(filter(None, (note, _left_out(chosen.left_out))))
    return Parsed(
        text=with_headline(title, chosen.text),
        extractor=f"pages/{VERSION} with trafilatura/{page.version}",
        title=title,
        author=getattr(found, "author", None) or "",
        publisher=getattr(found, "sitename", None) or "",
        url=getattr(found, "url", None) or "",
        language=language,
        published=published,
        published_from="the page's metadata" if published else "",
        flags=flags,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page taken apart: its blocks, what the extractor takes for its main text, and what it states of itself."""

    blocks: Sequence[Block]
    extracted: str
    metadata: Any
    version: str


def _taken_apart(page: str | bytes) -> _Page:
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return _Page((), "", None, trafilatura.__version__)
    blocks = cut_blocks(tree)
    drop_footnotes(tree)
    for script in tree.xpath("//script[contains(., 'LiveBlogPosting')]"):
        script.getparent().remove(script)  # it states the title of one entry for that of the page
    today = datetime.now().date().isoformat()
    dates = {"original_date": True, "extensive_search": False, "max_date": today}
    found = extract_metadata(deepcopy(tree), date_config=dates)
    extracted = trafilatura.extract(
        tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, no_fallback=False
    )
    return _Page(blocks, extracted or "", found, trafilatura.__version__)


def _left_out(number: int) -> str:
    what = "1 stretch with figures" if number == 1 else f"{number:,} stretches with figures"
    return f"left out as not of the page's own text: {what}"


def _refuse_depth(data: bytes, name: str) -> None:
    most = load_settings().max_html_depth
    if nesting(data, most) > most:
        raise UnreadableFile(
            f"the page nests its elements more than {most} deep",
            where=name,
            remedy="it may be an attack; save its text and add that",
        )


def _language(data: bytes) -> str:
    found = re.search(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", data[:4096], re.IGNORECASE)
    return found[1].decode("ascii").lower() if found else ""
