"""Claims to incidents: match, independence of origin, arithmetic of parts, low / best / high, grades. All proposals."""

from cenotaph.reconcile.grading import SCHEMES
from cenotaph.reconcile.incidents import reconcile_claims
from cenotaph.reconcile.policies import POLICIES, USUAL_POLICY

__all__ = ["POLICIES", "SCHEMES", "USUAL_POLICY", "reconcile_claims"]
