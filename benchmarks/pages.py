"""How many sentences with figures of a page stand in its text: here, as it was taken before, and by trafilatura plain.

    python benchmarks/pages.py                 fifty invented pages, each a quirk of real ones in one of two kinds of sites
    python benchmarks/pages.py FOLDER          time and memory a page as well on the saved pages (.html, .htm) of a folder

A sentence counts as kept when its words stand in the text in their order, with the mark of a footnote no part of them. "Taken in"
are sentences of other reports (a related headline, a comment) that stand in the text. Time is given as a ratio, measured side by
side in this process, page by page.
"""

import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import trafilatura
from trafilatura.metadata import extract_metadata

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.language import identify_language
from cenotaph.ingest.pages import read_html
from invented_pages import invented_pages

Extractor = Callable[[str], str]


def here(html: str) -> str:
    """The text that is stored."""
    return read_html(html.encode(), "page.html").text


def before(html: str) -> str:
    """What was stored before pages were cut into blocks: what trafilatura gives for recall, with what it states and its language."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False) or ""
    extract_metadata(html, date_config={"original_date": True, "extensive_search": False, "max_date": "2026-01-01"})
    identify_language(text, "en")
    return text


def plain(html: str) -> str:
    """What trafilatura gives when nothing is asked of it."""
    return trafilatura.extract(html) or ""


EXTRACTORS: dict[str, Extractor] = {"here": here, "before": before, "plain": plain}


def words(text: str) -> str:
    """A text as its words, to be compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def holds(text: str, sentence: str) -> bool:
    """Whether the text has the sentence, its day before it or behind."""
    said, text = words(sentence), words(text)
    what, _, day = said.rpartition(" on ")
    return said in text or f"{day} {what}" in text


def print_recall() -> None:
    """A row for each extractor, then the quirks that lose something here."""
    pages = list(invented_pages())
    print(f"{'':<12}{'figures kept':>14}{'taken in':>10}")
    for name, extract in EXTRACTORS.items():
        texts = [extract(page.html) for page in pages]
        kept = sum(holds(text, one) for text, page in zip(texts, pages, strict=True) for one in page.own)
        wrong = sum(holds(text, one) for text, page in zip(texts, pages, strict=True) for one in page.foreign)
        own, foreign = sum(len(page.own) for page in pages), sum(len(page.foreign) for page in pages)
        print(f"{name:<12}{kept:>7} of {own:>3}{wrong:>5} of {foreign}")
        if name == "here":
            found = {page.name: sum(holds(text, one) for one in page.own) for text, page in zip(texts, pages, strict=True)}
            lost = {page.name: len(page.own) - found[page.name] for page in pages if found[page.name] < len(page.own)}
    print("lost here:", ", ".join(f"{name} {n}" for name, n in lost.items()) or "nothing")


def print_cost(pages: Iterable[str]) -> None:
    """Seconds and memory a page, as a ratio to what was before."""
    used: dict[str, float] = dict.fromkeys(EXTRACTORS, 0.0)
    peaks: dict[str, int] = dict.fromkeys(EXTRACTORS, 0)
    number = refused = 0
    for html in pages:
        number += 1
        for name, extract in EXTRACTORS.items():
            began = time.process_time()
            try:
                extract(html)
            except UnreadableFile:
                refused += 1
            used[name] += time.process_time() - began
    for name, extract in EXTRACTORS.items():
        html = max(pages, key=len)
        tracemalloc.start()
        extract(html)
        peaks[name] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    base = used["before"]
    print(f"{number:,} pages, {refused:,} refused")
    print("seconds a page, beside before: " + ", ".join(f"{n} {used[n] / base:.2f}" for n in EXTRACTORS))
    print(f"milliseconds a page here: {1000 * used['here'] / number:.1f}")
    least = peaks["before"]
    print("peak memory of the largest page, beside it: " + ", ".join(f"{n} {peaks[n] / least:.2f}" for n in EXTRACTORS))


def main() -> None:
    """Recall on the invented pages; cost on them, or on those of a folder."""
    for extract in EXTRACTORS.values():
        extract(next(invented_pages()).html)
    print_recall()
    if len(sys.argv) > 1:
        paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in (".html", ".htm"))[:500]
        print_cost([path.read_text(encoding="utf-8", errors="replace") for path in paths])
    else:
        print_cost([page.html for page in invented_pages()])


if __name__ == "__main__":
    main()
