"""A person of the lists as the public may see them: whose name may stand there, and what may stand beside it.

A name is published of the dead only, never of somebody protected or whose family refused, of a child only where the recorder
decided so once for all; of the living only with consent. That there was such a person is always said, with why the name is not.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from cenotaph.model import PublicPerson, Victim, VictimRecord
from cenotaph.protect.places import public_place
from cenotaph.protect.policy import PERSON_FIELDS, ReleasePolicy
from cenotaph.protect.standing import Protections
from cenotaph.protect.words import Needles, name_forms
from cenotaph.text import Gazetteer, script_of

__all__ = ["is_minor", "person_forms", "public_person", "why_withheld"]

NAME_PARTS = ("given_name", "father_name", "grandfather_name", "family_name")
GROWN = 18


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
    """Whether any list gives an age, or a birth and a harm, of under eighteen."""
    for record in records:
        age = record.values.get("age", "")
        if age.isdigit() and int(age) < GROWN:
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
    if {record.values["harm"] for record in records if record.values.get("harm")} != {"killed"}:
        return "living"
    return "minor" if policy.minors == "withhold" and is_minor(records) else ""


def public_person(
    victim: Victim, records: Sequence[VictimRecord], why: str, words: Needles, policy: ReleasePolicy,
    gazetteer: Gazetteer, *, linked: str, possibly: Sequence[str] = (),
) -> PublicPerson:  # fmt: skip
    """The person as published. `why` is what `why_withheld` gave; names and other words that hold one of `words` are withheld
    too.
    """
    if not why and any(words.holds(record.name) or words.holds(record.values.get("other_name", "")) for record in records):
        why = "opt_out"
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
        entries=tuple((record.list_id, record.position + 1, "" if why else record.name) for record in records),
        linked=linked,
        possibly=tuple(possibly),
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
