"""The words that may not stand in what is published: of protected people and places, of sources that are not quoted, of private
people who speak, of the living and of children; in every spelling that the texts of the case have.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cenotaph.model import NAMED_IN_DOCUMENTS, ClaimInDocument, DecisionKind, Standing, Victim, VictimRecord
from cenotaph.protect import (
    NameSpellings,
    Needles,
    Protections,
    ReleasePolicy,
    held_words,
    name_forms,
    names_a_private_person,
)
from cenotaph.protect.people import person_forms
from cenotaph.protect.sources import WITH_WORDS
from cenotaph.protect.words import word_run
from cenotaph.reconcile.origins import source_kind
from cenotaph.release.gather_minors import named_people
from cenotaph.release.gather_people import ListedPeople
from cenotaph.store import KeptWords, Record
from cenotaph.store.in_parts import in_parts
from cenotaph.text import load_lexicon

__all__ = ["PrivateNames", "QuietNames", "private_names", "quiet_names", "strict_words", "words_of_silent"]

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class PrivateNames:
    """`strict` and `private` words, spellings included, and by document the given names that there, alone, mean somebody who must
    not be named.
    """

    strict: Needles
    private: Needles
    alone: Mapping[str, Needles]


@dataclass(frozen=True, slots=True)
class QuietNames:
    """Names in documents that are not published of whom nothing else is known: of private speakers, of the living, and, where
    children are withheld, of `children`, with the given names that mean one of them `alone` in a document.
    """

    names: frozenset[str]
    children: frozenset[str]
    alone: Mapping[str, frozenset[str]]


def quiet_names(
    claims: Sequence[ClaimInDocument],
    protections: Protections,
    standing: Standing,
    policy: ReleasePolicy,
    incidents: Mapping[str, str],
) -> QuietNames:
    """The quiet names of all claims. `incidents` gives the incident of a claim."""
    named = named_people(claims, standing, incidents)
    mended = [replace(one, claim=standing.mended(one.claim)) for one in claims if one.claim.id in standing.edits]
    names = _private_speakers([*claims, *mended], protections) | named.living
    if policy.minors != "withhold":
        return QuietNames(names, frozenset(), {})
    return QuietNames(names | named.children, named.children, named.alone)


def private_names(
    record: Record,
    claims: Sequence[ClaimInDocument],
    listed: ListedPeople,
    protections: Protections,
    quiet: QuietNames,
    guarded: tuple[Needles, NameSpellings],
) -> PrivateNames:
    """Every name that stays out, as the texts of the cited documents spell it; of the private ones, none that stands in the name
    of a dead person who is named. `guarded` is what `strict_words` gave.
    """
    strict, strictly = guarded

    def withheld() -> Iterator[VictimRecord]:
        people = ((victim, held) for victim, held in listed.each() if victim.id in listed.withheld)
        return (one for victim, held in people if not _is_guarded(victim, protections) for one in held)

    spelled, alone = _spelled(record, {one.document_id for one in claims}, _names(withheld()), quiet, strictly)
    forms = (form for one in withheld() for form in person_forms([one]))
    named = (one for one in listed.named() if one.list_id != NAMED_IN_DOCUMENTS)
    borne = (f"{one.name} \n {one.values.get('other_name', '')}" for one in named)
    private = Needles(chain(name_forms((), quiet.names), forms, spelled)).without_those_in(borne)
    return PrivateNames(strict, private, {where: Needles.of_words(found) for where, found in alone.items() if found})


def _spelled(
    record: Record, documents: Iterable[str], withheld: Iterable[str], quiet: QuietNames, guarded: NameSpellings
) -> tuple[set[tuple[str, ...]], Mapping[str, set[str]]]:
    """The runs of words by which the texts of documents call those who must not be named; and by document the names that there,
    alone, mean one of them.
    """
    spellings = NameSpellings(chain(withheld, quiet.names), quiet.children)
    spelled: set[tuple[str, ...]] = set()
    alone = {where: set(found) for where, found in quiet.alone.items()}
    for where, text in _texts(record, documents):
        spelled |= spellings.runs_in(text)
        alone.setdefault(where, set()).update(spellings.alone_in(text), guarded.alone_in(text, others=True))
    return spelled, alone


def _names(records: Iterable[VictimRecord]) -> Iterator[str]:
    for record in records:
        yield record.name
        yield from record.values.get("other_name", "").split("|")


def _is_name(words: str) -> bool:
    """Whether protected words look like the name of a person: two words or more, of letters, none in small letters."""
    parts = words.split()
    return len(parts) > 1 and all(part.strip(".,'’-").isalpha() and not part.islower() for part in parts)


def _texts(record: Record, documents: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of each document all that may be published of it: its text, title, author and name."""
    store = record.documents
    for some in in_parts(sorted(documents), AT_A_TIME):
        rows = {row["id"]: row for row in store.rows(ids=some)}
        for where, text in store.texts(some).items():
            row = rows[where]
            yield where, "\n\n".join([str(row[name] or "") for name in ("title", "author", "name")] + [text])


def _private_speakers(claims: Iterable[ClaimInDocument], protections: Protections) -> frozenset[str]:
    found = set()
    for stated in claims:
        speaker = stated.claim.speaker_text
        kind = source_kind(speaker, load_lexicon(stated.language)) if speaker else "unknown"
        name = names_a_private_person(speaker, kind, stated.language)
        if name and stated.claim.id not in protections.named:
            found.add(name)
    return frozenset(found)


def strict_words(record: Record, protections: Protections) -> tuple[Needles, NameSpellings]:
    """The words that may stand nowhere, whoever else bears the name: phrases that were given, names of protected people, and file
    names, titles and authors of sources that are held back; as texts spell them, and by their sounds.
    """
    runs: set[tuple[str, ...]] = set()
    guarded = [*protections.why, *protections.consent, *protections.disclosure]
    victims = record.victims
    names = [words for one in _kept_names(record) for words in one.words if _is_name(words)]
    for victim in victims.of_victims(set(victims.members_of(guarded).values())):
        if _is_guarded(victim, protections):
            records = list(record.lists.records(victim.records))
            names += _names(records)
            runs |= person_forms(records)
    for row in record.documents.rows(ids=[one for one in guarded if one.startswith("d-")]):
        if protections.holds_back(row["id"]):
            runs |= name_forms((), [row["name"], row["title"], row["author"]])
    for name in names:
        runs.update(_ways_to_write(name))
    spellings = NameSpellings(names, names)
    if spellings:
        told = (f"{made.why}\n\n{' '.join(made.details.values())}" for made in record.decisions)
        texts = (text for _, text in _texts(record, [row["id"] for row in record.documents.rows()]))
        for text in chain(told, texts):
            runs |= spellings.runs_in(text)
    return Needles(runs).joined(protections.words), spellings


def _kept_names(record: Record) -> Iterator[KeptWords]:
    """The words that are kept out but for those of places, which have no initials and are not meant by a part."""
    chain = record.ledger.of_kinds((DecisionKind.PROTECT,))
    places = {made.subjects[0] for made in chain if made.details["as"] == "exact_location"}
    return (one for one in record.protections.all() if one.id not in places)


def _ways_to_write(name: str) -> Iterator[tuple[str, ...]]:
    """A name of two words or more: whole, its first and last word, turned round, and with an initial."""
    words = word_run(name)
    if len(words) > 1:
        first, last = words[0], words[-1]
        yield from (words, (first, last), (last, first), (first[0], last), (last, first[0]), (last, *words[:-1]))


def words_of_silent(record: Record, claims: Iterable[ClaimInDocument], protections: Protections) -> Needles:
    """What only sources say whose words are not published: see `held_words`."""
    stated = list(claims)
    documents = record.documents
    silent = {one.document_id: one.language for one in stated if protections.disclosed(one.document_id) not in WITH_WORDS}
    if not silent:
        return Needles()
    told = documents.responsibilities(list(silent))
    parties = [(silent[where], words) for where, said in told for words in (said.party_text, said.speaker_text)]
    public = sorted({one.document_id for one in stated} - set(silent))
    texts = (text for some in in_parts(public, AT_A_TIME) for text in documents.texts(some).values())
    return held_words((one for one in stated if one.document_id in silent), parties, texts)


def _is_guarded(victim: Victim, protections: Protections) -> bool:
    return any(one in protections.why or protections.publishes(one) is False for one in (victim.id, *victim.records))
