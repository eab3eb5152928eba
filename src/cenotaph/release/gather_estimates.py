"""The estimates that a release was asked to hold."""

from collections.abc import Sequence

from cenotaph.errors import CannotPublish, CenotaphError
from cenotaph.estimate import METHODS, estimate_stratum, whole_histories
from cenotaph.model import PublicEstimate
from cenotaph.store import Record

__all__ = ["publish_estimates"]


def publish_estimates(record: Record, methods: Sequence[str]) -> tuple[PublicEstimate, ...]:
    """The estimates that were asked for, each of them or none: one that cannot be made is no matter for a footnote."""
    if not methods:
        return ()
    unknown = sorted(set(methods) - set(METHODS))
    if unknown:
        raise CannotPublish(f"no method of estimation {', '.join(unknown)}; there are: {', '.join(METHODS)}")
    try:
        stratum = estimate_stratum("", whole_histories(record), methods)
    except CenotaphError as fault:
        raise _cannot(fault.what) from fault
    if stratum.refusals:
        raise _cannot("; ".join(stratum.refusals))
    return tuple(
        PublicEstimate(
            method=one.method,
            about="all lists",
            documented=stratum.documented,
            total=round(one.estimate),
            low=round(one.low),
            high=round(one.high),
            lower_bound=one.lower_bound,
            supposes=one.supposes,
            warnings=one.warnings,
        )
        for one in stratum.estimates
    )


def _cannot(why: str) -> CannotPublish:
    return CannotPublish(
        f"no estimate can be published: {why}", remedy="leave out of `estimate` in release.yaml what cannot be made"
    )
