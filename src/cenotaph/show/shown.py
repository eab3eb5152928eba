"""What every page agrees on: which policy's figures it shows first, and in which order the claims of a figure stand."""

from cenotaph.model import Role
from cenotaph.reconcile import USUAL_POLICY

__all__ = ["ORDER", "POLICY"]

POLICY = USUAL_POLICY
ORDER = {Role.TOTAL: 0, Role.SUPERSEDED: 1, Role.REPEAT: 2, Role.PART: 3, Role.CUMULATIVE: 4, Role.UNSURE: 5, Role.EXCLUDED: 6}
