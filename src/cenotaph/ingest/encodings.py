"""Which encoding a text that is no UTF-8 was saved in: by its zero bytes, by statistics of letters, by what its words look like.

Statistics alone, the obvious way, take a list saved by Excel on Windows for Celtic and one from a Mac for Central European, for
such a list holds a dozen letters that are not ASCII: `José` becomes `JosŽ`, in silence. So of encodings for Latin letters the one
is taken in which the text can be of one language: with fewest letters that this language lacks, signs inside a word, and capitals
after small letters. Refuses to settle what looks alike: the commoner encoding is taken.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["guess_encoding", "guess_utf16"]

GUESS_BYTES = 200_000  # what an encoding is guessed from; more take time and change no guess
LATIN = ("cp1252", "mac_roman", "cp1250", "iso8859_2", "cp1254", "cp1257", "cp850", "cp852", "iso8859_15")  # commoner first
SIGNS = frozenset("¿¡«»“”„‘’‚–—…°ºª€£§·´\u00a0")  # that stand between words in texts of these languages
ZERO_PART = 0.05  # of the bytes: in wide text each blank and line end has one
BROKEN_WORD = re.compile(
    r"[^\W\d_][^\w\s.'’·()/,;:\-][^\W\d_]"  # a sign inside
    r"|[£¹³²§¥¤¼½¾¯][^\W\d_]|[^\W\d_][£¹³²¿¡¥¤¼½¾¯]"  # or at the wrong end
    r"|[a-z][À-ÞŠŽŸĄĆĘŁŃŚŹŻČĎĚŇŘŤŮ]"  # a capital after a small letter
)


def guess_utf16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for text without a mark of its order, "" for what is none."""
    sample = data[: GUESS_BYTES & ~1]
    if len(data) % 2 or len(sample) < 4 or b"\0" not in sample:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if max(first, second) < ZERO_PART * len(sample) / 2 or min(first, second) * 10 > max(first, second):
        return ""
    encoding = "utf-16-le" if second > first else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return encoding if "\0" not in text and ("\n" in text or " " in text) else ""


def guess_encoding(data: bytes) -> str:
    """The likeliest encoding in which all of `data` can be read, "" where there is none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESS_BYTES]).best()
    guessed = best.encoding if best is not None and best.encoding not in ("utf_8", "ascii") else ""
    candidates = [*LATIN, guessed] if not guessed or _is_latin(data, guessed) else [guessed]
    broken = {name: count for name in candidates if name and (count := _broken(data, name)) is not None}
    return min(broken, key=lambda name: broken[name], default="")


def _is_latin(data: bytes, encoding: str) -> bool:
    text = data[:GUESS_BYTES].decode(encoding, errors="ignore")
    letters = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    return sum("LATIN" in unicodedata.name(letter, "") for letter in letters) * 2 >= len(letters)


def _broken(data: bytes, encoding: str) -> int | None:
    """How many letters and signs are out of place, None where the text cannot be read."""
    try:
        text = data.decode(encoding)[:GUESS_BYTES]
    except (UnicodeDecodeError, LookupError):
        return None
    beyond = [letter for letter in text.replace("İ", "i").lower() if not letter.isascii()]
    letters = [letter for letter in beyond if letter.isalpha() and letter not in SIGNS]
    signs = sum(1 for letter in beyond if not letter.isalpha() and letter not in SIGNS)
    strange = min(sum(1 for letter in letters if letter not in known) for known in _spellings())
    return strange + signs + 2 * len(BROKEN_WORD.findall(text))


@cache
def _spellings() -> tuple[frozenset[str], ...]:
    listed = yaml.safe_load((files("cenotaph.ingest") / "spellings.yaml").read_text(encoding="utf-8"))
    return tuple(frozenset(letters) for letters in listed.values())
