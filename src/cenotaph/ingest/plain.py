"""Plain text and Markdown. A text file is stored as it is, decoded; nothing is re-flowed, so offsets can be checked outside."""

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.encodings import guess_encoding, guess_utf16
from cenotaph.ingest.headline import with_headline
from cenotaph.ingest.parsed import Parsed, stated_day
from cenotaph.text import find_dateline, load_lexicon

__all__ = ["decode", "read_markdown", "read_plain"]

LONGEST_TITLE = 160  # characters of a first line that is a title and no paragraph
DATELINE_LANGUAGE = "en"


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...], str]:
    """The text of `data`, flags and a note: UTF-8 first (BOM dropped), UTF-16, else the likeliest encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), (), ""
        except UnicodeDecodeError as fault:
            raise UnreadableFile("the file begins like UTF-16 but is not", where=name) from fault
    wide = guess_utf16(data)
    if wide:
        return data.decode(wide), (), f"decoded as {wide}, told by its zero bytes"
    try:
        return data.decode("utf-8-sig"), (), ""
    except UnicodeDecodeError as fault:
        at = fault.start
    encoding = guess_encoding(data)
    if encoding:
        return data.decode(encoding), (), f"not UTF-8 (byte {at}); decoded as {encoding}"
    text = data.decode("utf-8", errors="replace")
    return (
        text,
        ("decoded",),
        f"not UTF-8 (byte {at}) nor any encoding that could be told; unreadable bytes stand as \N{REPLACEMENT CHARACTER}",
    )


def read_plain(data: bytes, name: str) -> Parsed:
    """A text file. Title, agency and date come from its first line and dateline, if it has them."""
    text, flags, note = decode(data, name)
    dateline = find_dateline(text, load_lexicon(DATELINE_LANGUAGE))
    return Parsed(
        text=text,
        extractor="text/1",
        title=_first_line(text),
        publisher=dateline.agency if dateline else "",
        published=dateline.date if dateline else None,
        published_from="dateline" if dateline and dateline.date else "",
        flags=flags,
        note=note,
    )


def _first_line(text: str) -> str:
    for line in text.splitlines():
        words = line.strip(" #*\t")
        if words:
            return words if len(words) <= LONGEST_TITLE and not words.endswith((".", ",")) else ""
    return ""


def read_markdown(data: bytes, name: str) -> Parsed:
    """Markdown, stored as written, under the title of its front matter. A front matter between `---` lines gives title, author,
    publisher, date, url, language.
    """
    text, flags, note = decode(data, name)
    fields, body = _front_matter(text)
    dateline = find_dateline(body, load_lexicon(DATELINE_LANGUAGE))
    published = stated_day(fields.get("date", "")) or (dateline.date if dateline else None)
    return Parsed(
        text=with_headline(fields.get("title", ""), body),
        extractor="markdown/2",
        title=fields.get("title") or _first_line(body),
        author=fields.get("author", ""),
        publisher=fields.get("publisher", "") or (dateline.agency if dateline else ""),
        url=fields.get("url", ""),
        language=fields.get("language", ""),
        published=published,
        published_from="front matter" if fields.get("date") and published else "dateline" if published else "",
        flags=flags,
        note=note,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    end = text.find("\n---\n", 3)
    if end < 0:
        return {}, text
    fields = {}
    for line in text[4:end].splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip().isidentifier():
            fields[key.strip().lower()] = value.strip().strip("\"'")
    return fields, text[end + 5 :]
