"""The people of the lists as they may be published, and all the words that may stand nowhere: the names of those who may not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from cenotaph.ledger import Standing, apply_edit
from cenotaph.model import ClaimInDocument, PublicList, PublicPerson, Victim, VictimList, VictimRecord
from cenotaph.protect import (
    Needles,
    Protections,
    ReleasePolicy,
    held_words,
    name_forms,
    names_a_private_person,
    public_person,
)
from cenotaph.protect.people import GROWN, person_forms, why_withheld
from cenotaph.protect.sources import WITH_WORDS
from cenotaph.reconcile.origins import source_kind
from cenotaph.store import DocumentStore, VictimListStore, VictimStore
from cenotaph.text import Gazetteer, load_lexicon

__all__ = ["names_in_claims", "publish_people", "strict_words", "words_of_silent"]

UNSETTLED = ("possible", "one-a-list", "others-disagree", "judged")


def names_in_claims(
    claims: Iterable[ClaimInDocument], protections: Protections, standing: Standing, policy: ReleasePolicy
) -> Needles:
    """Names in texts that stay out by default: of private people who speak, of the living, and of children."""
    private = Needles()
    for stated in claims:
        claim = stated.claim
        kind = source_kind(claim.speaker_text, load_lexicon(stated.language)) if claim.speaker_text else "unknown"
        name = names_a_private_person(claim.speaker_text, kind, stated.language)
        if name and claim.id not in protections.named:
            for form in name_forms((), [name]):
                private.add(form)
        dead = apply_edit(claim, standing.edits.get(claim.id, {})).harm == "killed"
        for named in claim.names:
            young = named.age is not None and named.age < GROWN and policy.minors == "withhold"
            if not dead or young:
                for form in name_forms((), [named.text]):
                    private.add(form)
    return private


def strict_words(connection: Connection, protections: Protections) -> Needles:
    """The words that may stand nowhere, whoever else bears the name: phrases that were given, names of protected people, and file
    names, titles and authors of sources that are held back.
    """
    words = Needles().joined(protections.words)
    guarded = [*protections.why, *protections.consent, *protections.disclosure]
    victims = VictimStore(connection)
    for victim in victims.of_victims(set(victims.members_of(guarded).values())):
        if _is_guarded(victim, protections):
            for form in person_forms(list(VictimListStore(connection).records(victim.records))):
                words.add(form)
    for row in DocumentStore(connection).rows(ids=[one for one in guarded if one.startswith("d-")]):
        if protections.holds_back(row["id"]):
            for form in name_forms((), [row["name"], row["title"], row["author"]]):
                words.add(form)
    return words


def words_of_silent(connection: Connection, claims: Iterable[ClaimInDocument], protections: Protections) -> Needles:
    """What only sources say whose words are not published: see `held_words`."""
    stated = list(claims)
    documents = DocumentStore(connection)
    silent = {one.document_id: one.language for one in stated if protections.disclosed(one.document_id) not in WITH_WORDS}
    if not silent:
        return Needles()
    parties = [(silent[where], said.party_text) for where, said in documents.responsibilities(list(silent))]
    parties += [(silent[where], said.speaker_text) for where, said in documents.responsibilities(list(silent))]
    public = sorted({one.document_id for one in stated} - set(silent))
    texts = (text for at in range(0, len(public), 500) for text in documents.texts(public[at : at + 500]).values())
    return held_words((one for one in stated if one.document_id in silent), parties, texts)


def _is_guarded(victim: Victim, protections: Protections) -> bool:
    return any(one in protections.why or protections.publishes(one) is False for one in (victim.id, *victim.records))


def publish_people(
    connection: Connection,
    protections: Protections,
    policy: ReleasePolicy,
    gazetteer: Gazetteer,
    strict: Needles,
    private: Needles,
) -> tuple[tuple[PublicPerson, ...], tuple[PublicList, ...], Needles]:
    """The people, the lists, and the names to be withheld beside the `strict` words: the `private` ones and those of the living
    and of children, but for those that stand in the name of a dead person who is named.
    """
    store, lists = VictimStore(connection), VictimListStore(connection)
    records = {record.id: record for record in lists.records()}
    victims = store.all()
    reasons: dict[str, str] = {}
    published: list[VictimRecord] = []
    for victim in victims:
        held = [records[one] for one in victim.records]
        reasons[victim.id] = why_withheld(victim, held, protections, policy)
        if not reasons[victim.id]:
            published += held
        elif not _is_guarded(victim, protections):
            for form in person_forms(held):
                private.add(form)
    borne = {run for record in published for run in private.runs_in(f"{record.name} \n {record.values.get('other_name', '')}")}
    common = private.without(borne)
    words = strict.joined(common)
    judged, possibly = _links(store)
    people = tuple(
        public_person(
            victim, [records[one] for one in victim.records], reasons[victim.id], strict, policy, gazetteer,
            linked=_linked(victim.records, judged), possibly=sorted(possibly.get(victim.id, ())),
        )
        for victim in victims
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
