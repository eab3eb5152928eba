"""An age in completed years as a record keeps it: `34`, `25-30` where a list gives a range, `60+` where it gives no upper end."""

import re

__all__ = ["age_bounds", "write_age"]

WRITTEN = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?")


def write_age(lowest: int, highest: int | None) -> str:
    """The two ends in one string; `highest` is None where there is none."""
    if highest is None:
        return f"{lowest}+"
    return str(lowest) if lowest == highest else f"{lowest}-{highest}"


def age_bounds(written: str) -> tuple[int, int | None] | None:
    """The lowest and the highest number of completed years, the second None where there is no upper end; None for no age."""
    found = WRITTEN.fullmatch(written)
    if not found:
        return None
    lowest = int(found[1])
    return lowest, None if found[3] else int(found[2] or lowest)
