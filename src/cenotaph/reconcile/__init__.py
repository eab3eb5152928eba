"""Claims to incidents: match, independence of origin, arithmetic of parts, low / best / high, grades. All proposals."""

from cenotaph.reconcile.figures import POLICIES
from cenotaph.reconcile.incidents import reconcile_claims

__all__ = ["POLICIES", "reconcile_claims"]
