"""A named person as people decided: mended, confirmed, or nobody whom the document names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cenotaph.model.mending import words_of_edit
from cenotaph.model.person import NamedInDocument, NamedPerson, PersonField
from cenotaph.model.standing import Standing

__all__ = ["MENDABLE", "NAMED", "NOBODY", "people_as_decided"]

MENDABLE = ("name", "fate", "age", "sex")
NAMED, NOBODY = "named", "nobody"  # what a decision may say a reading is


def people_as_decided(found: Iterable[NamedInDocument], standing: Standing) -> Iterator[NamedInDocument]:
    """Of these people those who stand under the decisions in force, as people mended them."""
    for one in found:
        person = _as_decided(one.person, standing)
        if person is not None:
            yield replace(one, person=person)


def _as_decided(person: NamedPerson, standing: Standing) -> NamedPerson | None:
    """The person under the decisions in force; None where people decided that the document names nobody here, or rejected every
    claim that names the person, or mended it to name somebody else. A harm that was mended in all claims that name the person
    is the fate.
    """
    said = standing.people.get(person.id, {})
    if said.get("as") == NOBODY:
        return None
    if not said and person.claims and all(_names_no_more(person, claim, standing) for claim in person.claims):
        return None
    mended = {standing.edits[claim]["harm"] for claim in person.claims if "harm" in standing.edits.get(claim, {})}
    fate = said.get("fate") or (mended.pop() if len(mended) == 1 else person.fate)
    where = person.names[0]
    others = tuple(PersonField(code, where, said[code]) for code in ("age", "sex") if code in said)
    kept = tuple(field for field in person.fields if field.field not in said)
    return replace(person, name=said.get("name") or person.name, fate=fate, fields=(*kept, *others))


def _names_no_more(person: NamedPerson, claim: str, standing: Standing) -> bool:
    """Whether a claim that was read to name the person was rejected, or mended so that it does not."""
    edit = standing.edits.get(claim, {})
    if "names" not in edit:
        return claim in standing.rejected
    kept = [span for _, span, _ in words_of_edit({"names": edit["names"]})]
    return claim in standing.rejected or not any(one.overlaps(span) for one in person.names for span in kept)
