"""Mail: a message with who sent it and when, what is attached to it apart, and the messages of a mailbox.

Quoted replies stay in the text, as whoever sent it left them. A message that was forwarded has its first sender as its origin.
Refuses to follow anything: no picture, address or script of a message is loaded.
"""

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.headline import with_headline
from cenotaph.ingest.pages import read_html
from cenotaph.ingest.parsed import Parsed
from cenotaph.ingest.plain import decode
from cenotaph.model import DateInterval

__all__ = ["attachments", "is_mail", "is_mailbox", "mailbox_messages", "read_mail"]

HEADER = re.compile(rb"(?i)(?:from|to|date|subject|message-id|received|return-path|mime-version|delivered-to|x-[\w-]+):[ \t]")
ENVELOPE = re.compile(rb"(?m)^From [^\r\n]{1,500} \d{4}[^\r\n]{0,20}\r?$")
FORWARDED = re.compile(
    r"(?im)^[-\t >]*(?:begin )?(?:forwarded message|original message|mensaje reenviado|message transféré|пересланное сообщение|"
    r"пересилається|الرسالة المعاد توجيهها)[^\n]{0,40}$"
)
SENDER = re.compile(r"(?im)^[>\t *]*(?:from|de|от|від|من)\s*:\**\s*([^\n]{1,200})$")
MOST_ATTACHED = 100  # to one message: people attach a dozen
SHOWN = 200  # characters of their names
LOOKED_AT = 400  # characters after the mark of a forwarded message in which its sender stands


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a message: two of them, in lines that follow each other."""
    lines = data[:4096].lstrip(b"\xef\xbb\xbf\r\n").splitlines()[:2]
    if len(lines) < 2 or not HEADER.match(lines[0]):
        return False
    return lines[1].startswith((b" ", b"\t")) or HEADER.match(lines[1]) is not None


def is_mailbox(data: bytes) -> bool:
    """Whether the bytes begin with the line that separates the messages of a mailbox."""
    found = ENVELOPE.match(data[:1024])
    return found is not None and is_mail(data[found.end() :])


def mailbox_messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox (RFC 4155), without the lines that separate them."""
    bounds = [(found.start(), found.end()) for found in ENVELOPE.finditer(data)]
    for at, (_, start) in enumerate(bounds):
        stop = bounds[at + 1][0] if at + 1 < len(bounds) else len(data)
        if message := re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:stop]).strip(b"\r\n"):
            yield message


def read_mail(data: bytes, name: str) -> Parsed:
    """One message (RFC 5322): its subject over its text, the plain one of several; attachments are named in its note."""
    message = _message(data, name)
    text, flags, note = _text(message, name)
    author = _header(message, "from")
    origin = _origin(text) or author
    attached = [one.get_filename() or one.get_content_type() for one in message.iter_attachments()]
    if attached:
        more = f"; {len(attached) - MOST_ATTACHED:,} more were left out" if len(attached) > MOST_ATTACHED else ""
        said = f"attached, and read apart where it can be: {', '.join(attached)[:SHOWN]}{more}"
        note = "; ".join(filter(None, (note, said)))
        flags = (*flags, "parts_left_out") if more else flags
    published = _sent(message)
    subject = _header(message, "subject")
    return Parsed(
        text=with_headline(subject, text),
        extractor="mail/1",
        title=subject,
        author=author,
        publisher=origin,
        published=published,
        published_from="the message's date" if published else "",
        flags=flags,
        note=note,
    )


def attachments(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The first hundred things attached to a message, each with its name; a message within the message is one."""
    for at, part in enumerate(islice(_message(data, name).iter_attachments(), MOST_ATTACHED), start=1):
        with suppress(ValueError, LookupError, AttributeError, TypeError, RecursionError):
            content = _content(part)
            if content.strip():
                yield f"{name}, {part.get_filename() or f'attachment {at}'}", content


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _message(data: bytes, name: str) -> EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=default)
    except (ValueError, LookupError, RecursionError) as fault:
        raise UnreadableFile("the message is damaged", where=name) from fault
    return message


def _text(message: EmailMessage, name: str) -> tuple[str, tuple[str, ...], str]:
    body = message.get_body(("plain", "html"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes):
        return "", ("no_text",), ""
    text, flags, note = _decoded(content, str(body.get_content_charset() or "utf-8"), name)
    if body.get_content_type() == "text/html" and text.strip():
        page = read_html(text.encode(), name)
        return page.text, page.flags, "; ".join(filter(None, (note, page.note)))
    return text.replace("\r\n", "\n"), flags, note


def _decoded(content: bytes, charset: str, name: str) -> tuple[str, tuple[str, ...], str]:
    try:
        return content.decode(charset), (), ""
    except (LookupError, UnicodeDecodeError):
        return decode(content, name)


def _header(message: EmailMessage, which: str) -> str:
    try:
        said = " ".join(str(message[which] or "").split())
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    return (parseaddr(said)[0] or said) if which == "from" else said


def _origin(text: str) -> str:
    """The sender of the message that this one passes on, where it says so at its head."""
    found = FORWARDED.search(text)
    sender = SENDER.search(text, found.end(), found.end() + LOOKED_AT) if found else None
    return parseaddr(sender[1])[0] or sender[1].strip() if sender else ""


def _sent(message: EmailMessage) -> DateInterval | None:
    try:
        sent = parsedate_to_datetime(str(message["date"])).date()
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return None
    return DateInterval(sent, sent)
