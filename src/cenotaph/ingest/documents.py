"""Bytes to documents: chooses the reader for the type, names the language, flags what has no text."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from cenotaph.archive import check_size
from cenotaph.errors import UnreadableFile
from cenotaph.ingest.chats import read_chat, read_post
from cenotaph.ingest.docx import read_docx
from cenotaph.ingest.language import identify_language
from cenotaph.ingest.mail import attachments, mailbox_messages, read_mail
from cenotaph.ingest.pages import read_html
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.pdfs import read_pdf
from cenotaph.ingest.plain import read_markdown, read_plain
from cenotaph.ingest.sniff import CHAT, DOCX, HTML, MAIL, MAILBOX, MARKDOWN, PDF, PLAIN, POST, WACZ, WARC, sniff
from cenotaph.ingest.warc import read_wacz, read_warc
from cenotaph.model import Document
from cenotaph.settings import load_settings

__all__ = ["Found", "read_again", "read_documents"]

BYTES_OF_CHARACTER = 4  # at most, in the encodings of texts: what is longer has too long a text, or is a page of markup alone
DEEPEST = 4  # messages in one another: a forwarded message with a forwarded message attached, twice over
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
READERS: dict[str, Callable[[bytes, str], Parsed]] = {
    PDF: read_pdf,
    HTML: read_html,
    PLAIN: read_plain,
    MARKDOWN: read_markdown,
    DOCX: read_docx,
    MAIL: read_mail,
    POST: read_post,
    MAILBOX: read_plain,
    CHAT: read_plain,
}

FAULTS_OF_READERS = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
"""What the libraries raise on files that they do not expect. One file must never end the adding of the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document and the bytes it was made from."""

    document: Document
    data: bytes


def read_documents(data: bytes, name: str, *, url: str = "", retrieved_at: datetime | None = None) -> Iterator[Found]:
    """The documents in one file: one, every captured page of a web archive, what is attached to a message and then it, or
    the messages and posts of a mailbox or chat and then the file as a whole.

    `name` is shown to people and helps to tell kinds of text apart. Raises `UnreadableFile`; nothing is guessed.
    """
    yield from _documents(data, name, url, retrieved_at, 0)


def _documents(data: bytes, name: str, url: str, retrieved_at: datetime | None, depth: int) -> Iterator[Found]:
    check_size(len(data), name)
    media_type = sniff(data, name)
    if media_type in (WARC, WACZ):
        yield from _captured(data, name, media_type)
        return
    if media_type == MAIL:
        yield from _attached(data, name, retrieved_at, depth)
    if media_type in (MAILBOX, CHAT):
        yield from _collected(data, name, media_type, retrieved_at, depth)
        return
    yield _found(data, media_type, name, url, retrieved_at)


def _attached(data: bytes, name: str, retrieved_at: datetime | None, depth: int) -> Iterator[Found]:
    """What is attached to a message, as far as it can be read; the note of the message names all of it."""
    if depth >= DEEPEST:
        return
    for called, content in attachments(data, name):
        with suppress(UnreadableFile):
            yield from _documents(content, called, "", retrieved_at, depth + 1)


def _collected(data: bytes, name: str, media_type: str, retrieved_at: datetime | None, depth: int) -> Iterator[Found]:
    """The messages of a mailbox or the posts of a chat, each a document, and last the file itself, which no claim is read from:
    it is kept as it came, and tells how much of it is in no other document.
    """
    unread = number = left_out = 0
    if media_type == CHAT:
        chat = read_chat(data, name)
        left_out = chat.left_out
        pieces: Iterable[bytes] = chat.posts
    else:
        pieces = mailbox_messages(data)
    for number, piece in enumerate(pieces, start=1):
        called = f"{name}, {'post' if media_type == CHAT else 'message'} {number}"
        try:
            if media_type == MAILBOX:
                yield from _attached(piece, called, retrieved_at, depth)
            yield _found(piece, POST if media_type == CHAT else MAIL, called, "", retrieved_at)
        except UnreadableFile:
            unread += 1
    whole = _found(data, media_type, name, "", retrieved_at)
    said = [f"{number - unread:,} are documents of their own"]
    said += [f"{left_out:,} without words were left out"] if left_out else []
    said += [f"{unread:,} could not be read"] if unread else []
    flags = {"in_parts"} | ({"parts_left_out"} if left_out or unread else set())
    yield replace(whole, document=replace(whole.document, flags=tuple(sorted(flags)), note="; ".join(said)))


def _captured(data: bytes, name: str, media_type: str) -> Iterator[Found]:
    """Every captured page; at the end `UnreadableFile` for those that could not be read."""
    seen, unread = 0, []
    for one in (read_warc if media_type == WARC else read_wacz)(data, name):
        seen += 1
        try:
            found = _found(
                one.body, sniff(one.body, PurePath(one.address).name), one.address or name, one.address, one.captured_at
            )
        except UnreadableFile as fault:
            unread.append(f"{one.address or 'a page without address'}: {fault.what}")
            continue
        if one.cut_off:
            flags = tuple(sorted({*found.document.flags, "cut_off"}))
            found = replace(found, document=replace(found.document, flags=flags))
        yield found
    if not seen:
        raise UnreadableFile("the web archive holds no page that can be read", where=name)
    if unread:
        more = f" and {len(unread) - 3:,} more" if len(unread) > 3 else ""
        raise UnreadableFile(f"{len(unread):,} pages of the web archive were not read: {'; '.join(unread[:3])}{more}", where=name)


def read_again(data: bytes, media_type: str, name: str) -> tuple[str, str]:
    """The text that bytes of a known type give now, and the version of the reader that gives it. Raises `UnreadableFile`."""
    if media_type not in READERS:
        raise UnreadableFile(f"there is no reader for {media_type}", where=name)
    parsed = _parsed(data, media_type, name)
    return parsed.text, parsed.extractor


def _parsed(data: bytes, media_type: str, name: str) -> Parsed:
    if media_type in (PLAIN, MARKDOWN, HTML):
        limit = BYTES_OF_CHARACTER * load_settings().max_text_chars
        if len(data) > limit:
            raise UnreadableFile(f"the text or page has {len(data):,} bytes; the limit is {limit:,}", where=name,
                                 remedy="split the file")  # fmt: skip
    try:
        parsed = READERS[media_type](data, name)
    except FAULTS_OF_READERS as fault:
        raise UnreadableFile(f"the file cannot be read ({type(fault).__name__})", where=name) from fault
    return replace(parsed, text=_storable(parsed.text))


def _storable(text: str) -> str:
    """A text without the code points that a database, or a file in UTF-8, does not take."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _found(data: bytes, media_type: str, name: str, url: str, retrieved_at: datetime | None) -> Found:
    parsed = _parsed(data, media_type, name)
    limit = load_settings().max_text_chars
    if len(parsed.text) > limit:
        raise UnreadableFile(
            f"the text has {len(parsed.text):,} characters; the limit is {limit:,}", where=name, remedy="split the file"
        )
    flags = set(parsed.flags) | (set() if parsed.text.strip() else {"no_text"})
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        name=_storable(name),
        media_type=media_type,
        text=parsed.text,
        text_extractor=parsed.extractor,
        title=_storable(parsed.title),
        author=_storable(parsed.author),
        publisher=_storable(parsed.publisher),
        url=_storable(url or parsed.url),
        language=identify_language(parsed.text, parsed.language),
        published=parsed.published,
        published_from=parsed.published_from,
        retrieved_at=retrieved_at,
        flags=tuple(sorted(flags)),
        note=parsed.note,
    )
    return Found(document, data)
