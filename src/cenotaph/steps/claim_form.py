"""What a person gives of a claim, field by field, as an edit of the ledger says it; and what a second look at it shows.

Who says it, where, who is said to have done it, and who is named are words of the document: they are looked for in its text,
nearest to where the person marked them or else to the claim, and refused when they do not stand there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cenotaph.errors import DecisionRefused
from cenotaph.model import EDITABLE, Claim, DateInterval, Span, fields_of_claim, say_name, say_words
from cenotaph.text import Lexicon, read_count

__all__ = ["Check", "GivenFields", "check_claim", "edit_of", "find_words", "shown_fields"]

AGED = re.compile(r"(.+?),\s*(\d{1,3})")
OF_WORDS = ("speaker", "place", "perpetrator")


@dataclass(frozen=True, slots=True)
class GivenFields:
    """The values of a form: a field that is not in `values` stays as it is. `near` is about where marked words begin, by field.

    Names are one a line, with the age after a comma: `Ada Lund, 35`. Groups are codes with blanks between.
    """

    values: Mapping[str, str]
    near: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at again: an English sentence with places for values."""

    words: str
    values: Mapping[str, str]


def shown_fields(claim: Claim) -> dict[str, str]:
    """The fields of a claim as a form shows them."""
    who, where = claim.alleged_perpetrator, claim.place
    return {
        **fields_of_claim(claim),
        "names": "\n".join(one.text if one.age is None else f"{one.text}, {one.age}" for one in claim.names),
        "speaker": claim.speaker_text,
        "place": where.place.name if where is not None else "",
        "perpetrator": who.text if who is not None else "",
    }


def edit_of(claim: Claim, text: str, given: GivenFields) -> dict[str, str]:
    """What of the claim would be other than it is, as an edit says it. Raises `DecisionRefused` for words that do not stand in
    the
    text.
    """
    now, shown = fields_of_claim(claim), shown_fields(claim)
    out: dict[str, str] = {}
    for name in EDITABLE:
        if name not in given.values:
            continue
        value = given.values[name].strip()
        near = given.near.get(name, claim.victims.start)
        if name in OF_WORDS:
            words = " ".join(value.split())
            same = words == " ".join(shown[name].split())
            value = now[name] if same else say_words(find_words(text, words, near), words) if words else ""
        elif name == "names":
            value = "\n".join(_names(claim, text, value, near))
        elif name == "groups" and set(value.split()) == set(claim.groups):
            value = now[name]
        if value != now[name]:
            out[name] = value
    return out


def _names(claim: Claim, text: str, lines: str, near: int) -> Iterator[str]:
    known = {" ".join(one.text.split()): one for one in claim.names}
    for line in filter(None, (" ".join(one.split()) for one in lines.splitlines())):
        aged = AGED.fullmatch(line)
        name, age = (aged[1], int(aged[2])) if aged else (line, None)
        yield say_name(known[name].span if name in known else find_words(text, name, near), name, age)


def find_words(text: str, words: str, near: int) -> Span:
    """Where `words` stand in `text`, nearest to `near`; runs of blanks and line ends count as one blank. Raises `DecisionRefused`
    when they do not.
    """
    wanted = words.split()
    if not wanted:
        raise DecisionRefused("no words were chosen")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted))
    found = min(pattern.finditer(text), key=lambda match: abs(match.start() - near), default=None)
    if found is None:
        raise DecisionRefused(f"these words do not stand in the document: {' '.join(wanted)[:200]}")
    return Span(found.start(), found.end())


def check_claim(
    claim: Claim, text: str, said: DateInterval | None, lexicon: Lexicon | None, wholes: Mapping[str, Claim]
) -> list[Check]:
    """What a careful reader would look at again before the claim is recorded; none of it forbids anything. `said` is the day of
    the
    document, `wholes` are the claims of the document by id.
    """
    out = []
    read = read_count(claim.victims.of(text), lexicon) if lexicon is not None else None
    if read is not None and not claim.names and (read.low, read.high) != (claim.count.low, claim.count.high):
        out.append(Check("The words themselves read as {count}.", {"count": str(read)}))
    most = claim.count.high
    if most is not None and len(claim.names) > most:
        out.append(Check("More people are named ({names}) than are counted.", {"names": str(len(claim.names))}))
    whole = wholes.get(claim.part_of or "")
    if whole is not None and whole.count.high is not None and (claim.count.low or 0) > whole.count.high:
        out.append(Check("It is larger than the number that it is a part of ({whole}).", {"whole": str(whole.count)}))
    happened = claim.date.interval if claim.date is not None else None
    if said is not None and happened is not None and happened.start > said.end:
        out.append(Check("It happened after the document is dated ({said}).", {"said": said.edtf}))
    return out
