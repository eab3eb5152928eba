"""The number grammar: words and digits to a `CountRange`, shared by every extractor and by the check on write.

Follows the reading conventions: "at least 22" is 22 to unknown, "up to 22" unknown to 22, "dozens" 24 to unknown,
"about 30" exactly 30 with `approx`. "more than 22" keeps 22: the number as said. It refuses to read ordinals,
percentages, money, times and years as counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.model import CountRange
from cenotaph.text.lexicon import Lexicon
from cenotaph.text.matching import level_digits
from cenotaph.text.number_words import HUNDRED, number_in_words, value_of
from cenotaph.text.tokens import Token

__all__ = ["CountMatch", "match_count"]

QUALIFIERS = ("between", "at_least", "at_most", "approx", "plain")
THOUSAND = 1000  # from here on a word that multiplies may stand alone
HYPHENS = "-–‑"
GROUP = 3  # figures of one group of thousands
LONGEST = 15  # digits: more are no number of people, and int() of a whole page of them takes minutes
MOST = 10**12  # ten times all people that ever lived
GROUPED = re.compile(r"\d{1,3}(?:(?:,[ ]?\d{3})+|(?:\.\d{3})+|(?:,\d\d)+,\d{3})")
DECIMAL = re.compile(r"\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class CountMatch:
    """A count read at some token: its value, the index after it, and whether any word of it is a plain number."""

    count: CountRange
    stop: int
    vague: bool
    digits: bool


@dataclass(frozen=True, slots=True)
class _Number:
    low: float
    high: float | None
    stop: int
    vague: bool = False
    digits: bool = False


def match_count(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> CountMatch | None:
    """The longest count that begins at `tokens[at]`, qualifier included, or None."""
    before = lexicon.phrases("numerals", QUALIFIERS)
    bound, approx = "", False
    while at < len(tokens) and (found := before.match(tokens, at)):
        entry, stop = found
        if entry.kind == "between":
            return _between(tokens, stop, lexicon)
        bound = entry.kind if entry.kind in ("at_least", "at_most") else bound
        approx = approx or entry.kind == "approx"
        at = stop
    number = _oblique(tokens, at, lexicon) if bound or approx else None
    number = number or _number(tokens, at, lexicon)
    if number is None:
        return None
    number = _range_after(tokens, number, lexicon)
    low, high = int(number.low), None if number.high is None else int(number.high)
    after = lexicon.phrases("numerals", ("at_least_after",)).match(tokens, number.stop) if number.stop < len(tokens) else None
    if after is not None:
        bound, number = "at_least", replace(number, stop=after[1])
    if bound == "at_least" and (high is None or high == low):
        high = None
    elif bound == "at_most":
        return CountMatch(CountRange(None, low if high is None else high, approx), number.stop, number.vague, number.digits)
    return CountMatch(CountRange(low, high, approx), number.stop, number.vague, number.digits)


def _oblique(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> _Number | None:
    """As in "около тысячи": behind a word of measure a form that alone means several is the one number in another case."""
    forms = lexicon.lists["numerals"].get("after_measure") or {}
    value = forms.get(tokens[at].lower) if at < len(tokens) else None
    if value is None or at + 1 < len(tokens) and tokens[at + 1].lower in lexicon.lists["numerals"]["multipliers"]:
        return None
    return _Number(value, value, at + 1)


def _between(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> CountMatch | None:
    first = _number(tokens, at, lexicon)
    if first is None or first.stop >= len(tokens) or tokens[first.stop].lower not in lexicon.words("numerals", "range_and"):
        return None
    second = _number(tokens, first.stop + 1, lexicon)
    if second is None or second.low < first.low:
        return None
    return CountMatch(CountRange(int(first.low), int(second.low)), second.stop, False, first.digits)


def _range_after(tokens: Sequence[Token], first: _Number, lexicon: Lexicon) -> _Number:
    """As in "500-1,000", "500 to 1,000": a second, larger number right after the first one."""
    at = first.stop
    if first.vague or at >= len(tokens) or tokens[at].lower not in lexicon.words("numerals", "range_to"):
        return first
    second = _number(tokens, at + 1, lexicon)
    if second is None or second.vague or second.low <= first.low:
        return first
    return _Number(first.low, second.low, second.stop, digits=first.digits)


def _number(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> _Number | None:
    if at >= len(tokens):
        return None
    if tokens[at].text[0].isdigit():
        ending = _ending(tokens, at)
        if ending in lexicon.words("numerals", "ordinal_endings"):
            return None
        number = _digits(tokens, at, lexicon)
        inflected = number is not None and ending in lexicon.words("numerals", "case_endings")
        return replace(number, stop=number.stop + 2) if number is not None and inflected else number
    phrases = lexicon.phrases("numerals")
    found = phrases.match(tokens, at)
    if found is None:
        return None
    if found[0].kind == "multipliers":  # alone: "mil personas", "миллион человек"
        found = lexicon.phrases("numerals", ("fixed",)).match(tokens, at)
        if found is None:
            return None
    entry, stop = found
    if entry.kind == "fixed":
        low, high = entry.value
        return _with_words(tokens, _scaled(tokens, _Number(low, high, stop, vague=high != low), lexicon), lexicon)
    if entry.kind in ("units", "tens", "hundreds"):
        value, stop = number_in_words(tokens, at, lexicon)
        return _with_half(tokens, _Number(value, value, stop), lexicon)
    return None


def _ending(tokens: Sequence[Token], at: int) -> str:
    """What is written behind figures with a hyphen: "104-х", "81-м"."""
    joined = at + 2 < len(tokens) and tokens[at + 1].text in HYPHENS and tokens[at + 2].start == tokens[at].end + 1
    return tokens[at + 2].lower if joined else ""


def _with_words(tokens: Sequence[Token], number: _Number, lexicon: Lexicon) -> _Number:
    """As in "mil doscientas", "ألف وثلاثمئة": a thousand that is a word of its own, and what is left below it."""
    if number.vague or number.low < THOUSAND or number.low % THOUSAND:
        return number
    at = number.stop
    joined = at < len(tokens) and tokens[at].lower in lexicon.words("numerals", "inside")
    at += joined
    if at >= len(tokens) or value_of(tokens[at].lower, lexicon.lists["numerals"]) is None:
        return _with_half(tokens, number, lexicon)
    rest, stop = number_in_words(tokens, at, lexicon)
    if rest >= THOUSAND or joined and rest < HUNDRED:
        return number  # "a thousand, and three of them": no number goes on like that
    return _Number(number.low + rest, number.low + rest, stop)


def _with_half(tokens: Sequence[Token], number: _Number, lexicon: Lexicon) -> _Number:
    """As in "две с половиной тысячи", "un million et demi": half of the multiplier behind it or before it."""
    found = lexicon.phrases("numerals", ("half",)).match(tokens, number.stop) if number.stop < len(tokens) else None
    if found is None:
        return number
    scales = lexicon.lists["numerals"]["multipliers"]
    stop = found[1]
    after = scales.get(tokens[stop].lower) if stop < len(tokens) else None
    before = scales.get(tokens[number.stop - 1].lower)
    if after is None and before is None:
        return number
    value = int((number.low + 0.5) * after if after is not None else number.low + before / 2)
    return _Number(value, value, stop + (after is not None))


def _digits(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> _Number | None:
    raw = level_digits(tokens[at].text)
    if not raw.isascii() or len(raw) > LONGEST:
        return None
    value: float
    spaced = _spaced_thousands(tokens, at)
    if spaced is not None:
        return _scaled(tokens, spaced, lexicon)
    if raw.isdigit() or GROUPED.fullmatch(raw):
        value = int(raw.replace(",", "").replace(".", "").replace(" ", ""))
    elif DECIMAL.fullmatch(raw):
        value = float(raw if "." in raw else raw.replace(",", "."))
    else:
        return None
    scaled = _scaled(tokens, _Number(value, value, at + 1, digits=True), lexicon)
    if isinstance(value, float) and scaled.low == value:
        return None  # "15.00" is a time or a sum of money
    return scaled if float(scaled.low).is_integer() and scaled.low <= MOST else None


def _spaced_thousands(tokens: Sequence[Token], at: int) -> _Number | None:
    """As in "17 306 people": groups of three figures with one space before each."""
    stop, digits = at + 1, level_digits(tokens[at].text)
    if not digits.isdigit() or len(digits) > GROUP:
        return None
    while stop < len(tokens) and tokens[stop].text.isdigit() and len(tokens[stop].text) == GROUP:
        if tokens[stop].start - tokens[stop - 1].end != 1:
            break
        digits += level_digits(tokens[stop].text)
        stop += 1
    return _Number(int(digits), int(digits), stop, digits=True) if stop > at + 1 and len(digits) <= LONGEST else None


def _scaled(tokens: Sequence[Token], number: _Number, lexicon: Lexicon) -> _Number:
    """A multiplier after a number ("1.2 million", "several hundred", "two dozen")."""
    scales = lexicon.lists["numerals"]["multipliers"]
    while number.stop < len(tokens) and (scale := scales.get(tokens[number.stop].lower)):
        high = None if number.high is None else number.high * scale
        number = _Number(number.low * scale, high, number.stop + 1, number.vague, number.digits)
        number = _with_rest(tokens, number, scale)
    return number


def _with_rest(tokens: Sequence[Token], number: _Number, scale: int) -> _Number:
    """As in "32 thousand 675": what is left below the scale, in figures."""
    if number.stop >= len(tokens) or not number.digits or scale <= HUNDRED:
        return number
    rest = level_digits(tokens[number.stop].text)
    if not (rest.isascii() and rest.isdigit() and len(rest) <= GROUP and int(rest) < scale):
        return number
    return _Number(number.low + int(rest), number.low + int(rest), number.stop + 1, digits=True)
