"""The people of the lists as they may be published."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from cenotaph.model import (
    NAMED_IN_DOCUMENTS,
    PairState,
    PublicList,
    PublicPerson,
    Victim,
    VictimList,
    VictimRecord,
    listed_as,
)
from cenotaph.protect import NameSpellings, Needles, Protections, ReleasePolicy, public_person, why_withheld
from cenotaph.protect.sources import WITH_WORDS
from cenotaph.store import Record
from cenotaph.store.lists import VictimListStore
from cenotaph.store.victims import VictimStore
from cenotaph.text import Gazetteer

__all__ = ["ListedPeople", "documents_people", "listed_people", "publish_people"]

UNSETTLED = (PairState.POSSIBLE, PairState.ONE_A_LIST, PairState.OTHERS_DISAGREE, PairState.JUDGED)


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """The people of the lists, their records by id, the victims whose names are withheld, and the published claims that name the
    person of a record or count it, for records of people whom documents name.
    """

    victims: tuple[Victim, ...]
    records: Mapping[str, VictimRecord]
    withheld: frozenset[str]
    claims: Mapping[str, tuple[str, ...]]

    def of(self, victim: Victim) -> list[VictimRecord]:
        """The records of one person."""
        return [self.records[one] for one in victim.records]


def documents_people(record: Record, protections: Protections, read: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The records of people whom documents name that may be published at all, each with those
    claims of the `read` ones that name or count the person: those whom such a claim names, or whom people confirmed or mended, in
    a document whose words are published. What only a program read is not.
    """
    decided = record.standing.people
    return {
        listed_as(one.person.id): tuple(claim for claim in (*one.person.claims, one.person.counted_in) if claim in read)
        for one in record.people.all()
        if protections.disclosed(one.document_id) in WITH_WORDS
        and (one.person.id in decided or any(claim in read for claim in one.person.claims))
    }


def listed_people(
    record: Record, protections: Protections, policy: ReleasePolicy, strict: Needles,
    named: Mapping[str, tuple[str, ...]], quiet: Collection[str],
) -> ListedPeople:  # fmt: skip
    """Who is on the lists of a case, and whose name may be published: of nobody in whose name `strict` words stand. Of the
    records of people whom documents name only those `named` count; whoever is known by such alone and bears a name that sounds
    like one of the `quiet`, the children, the living and the private speakers whom documents name, is withheld as they are.
    """
    records = {one.id: one for one in record.lists.records() if one.list_id != NAMED_IN_DOCUMENTS or one.id in named}
    kept = ((one, tuple(entry for entry in one.records if entry in records)) for one in record.victims.all())
    victims = tuple(replace(one, records=entries) for one, entries in kept if entries)
    spellings = NameSpellings(quiet, quiet)

    def is_quiet(held: Sequence[VictimRecord]) -> bool:
        alone = all(entry.list_id == NAMED_IN_DOCUMENTS for entry in held)
        return alone and any(spellings.runs_in(entry.name) for entry in held)

    def is_withheld(victim: Victim) -> bool:
        held = [records[one] for one in victim.records]
        names = (name for entry in held for name in (entry.name, entry.values.get("other_name", "")))
        why = why_withheld(victim, held, protections, policy)
        return bool(why) or is_quiet(held) or any(strict.holds(name) for name in names)

    return ListedPeople(victims, records, frozenset(one.id for one in victims if is_withheld(one)), named)


def publish_people(
    record: Record, listed: ListedPeople, policy: ReleasePolicy, gazetteer: Gazetteer, strict: Needles, private: Needles
) -> tuple[tuple[PublicPerson, ...], tuple[PublicList, ...], Needles]:
    """The people, the lists, and the names to be withheld beside the `strict` words: the `private` ones, but for those that stand
    in the name of a dead person who is named. Ids and hashes are those of the case.
    """
    published = [entry for one in listed.victims if one.id not in listed.withheld for entry in listed.of(one)]
    borne = {
        run
        for entry in published
        if entry.list_id != NAMED_IN_DOCUMENTS
        for run in private.runs_in(f"{entry.name} \n {entry.values.get('other_name', '')}")
    }
    common = private.without(borne)
    words = strict.joined(common)
    store, lists = record.victims, record.lists
    judged, possibly = _links(store, listed.withheld)
    hidden = {entry.list_id for victim in listed.victims if victim.id in listed.withheld for entry in listed.of(victim)}
    sizes = _sizes(lists, listed)
    rows = {one.id for one, _ in sizes} - hidden - {NAMED_IN_DOCUMENTS}
    people = tuple(
        public_person(
            victim, listed.of(victim), victim.id in listed.withheld, words, policy, gazetteer,
            linked=_linked(victim.records, judged), possibly=sorted(possibly.get(victim.id, ())), rows=rows,
            claims={claim for entry in victim.records for claim in listed.claims.get(entry, ())},
        )
        for victim in listed.victims
    )  # fmt: skip
    return people, tuple(PublicList(one.id, words.redact(one.name), one.sha256, size) for one, size in sizes), common


def _sizes(lists: VictimListStore, listed: ListedPeople) -> list[tuple[VictimList, int]]:
    """The lists with their sizes; that of the people whom documents name holds those who may be published."""
    named = sum(entry.list_id == NAMED_IN_DOCUMENTS for entry in listed.records.values())
    sizes = {**lists.sizes(), NAMED_IN_DOCUMENTS: named}
    return [(one, sizes.get(one.id, 0)) for one in lists.all() if one.id != NAMED_IN_DOCUMENTS or named]


def _links(store: VictimStore, withheld: frozenset[str]) -> tuple[set[str], Mapping[str, set[str]]]:
    """Records that a person judged to be one with another; for a victim those it may be one with. Nobody who is named leads to
    somebody who is not: the two have nearly one name.
    """
    members = store.members()
    judged: set[str] = set()
    possibly: dict[str, set[str]] = defaultdict(set)
    for pair in store.pairs(states=UNSETTLED):
        first, second = members.get(pair.first), members.get(pair.second)
        if pair.state == PairState.JUDGED:
            if first == second:
                judged.update((pair.first, pair.second))
        elif first and second and first != second and not {first, second} & withheld:
            possibly[first].add(second)
            possibly[second].add(first)
    return judged, possibly


def _linked(records: Sequence[str], judged: set[str]) -> str:
    if len(records) == 1:
        return "one entry"
    return "judged by a person" if set(records) <= judged else "by the weight of the evidence"
