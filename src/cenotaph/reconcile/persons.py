"""Tells persons from mentions: which single victims of one document, and then of one incident, are one person.

Two mentions are two persons only where something says so: another name, another age, another sex, a child and a grown man,
"another", or one clause that tells of the one as dead and of the other as hurt. Without that they are taken for one, so that a
number worked out from persons is never too high for want of words. A group ("three men") is no person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cenotaph.model import ClaimInDocument, ClaimStatus, Harm
from cenotaph.text import compare_names, fold, load_lexicon, mark_text, parse_name, readable_languages
from cenotaph.text.places import place_key

__all__ = ["AGE_SLIP", "Person", "find_persons", "join_persons", "one_name", "sex_of_mention"]

ALIKE = 0.85  # names of one person in two papers: a letter or two
SMALL = 15  # years: from then on one report says teenager, another man or woman
GROWN = 20  # years: until then a report may say teenager
AGE_SLIP = 1  # years: ages are given by birthday or by year
NAMED = 4.0  # of likeness, for one name: more than all else together
ONE_CLAUSE = 60  # characters between "one dead" and "one hurt" that are set against each other
FATES = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.ABDUCTED)


@dataclass(eq=False, slots=True)
class Person:
    """The claims that mention one person, and what they say of them. `documents`: where they stand."""

    claims: list[ClaimInDocument] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    child: bool = False
    grown: bool = False
    another: bool = False

    @property
    def documents(self) -> frozenset[str]:
        """The documents that mention them."""
        return frozenset(c.document_id for c in self.claims)

    @property
    def harms(self) -> frozenset[str]:
        """What they are said to have suffered."""
        return frozenset(c.claim.harm for c in self.claims)

    @property
    def name(self) -> str:
        """The fullest name; empty where none is given."""
        return max(sorted(self.names), key=lambda name: (len(parse_name(name).words), len(name)), default="")

    def take(self, other: "Person") -> None:
        """What is said of the other is said of this one."""
        self.claims += other.claims
        self.names |= other.names
        self.ages |= other.ages
        self.sexes |= other.sexes
        self.child |= other.child
        self.grown |= other.grown


def _is_single(stated: ClaimInDocument) -> bool:
    """Whether a claim tells of one person, as fact."""
    claim = stated.claim
    return claim.count.exact and claim.count.low == 1 and claim.status == ClaimStatus.ASSERTED and not claim.is_row


def find_persons(claims: Iterable[ClaimInDocument]) -> list[Person]:
    """The persons among the claims of one document, in the order of the text."""
    told = list(claims)
    places = {place_key(c.claim.place.place.name) for c in told if c.claim.place is not None}
    persons: list[Person] = []
    for stated in sorted(filter(_is_single, told), key=lambda c: (c.claim.victims.start, c.claim.id)):
        if stated.claim.harm not in FATES:
            continue
        seen = _described(stated)
        seen.names -= {name for name in seen.names if place_key(name) in places}
        fitting = [(_likeness(one, seen), n) for n, one in enumerate(persons) if not _set_against(one, stated)]
        fitting = [(likeness, n) for likeness, n in fitting if persons[n].another or not seen.another or likeness >= NAMED]
        likeness, n = max(fitting, default=(0.0, -1))
        if likeness > 0:
            persons[n].take(seen)
        else:
            persons.append(seen)
    return persons


def join_persons(by_document: Sequence[Sequence[Person]]) -> list[Person]:
    """The persons of one incident from those of its documents, which are given in the order they were said. Two of one document
    stay two.
    """
    joined: list[Person] = []
    for found in by_document:
        pairs = sorted(
            (
                (_likeness(one, two) + bool(one.harms & two.harms) / 2, n, m)
                for n, one in enumerate(joined)
                for m, two in enumerate(found)
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        home: dict[int, int] = {}
        for likeness, n, m in pairs:
            if likeness >= 1 and m not in home and n not in home.values():
                home[m] = n
        for m, two in enumerate(found):
            if m in home:
                joined[home[m]].take(two)
            else:
                fresh = Person()
                fresh.take(two)
                joined.append(fresh)
    return joined


def _described(stated: ClaimInDocument) -> Person:
    groups, words = stated.claim.groups, fold(stated.victims_words).split()
    head = words[-1] if words else ""
    names = {n.text for n in stated.claim.names if parse_name(n.text).words}
    ages = {n.age for n in stated.claim.names if n.age is not None} or set(mark_text(stated.victims_words).ages)
    person = Person([stated], names, ages)
    person.child = any(age < SMALL for age in ages) or "children" in groups and not ages
    person.grown = any(age >= GROWN for age in ages)
    if stated.language in readable_languages():
        lists = load_lexicon(stated.language)
        person.child = person.child and not set(words) & lists.words("mentions", "teens")
        person.grown = person.grown or not person.child and not ages and head in lists.words("mentions", "grown")
        person.another = bool(set(words) & lists.words("mentions", "another"))
    person.sexes |= sex_of_mention(stated)
    return person


def sex_of_mention(stated: ClaimInDocument) -> set[str]:
    """The sex that the words for one victim tell by their last one ("a boy"), else by the groups they name; empty where none."""
    words = fold(stated.victims_words).split()
    if words and stated.language in readable_languages():
        lists = load_lexicon(stated.language)
        told = {sex for sex in ("female", "male") if words[-1] in lists.words("mentions", sex)}
        if told:
            return told
    return set([sex for group, sex in (("women", "female"), ("men", "male")) if group in stated.claim.groups][:1])


def _likeness(one: Person, other: Person) -> float:
    """0 where they are two; above 0 the more the likelier they are one: 1 where only nothing speaks against it."""
    score = 1.0
    if one.names and other.names:
        if not any(one_name(a, b) for a in one.names for b in other.names):
            return 0.0
        score += NAMED
    if one.ages and other.ages:
        if min(abs(a - b) for a in one.ages for b in other.ages) > AGE_SLIP:
            return 0.0
        score += 2
    if one.sexes and other.sexes:
        if not one.sexes & other.sexes:
            return 0.0
        score += 0.5
    if one.child and other.grown or one.grown and other.child:
        return 0.0
    return score


def one_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: one inside the other, or both alike; two given names of one family are two."""
    first, second = parse_name(a).words, parse_name(b).words
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if len(first) == 1 or len(second) == 1:
        return compare_names(first[-1], second[-1]) >= ALIKE or compare_names(first[0], second[0]) >= ALIKE
    return compare_names(a, b) >= ALIKE and compare_names(first[0], second[0]) >= ALIKE


def _set_against(person: Person, stated: ClaimInDocument) -> bool:
    """As in "one man was killed and a woman hurt": one clause tells of two by giving them two fates."""
    return any(
        before.claim.harm != stated.claim.harm
        and _indefinite(before)
        and before.claim.victims != stated.claim.victims
        and 0 <= stated.claim.victims.start - before.claim.victims.end <= ONE_CLAUSE
        and _indefinite(stated)
        for before in person.claims
    )


def _indefinite(stated: ClaimInDocument) -> bool:
    if stated.claim.names:
        return True
    if stated.language not in readable_languages():
        return False
    words = fold(stated.victims_words).split()
    return bool(words) and words[0] in load_lexicon(stated.language).words("mentions", "indefinite")
