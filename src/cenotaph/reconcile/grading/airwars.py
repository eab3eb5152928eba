"""The grades of Airwars: confirmed, fair, weak, contested, discounted (airwars.org, methodology)."""

from cenotaph.model import ClaimStatus, Reason
from cenotaph.reconcile.grading.to_grade import Proposed, ToGrade

__all__ = ["grade_airwars"]


def grade_airwars(one: ToGrade) -> Proposed:
    """By who accepts or denies responsibility, then by the independent origins. Discounted is for people to say."""
    admitted = [said.party_text for said in one.told if said.kind == "admitted"]
    if admitted:
        return "confirmed", Reason.of("responsibility_accepted", party=admitted[0])
    denied = [c for c in one.claims if c.claim.status == ClaimStatus.DENIED]
    if denied:
        who = denied[0].claim.speaker_text or denied[0].document_name
        return "contested", Reason.of("harm_denied", denied[0].claim.id, who=who)
    accused = {c.claim.alleged_perpetrator.text for c in one.claims if c.claim.alleged_perpetrator}
    accused |= {said.party_text for said in one.told if said.kind == "accused"}
    refuses = sorted({said.party_text for said in one.told if said.kind == "denied"})
    if accused and refuses:
        return "contested", Reason.of("responsibility_denied", party=refuses[0])
    if one.origins >= 2:
        if accused:
            return "fair", Reason.of("origins_and_accused", origins=one.origins, parties=tuple(sorted(accused)[:3]))
        return "fair", Reason.of("origins_none_accused", origins=one.origins)
    return "weak", Reason.of("single_origin" if one.origins else "no_total")
