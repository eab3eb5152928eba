"""Web pages, by trafilatura. Its text is re-flowed, so offsets index what it gave, kept with its version.

Deeply nested markup is refused before any parser sees it: recursion would end the program.
"""

import re
from datetime import datetime

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.headline import with_headline
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.plain import decode
from cenotaph.model import DateInterval
from cenotaph.settings import load_settings

__all__ = ["read_html"]

TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
LONG_TAG = re.compile(
    rb"<([a-zA-Z][a-zA-Z0-9]{0,20})\s[^<>]{50000,}>"
)  # attributes by the thousand, which parsers compare in pairs
MANY_BREAKS = re.compile(rb"(?i)(?:<br\s{0,9}/?>\s{0,9}){50,}")  # what tidies line ends takes time by the square of them
VOID = frozenset(b"area base br col embed hr img input link meta source track wbr p li td tr th dd dt option".split())


def read_html(data: bytes, name: str) -> Parsed:
    """The main text of a page with title, author, site, date and language as the page states them."""
    _refuse_depth(data, name)
    data = LONG_TAG.sub(rb"<\1>", MANY_BREAKS.sub(b"<br><br>", data))
    import trafilatura
    from trafilatura.metadata import extract_metadata

    text, flags, note = decode(data, name) if b"charset" not in data[:2048].lower() else ("", (), "")
    page = text or data
    try:
        body = (
            trafilatura.extract(
                page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, no_fallback=False
            )
            or ""
        )
        found = extract_metadata(
            page, date_config={"original_date": True, "extensive_search": False, "max_date": datetime.now().date().isoformat()}
        )
    except (ValueError, AttributeError, RecursionError, AssertionError) as fault:
        raise UnreadableFile("the page could not be parsed", where=name) from fault
    published = _date(getattr(found, "date", None))
    title = getattr(found, "title", None) or ""
    return Parsed(
        text=with_headline(title, "\n\n".join(line for line in body.splitlines() if line.strip())),
        extractor=f"trafilatura/{trafilatura.__version__}",
        title=title,
        author=getattr(found, "author", None) or "",
        publisher=getattr(found, "sitename", None) or "",
        url=getattr(found, "url", None) or "",
        language=_language(data),
        published=published,
        published_from="the page's metadata" if published else "",
        flags=flags,
        note=note,
    )


def _refuse_depth(data: bytes, name: str) -> None:
    depth = 0
    most = load_settings().max_html_depth
    for tag in TAG.finditer(data):
        if tag[2].lower() in VOID or tag[3].endswith(b"/"):
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > most:
            raise UnreadableFile(
                f"the page nests its elements more than {most} deep",
                where=name,
                remedy="it may be an attack; save its text and add that",
            )


def _date(text: str | None) -> DateInterval | None:
    try:
        return DateInterval.from_edtf(text[:10]) if text else None
    except ValueError:
        return None


def _language(data: bytes) -> str:
    found = re.search(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", data[:4096], re.IGNORECASE)
    return found[1].decode("ascii").lower() if found else ""
