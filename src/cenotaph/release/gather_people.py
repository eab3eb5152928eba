"""The people of the lists as they may be published."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from cenotaph.store.in_parts import in_parts
from cenotaph.store.lists import VictimListStore
from cenotaph.store.victims import VictimStore
from cenotaph.text import Gazetteer

__all__ = ["ListedPeople", "documents_people", "listed_people", "publish_people"]

UNSETTLED = (PairState.POSSIBLE, PairState.ONE_A_LIST, PairState.OTHERS_DISAGREE, PairState.JUDGED)


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """The people of the lists of a case, who pass through and are never held together: the victims whose names are `withheld`;
    the records of people whom documents name that may be published, each with the published claims that name or count the person;
    the lists that have one of the withheld; and how many records `from_documents` there are.
    """

    record: Record
    claims: Mapping[str, tuple[str, ...]]
    withheld: frozenset[str] = frozenset()
    lists_of_withheld: frozenset[str] = frozenset()
    from_documents: int = 0

    def each(self) -> Iterator[tuple[Victim, list[VictimRecord]]]:
        """Every person of whom something may be published, with the records that may be."""
        for victim, records in self.record.victims.with_records():
            kept = [one for one in records if one.list_id != NAMED_IN_DOCUMENTS or one.id in self.claims]
            if kept:
                yield replace(victim, records=tuple(one.id for one in kept)), kept

    def named(self) -> Iterator[VictimRecord]:
        """The records of those who are named."""
        return (one for victim, held in self.each() if victim.id not in self.withheld for one in held)


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
    listed = ListedPeople(record, named)
    spellings = NameSpellings(quiet, quiet)

    def is_quiet(held: Sequence[VictimRecord]) -> bool:
        alone = all(entry.list_id == NAMED_IN_DOCUMENTS for entry in held)
        return alone and any(spellings.runs_in(entry.name) for entry in held)

    def is_withheld(victim: Victim, held: Sequence[VictimRecord]) -> bool:
        names = (name for entry in held for name in (entry.name, entry.values.get("other_name", "")))
        why = why_withheld(victim, held, protections, policy)
        return bool(why) or is_quiet(held) or any(strict.holds(name) for name in names)

    withheld: set[str] = set()
    lists: set[str] = set()
    from_documents = 0
    for victim, held in listed.each():
        from_documents += sum(one.list_id == NAMED_IN_DOCUMENTS for one in held)
        if is_withheld(victim, held):
            withheld.add(victim.id)
            lists.update(one.list_id for one in held)
    return ListedPeople(record, named, frozenset(withheld), frozenset(lists), from_documents)


def publish_people(
    listed: ListedPeople, policy: ReleasePolicy, gazetteer: Gazetteer, words: Needles
) -> tuple[Iterator[PublicPerson], tuple[PublicList, ...]]:
    """The people as they pass, and the lists, without the `words`. Ids and hashes are those of the case."""
    judged, possibly = _links(listed.record.victims, listed.withheld)
    sizes = _sizes(listed.record.lists, listed.from_documents)
    rows = {one.id for one, _ in sizes} - listed.lists_of_withheld - {NAMED_IN_DOCUMENTS}
    people = (
        public_person(
            victim, held, victim.id in listed.withheld, words, policy, gazetteer,
            linked=_linked(victim.records, judged), possibly=sorted(possibly.get(victim.id, ())), rows=rows,
            claims={claim for entry in victim.records for claim in listed.claims.get(entry, ())},
        )
        for victim, held in listed.each()
    )  # fmt: skip
    return people, tuple(PublicList(one.id, words.redact(one.name), one.sha256, size) for one, size in sizes)


def _sizes(lists: VictimListStore, from_documents: int) -> list[tuple[VictimList, int]]:
    """The lists with their sizes; that of the people whom documents name holds those who may be published."""
    sizes = {**lists.sizes(), NAMED_IN_DOCUMENTS: from_documents}
    return [(one, sizes.get(one.id, 0)) for one in lists.all() if one.id != NAMED_IN_DOCUMENTS or from_documents]


def _links(store: VictimStore, withheld: frozenset[str]) -> tuple[set[str], Mapping[str, set[str]]]:
    """Records that a person judged to be one with another; for a victim those it may be one with. Nobody who is named leads to
    somebody who is not: the two have nearly one name.
    """
    judged: set[str] = set()
    possibly: dict[str, set[str]] = defaultdict(set)
    for some in in_parts(store.states(UNSETTLED)):
        members = store.members_of({one for first, second, _ in some for one in (first, second)})
        for one, other, state in some:
            first, second = members.get(one), members.get(other)
            if state == PairState.JUDGED:
                if first == second:
                    judged.update((one, other))
            elif first and second and first != second and not {first, second} & withheld:
                possibly[first].add(second)
                possibly[second].add(first)
    return judged, possibly


def _linked(records: Sequence[str], judged: set[str]) -> str:
    if len(records) == 1:
        return "one entry"
    return "judged by a person" if set(records) <= judged else "by the weight of the evidence"
