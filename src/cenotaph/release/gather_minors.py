"""The children that documents name: told by an age, or by a word for a child, beside the name in any document of the case.

A child that one report calls by its given name alone is looked for under every fuller name that begins so in the same incident.
Somebody whom one report names as a daughter or a son, without an age, is taken for a child where another tells of a child among
the victims of that incident or day and does not name it. Decides nothing: who is withheld is for the protect room, and it is
better to withhold one name too many.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cenotaph.extract.heads import person_words
from cenotaph.model import ClaimInDocument, Harm, NamedVictim, Standing
from cenotaph.protect import name_words
from cenotaph.protect.people import GROWN
from cenotaph.text import load_lexicon
from cenotaph.text.name_compare import compare_words

__all__ = ["NamedPeople", "bare_name", "named_people"]

ALIKE = (
    0.9  # the likeness of a skeleton or better: another spelling of one name; withholding one name too many is the lesser wrong
)


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """Names in claims: `children`, the `living`, and, by document, given names alone that there mean one of the children."""

    children: frozenset[str]
    living: frozenset[str]
    alone: Mapping[str, frozenset[str]]


def bare_name(written: str, language: str) -> str:
    """A name without what a text says of its bearer: "Six-year-old Pavel Orn" and "her mother Edda Ternaz" bear two words."""
    lexicon = load_lexicon(language)
    people = person_words(lexicon)
    titles = lexicon.words("names", "name_titles")
    cased = any(letter.isupper() for letter in written)
    inside = lexicon.words("names", "inside")
    kept = []
    for word in written.split():
        plain = word.strip(".,").lower()
        described = cased and "-" in word and word.split("-", 1)[1].islower()
        small = cased and word[:1].islower() and plain not in inside
        if not (described or small or plain in people.singular or plain in titles):
            kept.append(word)
    return " ".join(kept)


def named_people(claims: Iterable[ClaimInDocument], standing: Standing, incidents: Mapping[str, str]) -> NamedPeople:
    """Who is named in claims; `incidents` gives the incident of a claim."""
    children: set[str] = set()
    living: set[str] = set()
    alone: dict[str, set[str]] = defaultdict(set)
    by_incident: dict[str, list[tuple[ClaimInDocument, str]]] = defaultdict(list)
    young: dict[str, set[str]] = defaultdict(set)
    offspring: list[tuple[ClaimInDocument, str, str]] = []
    unnamed: list[tuple[ClaimInDocument, str]] = []
    for stated in claims:
        claim = standing.mended(stated.claim)
        names = dict.fromkeys([*claim.names, *stated.claim.names])  # whom a person took out stands in the text all the same
        where = incidents.get(claim.id, stated.document_id)
        if not names and "children" in claim.groups:
            unnamed.append((stated, where))
        for named in names:
            name = bare_name(named.text, stated.language)
            if not name:
                continue
            by_incident[where].append((stated, name))
            if claim.harm != Harm.KILLED:
                living.add(name)
            if _is_child(named, claim.groups):
                young[where].add(_given(name))
                children.add(name)
            elif named.age is None and _is_somebodys_child(stated, named):
                offspring.append((stated, name, where))
    for stated, name, where in offspring:
        if any(where == there or _may_be_one_day(stated, child) for child, there in unnamed):
            young[where].add(_given(name))
            children.add(name)
    for where, given in young.items():
        for stated, name in by_incident[where]:
            words = name_words(name)
            if words and any(one and compare_words(words[0], one) >= ALIKE for one in given):
                children.add(name)
                alone[stated.document_id].add(name.split()[0])
    return NamedPeople(frozenset(children), frozenset(living), {where: frozenset(found) for where, found in alone.items()})


def _given(name: str) -> str:
    return next(iter(name_words(name)), "")


def _is_child(named: NamedVictim, groups: Iterable[str]) -> bool:
    return "children" in groups if named.age is None else named.age < GROWN


def _is_somebodys_child(stated: ClaimInDocument, named: NamedVictim) -> bool:
    """As in "her daughter Lusia Ternaz" or "Lusia Ternaz, her daughter": the word stands in the name as written, right before it,
    or in the aside after it.
    """
    words = load_lexicon(stated.language).words("persons", "offspring")
    quote = " ".join(stated.quote.split())
    before, found, after = quote.partition(named.text)
    near = named.text.lower().split() + before.lower().split()[-1:]
    if found and after.startswith(","):
        near += after[1:].lower().replace(",", " , ").split()[:3]
    return any(word.strip(".,;") in words for word in near)


def _may_be_one_day(one: ClaimInDocument, other: ClaimInDocument) -> bool:
    """Whether two claims may tell of one day: each dated within a day of the other, or not dated."""
    first, second = one.claim.date, other.claim.date
    if first is None or second is None or first.interval is None or second.interval is None:
        return True
    return first.interval.overlaps(second.interval, 1)
