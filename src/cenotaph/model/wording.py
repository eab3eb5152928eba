"""Reasons in words, from the catalogue of a language. What may be said of a claim is for the caller to say, claim by claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cenotaph.model.reason import Reason, Value
from cenotaph.model.values import CountRange
from cenotaph.vocabulary.reasons import load_reasons

__all__ = ["Cited", "word_reason"]

LONGEST_QUOTE = 160  # characters, a sentence; the whole quotation stands beside it


@dataclass(frozen=True, slots=True)
class Cited:
    """What a sentence may say of a claim: the origin it counts under, its document, and its words, "" for none."""

    origin: str
    document: str
    quote: str = ""


def word_reason(reason: Reason | None, cited: Mapping[str, Cited] | None = None, language: str = "en") -> str:
    """The sentence of a reason, "" for none. `cited` says what may be said of the claims it names; of others only the id is."""
    if reason is None:
        return ""
    catalogue = load_reasons(language)
    template: Any = catalogue["sentences"][reason.code]
    text, separator = (template["text"], template["list"]) if isinstance(template, dict) else (template, ", ")
    shown = {name: _shown(name, value, separator, cited, language) for name, value in reason.values}
    if reason.claims:
        first = reason.claims[0]
        said = (cited or {}).get(first)
        shown |= {"id": first, "claim": _citation(first, said, language) if said else f"[{first}]"}
        shown |= {"origin": said.origin, "document": said.document} if said else {"origin": first, "document": first}
    return "; ".join([text.format_map(shown), *(word_reason(one, cited, language) for one in reason.then)])


def _citation(claim_id: str, said: Cited, language: str) -> str:
    """Who, where, and the quotation with the claim's id."""
    quote = said.quote if len(said.quote) <= LONGEST_QUOTE else said.quote[: LONGEST_QUOTE - 3] + "…"
    where = load_reasons(language)["citation"]["where"].format(document=said.document) if said.document != said.origin else ""
    return f"{said.origin}{where}{f': “{quote}”' if quote else ''} [{claim_id}]"


def _shown(name: str, value: Value, separator: str, cited: Mapping[str, Cited] | None, language: str) -> str:
    if isinstance(value, tuple):
        return separator.join(_shown("", one, separator, cited, language) for one in value)
    if isinstance(value, Reason):
        return word_reason(value, cited, language)
    if isinstance(value, CountRange):
        return _count(value, language)
    if isinstance(value, str):
        return value
    counted = load_reasons(language)["counted"].get(name)
    number = _number(value, language)
    return number if counted is None else str(counted["one" if value == 1 else "other"].format(n=number))


def _count(count: CountRange, language: str) -> str:
    forms = load_reasons(language)["count"]
    if count.low is None or count.high is None:
        form = "up_to" if count.low is None else "at_least"
    else:
        form = ("about" if count.approx else "exact") if count.exact else "between"
    low, high = (None if bound is None else _number(bound, language) for bound in (count.low, count.high))
    return str(forms[form].format(low=low, high=high))


def _number(number: int, language: str) -> str:
    return f"{number:,}".replace(",", str(load_reasons(language)["count"]["thousands"]))
