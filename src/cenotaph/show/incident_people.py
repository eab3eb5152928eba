"""Who of an incident is known by name, and where from: reports that name them, and lists that a linking found them on.

A counted group and its named members are told of side by side and never summed. Somebody who is on lists alone stands
here where a list gives the day and the place of the incident.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from cenotaph.errors import InvalidValue
from cenotaph.model import (
    NAMED_IN_DOCUMENTS,
    ClaimInDocument,
    DateInterval,
    Harm,
    Incident,
    NamedInDocument,
    Role,
    VictimRecord,
    listed_as,
    people_as_decided,
)
from cenotaph.reconcile.named import NamedInIncident, describe_the_only_one, join_named
from cenotaph.store import Record
from cenotaph.text import same_place

__all__ = ["IncidentPeople", "KnownPerson", "people_of_incidents"]

PRECISE = 7  # days: a date of a week or less is a day of an incident


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known by name: what documents say of them (`named`, None where none names them), the victim that they were linked
    as, if they were, and the lists that have them.
    """

    name: str
    fate: str
    age: str
    sex: str
    named: NamedInIncident | None
    victim_id: str | None
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentPeople:
    """The people of one incident who are known by name."""

    people: tuple[KnownPerson, ...]

    def sentence(self, harm: str) -> str:
        """As in "9 named: in reports 6, in town-council 7"; empty where nobody of the harm is."""
        found = [one for one in self.people if one.fate == harm]
        if not found:
            return ""
        lists = Counter(name for one in found for name in one.lists)
        reports = sum(one.named is not None for one in found)
        told = [f"in reports {reports}"] if reports else []
        return f"{len(found)} named: {', '.join([*told, *(f'in {name} {count}' for name, count in sorted(lists.items()))])}"


def people_of_incidents(record: Record, only: Iterable[str] | None = None) -> dict[str, IncidentPeople]:
    """By incident, its people; of all incidents, or `only` of these. Under "" are those whom documents name and no incident
    holds, where all were asked for.
    """
    incidents = record.incidents.all() if only is None else record.incidents.of(only)
    home = {m.claim_id: one.id for one in incidents for m in one.members if m.role not in (Role.CUMULATIVE, Role.EXCLUDED)}
    documents = None if only is None else set(record.claims.documents_of(home).values())
    claims: dict[str, list[ClaimInDocument]] = defaultdict(list)
    for stated in record.claims.in_documents(documents):
        claims[home.get(stated.claim.id, "")].append(stated)
    named = _by_incident(record, documents, claims, home)
    lists = _Lists(record) if only is None else _Lists(record, _near(record, incidents, named))
    everywhere = [*(one.id for one in incidents), *([""] if only is None else [])]
    joined = {where: describe_the_only_one(join_named(named[where]), claims[where]) for where in everywhere}
    found = {where: [_known(one, lists) for one in people] for where, people in joined.items()}
    reported = {one.victim_id for people in found.values() for one in people}
    for one in incidents:
        found[one.id] += [lists.listed(victim_id) for victim_id in lists.of_incident(one, record) if victim_id not in reported]
    return {where: IncidentPeople(tuple(people)) for where, people in found.items()}


def _by_incident(
    record: Record,
    documents: Iterable[str] | None,
    claims: Mapping[str, Sequence[ClaimInDocument]],
    home: Mapping[str, str],
) -> dict[str, list[NamedInDocument]]:
    """Named people by the incident of the claims that name them, else of the one that counts them, else of most claims of their
    document.
    """
    mainly: dict[str, Counter[str]] = defaultdict(Counter)
    for where, stated in ((where, one) for where, found in claims.items() if where for one in found):
        mainly[stated.document_id][where] += 1
    out: dict[str, list[NamedInDocument]] = defaultdict(list)
    read = record.people.all() if documents is None else record.people.of_documents(documents)
    for one in people_as_decided(read, record.standing):
        told = next((home[claim] for claim in (*one.person.claims, one.person.counted_in) if claim in home), "")
        most = mainly[one.document_id].most_common(1)
        out[told or (most[0][0] if most else "")].append(one)
    return out


def _near(record: Record, incidents: Sequence[Incident], named: Mapping[str, Sequence[NamedInDocument]]) -> frozenset[str]:
    """Every record of the victims whom documents name at these incidents, and of those of whom a list gives the day of one."""
    found = {listed_as(one.person.id) for people in named.values() for one in people}
    for one in incidents:
        if one.date is not None and one.date.days <= PRECISE:
            before = one.date.start - timedelta(days=PRECISE)
            found |= {entry.id for entry in record.lists.on_days(before.isoformat(), one.date.end.isoformat())}
    victims = set(record.victims.members_of(found).values())
    return frozenset(found).union(*(victim.records for victim in record.victims.of_victims(victims)))


class _Lists:
    """The lists of a case, or `some` of their records, and who of them was linked as whom."""

    def __init__(self, record: Record, some: Set[str] | None = None) -> None:
        self._names = {one.id: one.name for one in record.lists.all()}
        self._victim = record.victims.members() if some is None else record.victims.members_of(some)
        self._records: dict[str, list[VictimRecord]] = defaultdict(list)
        self._days: dict[str, list[tuple[DateInterval, str]]] = defaultdict(list)
        for entry in record.lists.records(some):
            victim_id = self._victim.get(entry.id)
            if victim_id is None or entry.list_id == NAMED_IN_DOCUMENTS:
                continue
            self._records[victim_id].append(entry)
            day = _day(entry)
            if day is not None:
                self._days[victim_id].append((day, entry.values.get("harm_place", "")))

    def victim_of(self, person_id: str) -> str | None:
        """The victim as whom somebody whom a document names was linked."""
        return self._victim.get(listed_as(person_id))

    def names_of(self, victim_id: str | None) -> tuple[str, ...]:
        """The lists that have a victim, but for that of documents."""
        entries = self._records.get(victim_id or "", ())
        return tuple(dict.fromkeys(self._names[entry.list_id] for entry in entries))

    def of_incident(self, one: Incident, record: Record) -> list[str]:
        """The victims of lists that give the day and the place of an incident."""
        if one.date is None or one.date.days > PRECISE or one.place is None:
            return []
        return [
            victim_id
            for victim_id, days in self._days.items()
            if any(day.overlaps(one.date) and same_place(record.places.resolve(place), one.place) for day, place in days if place)
        ]

    def listed(self, victim_id: str) -> KnownPerson:
        """Somebody who is on lists alone, as their first list says."""
        entries = self._records[victim_id]
        said = {code: next(filter(None, (e.values.get(code, "") for e in entries)), "") for code in ("harm", "age", "sex")}
        return KnownPerson(
            entries[0].name, said["harm"] or Harm.KILLED, said["age"], said["sex"], None, victim_id, self.names_of(victim_id)
        )


def _day(entry: VictimRecord) -> DateInterval | None:
    try:
        day = DateInterval.from_edtf(entry.values.get("harm_date", ""))
    except InvalidValue:
        return None
    return day if day.days <= PRECISE else None


def _known(one: NamedInIncident, lists: _Lists) -> KnownPerson:
    victim_id = next(filter(None, (lists.victim_of(named.person.id) for named in one.named)), None)
    return KnownPerson(one.name, one.fate, one.value("age"), one.value("sex"), one, victim_id, lists.names_of(victim_id))
