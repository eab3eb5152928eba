"""Gathers what of a case may be published: what people have read, as far as nobody is endangered by it.

Claims that nobody read are not in it, and figures are worked out from those that were, by the same rules as at the desk. Every
word goes through the protect room; this module passes rows to it and puts together what comes back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cenotaph.ledger import ClaimReview, review_claims
from cenotaph.model import (
    Characterisation,
    ClaimInDocument,
    Decision,
    DecisionKind,
    Disclosure,
    PublicDecision,
    PublicRecord,
    PublicSource,
    Responsibility,
    ReviewState,
)
from cenotaph.protect import Needles, Protections, PublicIds, ReleasePolicy, public_source, stand_protections
from cenotaph.protect.sources import WITH_WORDS
from cenotaph.reconcile import reconcile_claims
from cenotaph.release.gather_estimates import publish_estimates
from cenotaph.release.gather_incidents import publish_claims, publish_incidents
from cenotaph.release.gather_names import private_names, quiet_names, strict_words, words_of_silent
from cenotaph.release.gather_people import ListedPeople, documents_people, listed_people, publish_people
from cenotaph.release.gather_said import ForPublishing, OutgoingWords, Wordings, shown_name
from cenotaph.release.seal import seal_claims, seal_incidents, seal_people, seal_small_tables
from cenotaph.store import Case, Record

__all__ = ["Gathered", "gather_public_record"]

PUBLISHED: Mapping[str, tuple[ReviewState, ...]] = {
    ReviewState.APPROVED: (ReviewState.APPROVED,),
    ReviewState.ONE_READER: (ReviewState.APPROVED, ReviewState.ONE_READER, ReviewState.DISPUTED),
}
NOT_TOLD = (DecisionKind.PERSON, DecisionKind.PROTECT, DecisionKind.ERASE, DecisionKind.CONSENT, DecisionKind.DISCLOSE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What may be published; the words that must stand nowhere in it, those of sources whose words are not published among them;
    the names that are withheld for what their bearers are; the ids that the public has for what the case holds; and the
    sentences of the program in the other languages that were asked for, by the English one that stands in the record.
    """

    record: PublicRecord
    words: Needles
    names: Needles
    ids: PublicIds
    wordings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read from the case in one transaction."""

    claims: list[ClaimInDocument]
    chain: list[Decision]
    protections: Protections
    rows: dict[str, Mapping[str, Any]]
    statements: list[tuple[str, Responsibility]]
    characterisations: list[tuple[str, Characterisation]]
    desk_ids: dict[str, str]


def gather_public_record(
    case: Case, policy: ReleasePolicy, secret: bytes, estimate: Sequence[str] = (), languages: Sequence[str] = ()
) -> Gathered:
    """The public record of a case under a policy, its ids made with the `secret`; `estimate` names the methods whose estimates
    are published, `languages` those that its sentences are wanted in beside English. The record's redirects are those of people
    who were joined.

    The same record gives the same result. Raises `CenotaphError` when an estimate that was asked for cannot be made.
    """
    with case.reading() as record:
        read = _read(record)
        reviews = review_claims(read.chain)
        chosen = [one for one in read.claims if _is_read(reviews.get(one.claim.id, ClaimReview()), policy)]
        standing, gazetteer = record.standing, record.places
        guarded = strict_words(record, read.protections)
        named = documents_people(record, read.protections, {one.claim.id for one in chosen})
        quiet = quiet_names(read.claims, read.protections, standing, policy, read.desk_ids)
        listed = listed_people(record, read.protections, policy, guarded[0], named, quiet.names)
        out = private_names(record, read.claims, listed, read.protections, quiet, guarded)
        strict = out.strict.joined(words_of_silent(record, read.claims, read.protections))
        everywhere = strict.joined(out.private)
        passing, lists = publish_people(listed, policy, gazetteer, everywhere)
        people = seal_people(passing, ids := PublicIds(secret, listed.withheld))
        words = OutgoingWords(everywhere, out.alone)
        sources = _sources(record, read, {one.document_id for one in chosen}, words)
        silent = {one.id: one.title for one in sources.values() if one.disclosure not in WITH_WORDS}
        incidents = reconcile_claims(chosen, standing, gazetteer, read.statements, silent, marks=record.marks.all())
        estimates = publish_estimates(record, estimate)
        hidden = _records_of_withheld(record, read.chain, listed)
        moved = tuple((old, new) for old, new in record.victims.redirects() if new not in listed.withheld)
    stated = {one.claim.id: one for one in chosen}
    wordings = Wordings(tuple(code for code in languages if code != "en"))
    given = ForPublishing(stated, reviews, standing, read.desk_ids, sources, gazetteer, words, policy, wordings)
    shown = seal_incidents(publish_incidents(incidents, given, read.characterisations, read.statements), ids)
    claims = seal_claims(publish_claims(incidents, given), ids)
    entry = PublicRecord(
        as_of=_as_of(read),
        sources=tuple(sources.values()),
        lists=lists,
        estimates=estimates,
        decisions=_decisions(read, words.everywhere, policy, listed.withheld | hidden),
        backlog=_backlog(read, reviews, chosen, len(listed.withheld)),
        redirects=moved,
    )
    sealed = replace(_committed(seal_small_tables(entry, ids), ids), incidents=shown, claims=claims, people=people)
    return Gathered(sealed, strict, out.private, ids, _sealed(wordings, ids))


def _sealed(wordings: Wordings, ids: PublicIds) -> dict[str, dict[str, str]]:
    """The sentences in other languages with public ids, by the English one as it stands in the sealed record."""
    return {
        ids.in_words(one): {code: ids.in_words(other) for code, other in forms.items()} for one, forms in wordings.said.items()
    }


def _committed(record: PublicRecord, ids: PublicIds) -> PublicRecord:
    """The record with commitments to files in place of their hashes."""
    return replace(
        record,
        sources=tuple(replace(one, commitment=ids.commitment(one.commitment)) for one in record.sources),
        lists=tuple(replace(one, commitment=ids.commitment(one.commitment) if one.commitment else "") for one in record.lists),
    )


def _read(record: Record) -> _Read:
    documents, chain, claims = record.documents, record.decisions, list(record.claims.in_documents())
    return _Read(
        claims=claims,
        chain=chain,
        protections=stand_protections(chain, record.protections.all()),
        rows={row["id"]: row for row in documents.rows()},
        statements=documents.responsibilities(),
        characterisations=documents.characterisations(),
        desk_ids=record.incidents.by_claim(one.claim.id for one in claims),
    )


def _is_read(review: ClaimReview, policy: ReleasePolicy) -> bool:
    """Whether enough people stand behind a claim; one that is disputed is published where one reader is enough."""
    return review.state in PUBLISHED[policy.review]


def _sources(record: Record, read: _Read, cited: Iterable[str], words: OutgoingWords) -> dict[str, PublicSource]:
    wanted = sorted(cited)
    full = [one for one in wanted if read.protections.disclosed(one) == Disclosure.FULL]
    texts = record.documents.texts(full)
    return {one: public_source(read.rows[one], read.protections, words.of(one), texts.get(one, "")) for one in wanted}


def _decisions(read: _Read, words: Needles, policy: ReleasePolicy, hidden: frozenset[str]) -> tuple[PublicDecision, ...]:
    """Decisions about claims, incidents and victims. Acceptances are counted with each claim and not told one by one; decisions
    about protection, about claims of a source that is held back, or about a person whose name is withheld, are not told, for they
    would point at what is protected; `hidden` are the ids of such people and their records.
    """
    out = []
    about = {made.number: made.kind for made in read.chain}
    back = {one.claim.id for one in read.claims if read.protections.holds_back(one.document_id)}
    for made in read.chain:
        subjects = tuple(one for one in made.subjects if one not in back)
        if not subjects or hidden.intersection(subjects):
            continue
        kind = about[int(made.subjects[0])] if made.kind == DecisionKind.REVOKE else made.kind
        if kind in NOT_TOLD or made.kind == DecisionKind.ACCEPT:
            continue
        out.append(
            PublicDecision(
                made.number, made.kind, subjects, shown_name(made.decided_by, policy), made.decided_at.date().isoformat(),
                words.redact(made.why),
            )
        )  # fmt: skip
    return tuple(out)


def _records_of_withheld(record: Record, chain: Iterable[Decision], listed: ListedPeople) -> frozenset[str]:
    """Of the records that decisions are about, those of people whose names are withheld."""
    records = {one for made in chain for one in made.subjects if one.startswith("rec-")}
    return frozenset(one for one, victim in record.victims.members_of(records).items() if victim in listed.withheld)


def _backlog(
    read: _Read, reviews: Mapping[str, ClaimReview], chosen: Sequence[ClaimInDocument], withheld: int
) -> tuple[tuple[str, int], ...]:
    states = Counter(reviews.get(one.claim.id, ClaimReview()).state for one in read.claims)
    published = {one.claim.id for one in chosen}
    flags = Counter(flag for row in read.rows.values() for flag in row["flags"])
    return (
        ("documents held", len(read.rows)),
        ("documents in a language that has no reader yet, or without text", flags["not_read"] + flags["no_text"]),
        ("claims that nobody has read yet", states[ReviewState.OPEN]),
        ("claims that one person has read", states[ReviewState.ONE_READER]),
        ("claims on which readers disagree", states[ReviewState.DISPUTED]),
        ("readings that people rejected", states[ReviewState.REJECTED]),
        ("claims published", len(published)),
        ("people on lists whose names are withheld", withheld),
    )


def _as_of(read: _Read) -> str:
    """The day of the last change: of a decision, or of a document that came."""
    days = [made.decided_at.date().isoformat() for made in read.chain]
    days += [str(row["retrieved_at"])[:10] for row in read.rows.values() if row["retrieved_at"]]
    return max(days, default="")
