"""People, incidents and sources as entities of FollowTheMoney (followthemoney.tech), one JSON object a line.

Written as JSON, without the library: it is only JSON, and the library needs a compiler. Claims have no schema there; the
figures of an incident stand in its summary as a sentence with low, best and high, so that nobody takes one of them for the
number.
"""

import json
from collections.abc import Iterator
from typing import Any

from cenotaph.model import Harm, PublicIncident, PublicPerson, PublicRecord
from cenotaph.release.exchange.view import ClaimsBy, days_of, figure_of, real_incidents, sources_of
from cenotaph.vocabulary import load_vocabulary

__all__ = ["follow_the_money"]

SEX = ("female", "male")


def follow_the_money(record: PublicRecord) -> Iterator[str]:
    """The lines. People whose names are withheld are left out: an entity without a name is none."""
    claims, sources = ClaimsBy(record, "incident"), {one.id: one for one in record.sources}
    cited: set[str] = set()
    for one in real_incidents(record):
        inside = sources_of(claims.of(one.id), sources)
        cited.update(held.id for held in inside)
        days = days_of(one)
        yield _entity(one.id, "Event", {
            "name": [one.label], "location": [one.place.name], "startDate": [days[0].isoformat()] if days else [],
            "endDate": [days[1].isoformat()] if days else [], "summary": [_sentence(one)], "proof": [held.id for held in inside],
        })  # fmt: skip
    for held in record.sources:
        if held.id in cited:
            published = [held.published.split("/")[0]]
            address = [held.url] if held.url.startswith(("http://", "https://")) else []
            yield _entity(held.id, "Document", {
                "title": [held.title], "author": [held.author], "publisher": [held.publisher], "sourceUrl": address,
                "publishedAt": published,
            })  # fmt: skip
    for person in record.people:
        if person.name:
            yield _entity(person.id, "Person", {
                "name": [person.name], "alias": list(person.other_names), "position": [person.occupation],
                "gender": [person.sex] if person.sex in SEX else [], "deathDate": _day_of_death(person),
            })  # fmt: skip


def _day_of_death(person: PublicPerson) -> list[str]:
    """The day, where the lists agree on one and that the person died."""
    return [person.date] if person.harm == Harm.KILLED and not set("|/") & set(person.date) else []


def _entity(entity_id: str, schema: str, given: dict[str, list[str]]) -> str:
    properties: dict[str, Any] = {name: [value for value in values if value] for name, values in given.items()}
    kept = {name: values for name, values in properties.items() if values}
    return json.dumps({"id": entity_id, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n"


def _sentence(one: PublicIncident) -> str:
    said = []
    for term in load_vocabulary("harm"):
        figure = figure_of(one, term.code)
        if figure:
            low, best, high = ("not known" if value is None else f"{value:,}" for value in (figure.low, figure.best, figure.high))
            said.append(f"{term.label}: low {low}, best {best}, high {high}, by {figure.origins} independent origins")
    return "; ".join(said)
