"""Exported chats and channels: Telegram's JSON and WhatsApp's text, each post a document with who sent it and when.

A post that was passed on has as its origin whom it came from, so that ten channels that pass on one post are one source. Posts
without words (pictures, voices, "joined the group") are no documents; how many they are is said. Refuses to guess which of two
numbers is the day where all dates of an export may be read both ways: the posts are then not dated.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cenotaph.errors import InvalidValue, UnreadableFile
from cenotaph.ingest.language import identify_language
from cenotaph.ingest.parsed import Parsed, stated_day
from cenotaph.ingest.plain import decode
from cenotaph.text import ORDERS, guess_day_order, level_digits, read_written_date

__all__ = ["Chat", "is_chat", "read_chat", "read_post"]

STAMP = re.compile(
    r"^\u200e?\[?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4}),?\s+(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[APap]\.?\s?[Mm]\.?)?)\]?\s*(?:-\s+)?"
    r"(?:([^:\n]{1,80}):\s)?(.*)$"
)
OMITTED = re.compile(r"(?i)\u200e?<?(?:media|image|video|audio|sticker|gif|document|multimedia|archivo|медиа\w*)[^<>\n]{0,40}>?")
FORWARDED = ("Forwarded", "Forwarded many times", "Reenviado", "Переслано")
TELEGRAM = (b'"messages"', b'"chats"')
LOOKED_AT = 20  # lines: of a chat's most begin with a stamp
MANY = 0.3  # of these lines: a post may have several


@dataclass(frozen=True, slots=True)
class Chat:
    """The posts of an export with words, each as bytes that `read_post` reads, and the number of those without."""

    posts: tuple[bytes, ...]
    left_out: int


def is_chat(data: bytes) -> bool:
    """Whether the bytes are an export that `read_chat` reads."""
    head = data[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return any(key in head for key in TELEGRAM) and b'"type"' in head
    lines = [line for line in level_digits(head.decode("utf-8", "replace")).splitlines() if line.strip()][:LOOKED_AT]
    stamped = [found for line in lines if (found := STAMP.match(line))]
    return len(stamped) >= max(2, MANY * len(lines)) and STAMP.match(lines[0]) is not None


def read_chat(data: bytes, name: str) -> Chat:
    """The posts of an export. Raises `UnreadableFile`."""
    text, _, _ = decode(data, name)
    if text.lstrip().startswith("{"):
        return _telegram(text, name)
    return _whatsapp(text, name)


def read_post(data: bytes, name: str) -> Parsed:
    """One post as `read_chat` gives it. Raises `UnreadableFile`."""
    try:
        post = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFile("the post is damaged", where=name) from fault
    if not isinstance(post, dict):
        raise UnreadableFile("the post is damaged", where=name)
    said = {key: str(post.get(key) or "") for key in ("chat", "from", "forwarded_from", "date", "language", "text")}
    published = stated_day(said["date"])
    return Parsed(
        text=said["text"],
        extractor="post/1",
        language=said["language"],
        author=said["from"],
        publisher=said["forwarded_from"] or said["chat"] or said["from"],
        published=published,
        published_from="the post's time" if published else "",
        note=f"passed on from {said['forwarded_from']} by {said['chat'] or said['from']}" if said["forwarded_from"] else "",
    )


@dataclass(frozen=True, slots=True)
class _Post:
    chat: str
    sender: str
    date: str
    text: str
    forwarded_from: str = ""
    number: str = ""


def _written(posts: Sequence[_Post]) -> tuple[bytes, ...]:
    """The posts as bytes, each with the language of all of them together, for one alone may be too short to tell."""
    language = identify_language("\n".join(post.text for post in posts))
    given = (
        {
            "chat": post.chat,
            "date": post.date,
            "forwarded_from": post.forwarded_from,
            "from": post.sender,
            "id": post.number,
            "language": "" if language == "und" else language,
            "text": post.text,
        }
        for post in posts
    )
    return tuple(json.dumps(one, ensure_ascii=False).encode("utf-8", "replace") for one in given)


def _telegram(text: str, name: str) -> Chat:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFile("the export of a chat is damaged or cut off", where=name, remedy="export it again") from fault
    posts: list[_Post] = []
    left_out = 0
    for chat in _chats(given):
        title = str(chat.get("name") or "")
        messages = chat.get("messages")
        for message in messages if isinstance(messages, list) else ():
            words = _words(message.get("text") if isinstance(message, dict) else None).strip()
            if not words or message.get("type") != "message":
                left_out += 1
                continue
            origin, sender = str(message.get("forwarded_from") or ""), str(message.get("from") or title)
            posts.append(_Post(title, sender, str(message.get("date") or ""), words, origin, str(message.get("id") or "")))
    return Chat(_written(posts), left_out)


def _chats(given: Any) -> Iterator[Mapping[str, Any]]:
    """The chats of an export, which is of one or of all."""
    if not isinstance(given, dict):
        return
    if isinstance(given.get("messages"), list):
        yield given
    several = given.get("chats")
    listed = several.get("list") if isinstance(several, dict) else None
    yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _words(said: Any) -> str:
    """The words of a message: a string, or pieces of which some are links or in bold."""
    if isinstance(said, str):
        return said
    if not isinstance(said, list):
        return ""
    return "".join(one if isinstance(one, str) else str(one.get("text") or "") if isinstance(one, dict) else "" for one in said)


def _whatsapp(text: str, name: str) -> Chat:
    found: list[tuple[str, str, list[str]]] = []
    left_out = 0
    for line in text.splitlines():
        stamp = STAMP.match(level_digits(line))
        if stamp is None:
            if found:
                found[-1][2].append(line)
            continue
        sender = line[stamp.start(3) : stamp.end(3)] if stamp[3] else ""
        found.append((stamp[1], sender.strip(" ~\u200e\u202a\u202c"), [line[stamp.start(4) :]]))
    order = _order([date for date, _, _ in found])
    posts: list[_Post] = []
    for date, sender, lines in found:
        passed_on = bool(lines) and lines[0].strip("\u200e \t") in FORWARDED
        words = "\n".join(lines[1:] if passed_on else lines).strip()
        if not sender or not words or OMITTED.fullmatch(words):
            left_out += 1
            continue
        posts.append(_Post(name, sender, _iso(date, order), words, "somebody who is not named" if passed_on else ""))
    return Chat(_written(posts), left_out)


def _order(dates: Sequence[str]) -> str:
    """The order of day, month and year by which the posts of the export follow each other in time; empty where several fit."""
    if all("." in date for date in dates):
        return "dmy"
    fitting = []
    for order in ORDERS:
        days = [_iso(date, order) for date in dates]
        if all(days) and days == sorted(days):
            fitting.append(order)
    return fitting[0] if len(fitting) == 1 else guess_day_order(_with_century(date) for date in dates)


def _iso(date: str, order: str) -> str:
    """A written day as YYYY-MM-DD; empty where it is none in this order."""
    try:
        day = read_written_date(_with_century(date), order) if order else None
    except InvalidValue:
        return ""
    return day.start.isoformat() if day is not None and day.days == 1 else ""


def _with_century(date: str) -> str:
    """A day with its year in four digits: no chat is older than this century."""
    first, second, third = re.split(r"[./-]", date)
    return f"{first}/{second}/20{third}" if len(third) == 2 and len(first) < 3 else f"{first}/{second}/{third}"
