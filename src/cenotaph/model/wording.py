"""Reasons in words, from the catalogue of a language. What may be said of a claim is for the caller to say, claim by claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cenotaph.model.reason import Reason, Value
from cenotaph.model.values import CountRange
from cenotaph.vocabulary.languages import LANGUAGES, RIGHT_TO_LEFT
from cenotaph.vocabulary.reasons import load_reasons

__all__ = ["Cited", "word_count", "group_digits", "word_reason"]

FIRST_STRONG, FROM_LEFT, POP = "\u2068", "\u2066", "\u2069"
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
    usual = catalogue["citation"]["list"]
    text, separator = (template["text"], template["list"]) if isinstance(template, dict) else (template, usual)
    shown = {name: _shown(name, value, separator, cited, language) for name, value in reason.values}
    if reason.claims:
        first = reason.claims[0]
        said = (cited or {}).get(first)
        shown |= {"id": first, "claim": _citation(first, said, language) if said else f"[{first}]"}
        shown |= {"origin": said.origin, "document": said.document} if said else {"origin": first, "document": first}
    then = (word_reason(one, cited, language) for one in reason.then)
    return str(catalogue["citation"]["then"]).join([text.format_map(shown), *then])


def word_count(count: CountRange, language: str = "en") -> str:
    """A count as it was said: "about 5", "al menos 3"."""
    forms = load_reasons(language)["count"]
    if count.low is None or count.high is None:
        form = "up_to" if count.low is None else "at_least"
    else:
        form = ("about" if count.approx else "exact") if count.exact else "between"
    low, high = (None if bound is None else group_digits(bound, language) for bound in (count.low, count.high))
    return str(forms[form].format(low=low, high=high))


def group_digits(number: int, language: str = "en") -> str:
    """A number with its thousands set apart as the language does."""
    return f"{number:,}".replace(",", str(load_reasons(language)["count"]["thousands"]))


def _citation(claim_id: str, said: Cited, language: str) -> str:
    """Who, where, and the quotation with the claim's id; each set apart from a sentence that runs the other way."""
    apart = _isolated if language in RIGHT_TO_LEFT else str
    quote = said.quote if len(said.quote) <= LONGEST_QUOTE else said.quote[: LONGEST_QUOTE - 3] + "…"
    where = load_reasons(language)["citation"]["where"].format(document=apart(said.document))
    there = where if said.document != said.origin else ""
    return f"{apart(said.origin)}{there}{f': “{apart(quote)}”' if quote else ''} {apart(f'[{claim_id}]')}"


def _isolated(words: str) -> str:
    """Words between the signs of Unicode that keep their direction from their surroundings (UAX 9: FSI or LRI, and PDI): that of
    their first letter, and from the left where there is none, as in a day.
    """
    return f"{FIRST_STRONG if any(map(str.isalpha, words)) else FROM_LEFT}{words}{POP}"


def _shown(name: str, value: Value, separator: str, cited: Mapping[str, Cited] | None, language: str) -> str:
    if isinstance(value, tuple):
        return separator.join(_shown("", one, separator, cited, language) for one in value)
    if isinstance(value, Reason):
        return word_reason(value, cited, language)
    if isinstance(value, CountRange):
        return word_count(value, language)
    if isinstance(value, str):
        return _isolated(value) if language in RIGHT_TO_LEFT else value
    counted = load_reasons(language)["counted"].get(name)
    number = group_digits(value, language)
    return number if counted is None else _with_noun(counted, value, language).format(n=number)


def _with_noun(forms: Mapping[str, str], number: int, language: str) -> str:
    """The form of a noun that goes with a number, by the plural rules of the language (Unicode CLDR)."""
    if language not in LANGUAGES or forms.keys() <= {"one", "other"}:
        return forms["one" if number == 1 else "other"]
    from babel import Locale

    return forms.get(Locale.parse(language).plural_form(number), forms["other"])
