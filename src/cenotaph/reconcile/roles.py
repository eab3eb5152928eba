"""How each claim of an incident counts: what people decided, what the words say, what becomes of a person, how sure the reading
is.

Nothing is left out unseen: every claim keeps its place in the incident with the reason for its role.
"""

from collections.abc import Mapping, Sequence

from cenotaph.model import ClaimInDocument, ClaimScope, ClaimStatus, Harm, Reason, Role, Standing
from cenotaph.reconcile.persons import Person
from cenotaph.text import load_lexicon, readable_languages, tokenise

__all__ = ["Roles", "fixed_role", "set_aside_unsure", "settle_fates"]

Roles = dict[str, tuple[Role, Reason | None]]
SURE = 0.75  # from here on four of five claims are right; see docs/methods/reading.md


def fixed_role(stated: ClaimInDocument, standing: Standing, harms: Mapping[str, str]) -> tuple[Role, Reason | None]:
    """The role that decisions and the claim's own words give it; `TOTAL` where they leave it open. `harms` are those of the
    incident's claims by id: of four who were shot, the one who died is no part of a number of dead.
    """
    claim = stated.claim
    rejected = standing.rejected.get(claim.id)
    if rejected is not None:
        return Role.EXCLUDED, Reason.of("rejected", by=rejected.decided_by, why=rejected.why)
    if claim.status == ClaimStatus.DENIED:
        return Role.EXCLUDED, Reason.of("speaker_denies", who=claim.speaker_text or stated.document_name)
    if claim.status == ClaimStatus.FEARED:
        return Role.EXCLUDED, Reason.of("feared")
    if claim.scope == ClaimScope.CUMULATIVE:
        return Role.CUMULATIVE, Reason.of("period_total")
    if claim.part_of is not None and harms.get(claim.part_of, claim.harm) == claim.harm:
        return Role.PART, Reason.of("part_in_document")
    if "families" in claim.groups:
        return Role.PART, Reason.of("counts_families")
    if _of_own_side(stated):
        return Role.PART, Reason.of("own_side")
    return Role.TOTAL, None


def _of_own_side(stated: ClaimInDocument) -> bool:
    """As in "seven of our fighters": no total of an event, whoever else died in it."""
    if stated.language not in readable_languages():
        return False
    own = load_lexicon(stated.language).words("grammar", "own")
    return any(token.lower in own for token in tokenise(stated.victims_words))


def set_aside_unsure(claims: Sequence[ClaimInDocument], roles: Roles, standing: Standing) -> None:
    """Where the incident has a reading that is sure, one that is not makes no number until a person accepts it. A claim without a
    measured confidence, and one that a person accepted, mended or wrote, is sure.
    """
    counting = [c for c in claims if roles[c.claim.id][0] == Role.TOTAL]
    unsure = [c for c in counting if not _is_sure(c, standing)]
    if len(unsure) == len(counting):
        return
    for stated in unsure:
        roles[stated.claim.id] = (Role.UNSURE, Reason.of("unsure_reading", percent=round(100 * (stated.claim.confidence or 0))))


def _is_sure(stated: ClaimInDocument, standing: Standing) -> bool:
    claim = stated.claim
    return claim.confidence is None or claim.confidence >= SURE or claim.id in standing.accepted or claim.id in standing.edits


def settle_fates(persons: Sequence[Person], roles: Roles) -> None:
    """A person said to be hurt and said to have died has died, and is counted once; unless the reports that came with and after
    the first of his death rather tell of him as hurt.
    """
    for person in persons:
        by_harm = {
            harm: [c for c in person.claims if c.claim.harm == harm and roles[c.claim.id][0] == Role.TOTAL]
            for harm in (Harm.KILLED, Harm.INJURED)
        }
        dead, hurt = by_harm[Harm.KILLED], by_harm[Harm.INJURED]
        if not dead or not hurt:
            continue
        first = min(_day(c) for c in dead)
        told_dead = _weight(dead)
        told_hurt = _weight([c for c in hurt if _day(c) >= first])
        living = sum(weight for document, weight in told_hurt.items() if document not in told_dead)
        if sum(told_dead.values()) >= living:
            why, left_out = Reason.of("died_of_it", dead[0].claim.id), hurt
            role = Role.SUPERSEDED
        else:
            why, left_out = Reason.of("told_as_hurt", hurt[0].claim.id), dead
            role = Role.UNSURE
        for stated in left_out:
            roles[stated.claim.id] = (role, why)


def _day(stated: ClaimInDocument) -> int:
    return stated.said_on.start.toordinal() if stated.said_on else 0


def _weight(claims: Sequence[ClaimInDocument]) -> Mapping[str, float]:
    """By document, how sure the surest of its readings is."""
    out: dict[str, float] = {}
    for stated in claims:
        confidence = 1.0 if stated.claim.confidence is None else stated.claim.confidence
        out[stated.document_id] = max(out.get(stated.document_id, 0.0), confidence)
    return out
