"""Where linking asks a person: the weights, in bits, and the counts that divide what is decided from what is asked."""

__all__ = ["FEW_MATCHES", "POSSIBLE"]

POSSIBLE = -2.0  # bits, 1 to 4: below it, five pairs are looked at for one that is a match
FEW_MATCHES = 30  # matching pairs: half of what the priors weigh (MATCHING_PAIRS), so that they still decide
