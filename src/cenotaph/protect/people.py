"""A person of the lists as the public may see them: whose name may stand there, and what may stand beside it.

A name is published of the dead only, never of somebody protected or whose family refused, of a child only where the recorder
decided so once for all; of the living only with consent. That there was such a person is always said; why the name is not,
only as far as it is a rule for everybody: that somebody asked, or was a witness, is nobody's business.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from cenotaph.model import Harm, PublicPerson, Victim, VictimRecord, age_bounds
from cenotaph.protect.places import public_place
from cenotaph.protect.policy import PERSON_FIELDS, ReleasePolicy
from cenotaph.protect.standing import Protections
from cenotaph.protect.words import Needles, name_forms
from cenotaph.text import Gazetteer, script_of

__all__ = ["is_minor", "person_forms", "public_person", "told_reason", "why_withheld"]

NAME_PARTS = ("given_name", "father_name", "grandfather_name", "family_name")
GROWN = 18  # Convention on the Rights of the Child, article 1


def person_forms(records: Sequence[VictimRecord]) -> set[tuple[str, ...]]:
    """The runs of words by which the lists call this person."""
    forms: set[tuple[str, ...]] = set()
    for record in records:
        values = record.values
        forms |= name_forms(
            [values.get(part, "") for part in NAME_PARTS],
            [record.name, values.get("name", ""), *values.get("other_name", "").split("|")],
        )
    return forms


def is_minor(records: Sequence[VictimRecord]) -> bool:
    """Whether any list gives an age that is or may be under eighteen, or such a birth and harm, or any document calls the
    person a child.
    """
    for record in records:
        if record.values.get("child"):
            return True
        age = age_bounds(record.values.get("age", ""))
        if age and age[0] < GROWN:
            return True
        born = (record.values.get("birth_date") or record.values.get("birth_year") or "")[:4]
        harmed = record.values.get("harm_date", "")[:4]
        if born.isdigit() and harmed.isdigit() and int(harmed) - int(born) <= GROWN:
            return True
    return False


def why_withheld(victim: Victim, records: Sequence[VictimRecord], protections: Protections, policy: ReleasePolicy) -> str:
    """The code of sensitivity for which the name is withheld, "" where it is published."""
    subjects = (victim.id, *victim.records)
    said = [protections.why[subject] for subject in subjects if subject in protections.why]
    if said:
        return said[0]
    consents = [protections.publishes(subject) for subject in subjects]
    if False in consents:
        return "consent_withdrawn"
    if True in consents:
        return ""
    if {record.values["harm"] for record in records if record.values.get("harm")} != {Harm.KILLED}:
        return "living"
    return "minor" if policy.minors == "withhold" and is_minor(records) else ""


def told_reason(records: Sequence[VictimRecord], policy: ReleasePolicy) -> str:
    """What the public is told of why a name is withheld, a code of `withheld`: the rule under which it would be withheld of
    anybody, else only that people decided so.
    """
    if {record.values["harm"] for record in records if record.values.get("harm")} != {Harm.KILLED}:
        return "living"
    return "minor" if policy.minors == "withhold" and is_minor(records) else "decided"


def public_person(
    victim: Victim, records: Sequence[VictimRecord], withheld: bool, words: Needles, policy: ReleasePolicy,
    gazetteer: Gazetteer, *, linked: str, possibly: Sequence[str] = (), rows: Collection[str] = (),
    claims: Collection[str] = (),
) -> PublicPerson:  # fmt: skip
    """The person as published; no word that holds one of `words`. `rows` are the lists whose row numbers are told: of any other,
    the rows of its named people would bracket those of the withheld ones. `claims` name the person.
    """
    why = told_reason(records, policy) if withheld else ""
    shown = {name: _said(records, name, words) if name in policy.person_fields else "" for name in PERSON_FIELDS}
    shown["harm_place"] = " | ".join(
        dict.fromkeys(_place(name, gazetteer, policy, words) for name in shown["harm_place"].split(" | "))
    )
    if why:
        shown |= {"occupation": "", "age": _band(records) if shown["age"] else ""}
    names = [] if why else _names(records)
    return PublicPerson(
        id=victim.id,
        name=names[0] if names else "",
        other_names=tuple(names[1:]),
        withheld=why,
        sex=shown["sex"],
        age=shown["age"],
        harm=shown["harm"],
        date=shown["harm_date"],
        place=shown["harm_place"],
        occupation=shown["occupation"],
        entries=tuple(
            (record.list_id, record.position + 1 if record.list_id in rows else None, "" if why else record.name)
            for record in records
        ),
        linked=linked,
        possibly=tuple(possibly),
        claims=() if withheld else tuple(sorted(claims)),
    )


def _said(records: Sequence[VictimRecord], name: str, words: Needles) -> str:
    """What the lists say, each value once, where they differ with a bar between."""
    said: Mapping[str, None] = dict.fromkeys(record.values[name] for record in records if record.values.get(name))
    return " | ".join(words.redact(value) for value in said)


def _place(name: str, gazetteer: Gazetteer, policy: ReleasePolicy, words: Needles) -> str:
    """The name that the case's list of places has for it, no finer than allowed, or as the list of victims writes it."""
    known = gazetteer.resolve(name) if name else None
    if known is None or known.gazetteer_id is None:
        return name
    return public_place(gazetteer.places[known.gazetteer_id], gazetteer, policy, words).name


def _band(records: Sequence[VictimRecord]) -> str:
    return "under 18" if is_minor(records) else "18 or over"


def _names(records: Sequence[VictimRecord]) -> list[str]:
    """Names as the lists write them, each once: those in the script that most lists use first, and of two another before
    Latin.
    """
    written = list(
        dict.fromkeys(name for record in records for name in (record.name, record.values.get("other_name", "")) if name)
    )
    counted = Counter(script_of(record.name) for record in records if record.name)
    return sorted(written, key=lambda name: (-counted[script_of(name)], script_of(name) == "latn", written.index(name)))
