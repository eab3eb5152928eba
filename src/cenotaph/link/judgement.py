"""Where linking asks a person: the weights, in bits, and the counts that divide what is decided from what is asked."""

__all__ = ["FEW_MATCHES", "POSSIBLE"]

POSSIBLE = -2.0
FEW_MATCHES = 30
