"""Incidents and claims as they may be published: the same figures, places no finer than allowed, words without what is
protected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cenotaph.model import (
    Characterisation,
    Claim,
    ClaimInDocument,
    Disclosure,
    Figure,
    Incident,
    Member,
    PlaceRef,
    PublicClaim,
    PublicFigure,
    PublicGrade,
    PublicIncident,
    PublicPlace,
    Responsibility,
    ReviewState,
)
from cenotaph.protect import public_place
from cenotaph.protect.sources import HELD_BACK, WITH_WORDS
from cenotaph.release.gather_said import ForPublishing, Say, say_public, shown_name, statements_of, terms_of, unnamed, words_of
from cenotaph.text.places import place_key

__all__ = ["publish_claims", "publish_incidents"]

WITHOUT_WORDS = {
    Disclosure.NOTHING: "the source is held back",
    Disclosure.CITATION: "the source is cited, its words are not published",
}


def publish_incidents(
    incidents: Sequence[Incident],
    given: ForPublishing,
    characterisations: Iterable[tuple[str, Characterisation]],
    statements: Iterable[tuple[str, Responsibility]],
) -> Iterator[PublicIncident]:
    """The incidents, one after the other."""
    terms = terms_of(characterisations, given)
    told = statements_of(statements, given)
    for one, own, inside in _read_ones(incidents, given):
        documents = {given.stated[member.claim_id].document_id for member in inside}
        yield _incident(one, own, inside, documents, given, terms, told)


def publish_claims(incidents: Sequence[Incident], given: ForPublishing) -> Iterator[PublicClaim]:
    """Their claims, one after the other."""
    for one, own, inside in _read_ones(incidents, given):
        for member in inside:
            yield _claim(member, own, given, say_public(one, {given.stated[member.claim_id].document_id}, given))


def _read_ones(incidents: Sequence[Incident], given: ForPublishing) -> Iterator[tuple[Incident, str, list[Member]]]:
    """Each incident that has claims that were not rejected, the id that it is published under, and these."""
    own = _public_ids(incidents, given.desk_ids)
    for one in incidents:
        inside = [member for member in one.members if given.reviews[member.claim_id].state != ReviewState.REJECTED]
        if inside:
            yield one, own[one.id], inside


def _incident(
    one: Incident, own: str, inside: Sequence[Member], documents: set[str], given: ForPublishing,
    terms: Sequence[tuple[str, str, str]], told: Mapping[str, Sequence[tuple[str, str, str, str]]],
) -> PublicIncident:  # fmt: skip
    say = say_public(one, documents, given)
    place = _incident_place(one, inside, given)
    where = place.name or ("place not shown" if one.place else "place not known")
    return PublicIncident(
        id=own,
        label=f"{where}, {one.date.edtf if one.date else 'date not known'}",
        date=one.date.edtf if one.date else "",
        date_why=say(one.date_why),
        place=place,
        figures=tuple(_figure(figure, say) for figure in one.figures),
        claims=tuple(sorted(member.claim_id for member in inside)),
        grades=tuple(
            PublicGrade(held.scheme, held.grade, say(held.why), shown_name(held.decided_by, given.policy)) for held in one.grades
        ),
        parts=tuple(say(check.why) for check in one.parts),
        conflicts=tuple(say(conflict) for conflict in one.conflicts),
        words=words_of(terms, documents),
        statements=tuple(statement for document in sorted(documents) for statement in told.get(document, ())),
        totals_only=one.aggregate,
        distinct=own in given.standing.distinct,
    )


def _figure(one: Figure, say: Say) -> PublicFigure:
    whys = say(one.why_low), say(one.why_best), say(one.why_high)
    return PublicFigure(one.harm, one.policy, one.low, one.best, one.high, *whys, one.origins)


def _public_ids(incidents: Sequence[Incident], desk_ids: Mapping[str, str]) -> dict[str, str]:
    """Each incident under the id that the desk has for it; two that the desk has as one keep their own, but for the first."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for one in incidents:
        inside = [member.claim_id for member in one.members]
        lead = one.founding_claim if one.founding_claim in inside else inside[0]
        wanted = desk_ids.get(lead, one.id)
        out[one.id] = one.id if wanted in taken else wanted
        taken.add(out[one.id])
    return out


def _claim(member: Member, incident: str, given: ForPublishing, say: Say) -> PublicClaim:
    held, review, words = (
        given.stated[member.claim_id],
        given.reviews[member.claim_id],
        given.words.of(given.stated[member.claim_id].document_id),
    )
    claim = given.standing.mended(held.claim)
    source = given.sources[held.document_id]
    silent, back = source.disclosure in WITHOUT_WORDS, source.disclosure == Disclosure.NOTHING

    def said(text: str) -> str:
        return "" if silent else unnamed(words.redact(text))

    return PublicClaim(
        id=claim.id,
        source=source.id,
        incident=incident,
        harm=claim.harm,
        low=claim.count.low,
        high=claim.count.high,
        approx=claim.count.approx,
        groups=claim.groups,
        part_of=claim.part_of if claim.part_of and claim.part_of in given.stated else "",
        speaker=said(claim.speaker_text),
        origin=HELD_BACK if back else unnamed(words.redact(member.origin)),
        role=member.role,
        why="" if back else say(member.why),
        status=claim.status,
        scope=claim.scope,
        date=claim.date.interval.edtf if claim.date and claim.date.interval else "",
        date_why="" if silent or claim.date is None else unnamed(say(claim.date.why)),
        place=said(_place_name(claim, given)),
        said_on=held.said_on.edtf if held.said_on and not back else "",
        quotation="" if silent else words.redact(" ".join(held.quote.split())),
        withheld=WITHOUT_WORDS.get(source.disclosure, ""),
        alleged_perpetrator=said(claim.alleged_perpetrator.text) if claim.alleged_perpetrator else "",
        readers=len({*review.accepted_by, *review.edited_by}),
        mended=member.claim_id in given.standing.edits,
    )


def _incident_place(one: Incident, inside: Sequence[Member], given: ForPublishing) -> PublicPlace:
    """Where it was, unless nothing but sources whose words are not published names the place, and the case's list has it not."""
    if (
        one.place is None
        or one.place.gazetteer_id is None
        and not any(_names_place(given.stated[member.claim_id], one.place, given) for member in inside)
    ):
        return PublicPlace()
    return public_place(one.place, given.gazetteer, given.policy, given.words.everywhere)


def _names_place(held: ClaimInDocument, place: PlaceRef, given: ForPublishing) -> bool:
    placed = given.standing.mended(held.claim).place
    named = placed is not None and place_key(placed.place.name) == place_key(place.name)
    return named and given.sources[held.document_id].disclosure in WITH_WORDS


def _place_name(claim: Claim, given: ForPublishing) -> str:
    """Where the words say it was, no finer than the release allows."""
    if claim.place is None:
        return ""
    known = given.gazetteer.resolve(claim.place.place.name)
    return public_place(
        known if known.gazetteer_id else claim.place.place, given.gazetteer, given.policy, given.words.everywhere
    ).name
