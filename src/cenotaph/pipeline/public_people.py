"""The people of the lists as they may be published."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from cenotaph.model import PublicList, PublicPerson, Victim, VictimList, VictimRecord
from cenotaph.protect import Needles, Protections, ReleasePolicy, public_person, why_withheld
from cenotaph.store import VictimListStore, VictimStore
from cenotaph.text import Gazetteer

__all__ = ["ListedPeople", "listed_people", "publish_people"]

UNSETTLED = ("possible", "one-a-list", "others-disagree", "judged")


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """The people of the lists, their records by id, and by victim the code for which the name is withheld, "" where it is not."""

    victims: tuple[Victim, ...]
    records: Mapping[str, VictimRecord]
    reasons: Mapping[str, str]

    def of(self, victim: Victim) -> list[VictimRecord]:
        """The records of one person."""
        return [self.records[one] for one in victim.records]


def listed_people(connection: Connection, protections: Protections, policy: ReleasePolicy) -> ListedPeople:
    """Who is on the lists of a case, and whose name may be published."""
    records = {record.id: record for record in VictimListStore(connection).records()}
    victims = tuple(VictimStore(connection).all())
    reasons = {
        victim.id: why_withheld(victim, [records[one] for one in victim.records], protections, policy) for victim in victims
    }
    return ListedPeople(victims, records, reasons)


def publish_people(
    connection: Connection, listed: ListedPeople, policy: ReleasePolicy, gazetteer: Gazetteer, strict: Needles, private: Needles
) -> tuple[tuple[PublicPerson, ...], tuple[PublicList, ...], Needles]:
    """The people, the lists, and the names to be withheld beside the `strict` words: the `private` ones, but for those that stand
    in the name of a dead person who is named.
    """
    published = [record for one in listed.victims if not listed.reasons[one.id] for record in listed.of(one)]
    borne = {run for record in published for run in private.runs_in(f"{record.name} \n {record.values.get('other_name', '')}")}
    common = private.without(borne)
    words = strict.joined(common)
    store, lists = VictimStore(connection), VictimListStore(connection)
    judged, possibly = _links(store)
    people = tuple(
        public_person(
            victim, listed.of(victim), listed.reasons[victim.id], strict, policy, gazetteer,
            linked=_linked(victim.records, judged), possibly=sorted(possibly.get(victim.id, ())),
        )
        for victim in listed.victims
    )  # fmt: skip
    return people, tuple(PublicList(one.id, words.redact(one.name), one.sha256, size) for one, size in _sizes(lists)), common


def _sizes(lists: VictimListStore) -> list[tuple[VictimList, int]]:
    sizes = lists.sizes()
    return [(one, sizes.get(one.id, 0)) for one in lists.all()]


def _links(store: VictimStore) -> tuple[set[str], Mapping[str, set[str]]]:
    """Records that a person judged to be one with another; for a victim those it may be one with."""
    members = store.members()
    judged: set[str] = set()
    possibly: dict[str, set[str]] = defaultdict(set)
    for pair in store.pairs(states=UNSETTLED):
        first, second = members.get(pair.first), members.get(pair.second)
        if pair.state == "judged":
            if first == second:
                judged.update((pair.first, pair.second))
        elif first and second and first != second:
            possibly[first].add(second)
            possibly[second].add(first)
    return judged, possibly


def _linked(records: Sequence[str], judged: set[str]) -> str:
    if len(records) == 1:
        return "one entry"
    return "judged by a person" if set(records) <= judged else "by the weight of the evidence"
