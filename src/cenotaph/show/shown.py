"""What every page agrees on: which policy's figures it shows first, and in which order the claims of a figure stand."""

__all__ = ["ORDER", "POLICY"]

POLICY = "lowest-credible..highest-credible"
ORDER = {"total": 0, "superseded": 1, "repeat": 2, "part": 3, "cumulative": 4, "excluded": 5}
