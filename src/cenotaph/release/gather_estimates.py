"""The estimates that a release was asked to hold."""

from collections.abc import Sequence

from cenotaph.errors import CannotPublish, CenotaphError
from cenotaph.estimate import METHODS, CaptureHistories, case_histories, estimate_stratum
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
        (histories,) = case_histories(record).values()
        stratum = estimate_stratum("", histories, methods) if isinstance(histories, CaptureHistories) else None
        refusals = stratum.refusals if stratum else (str(histories),)
    except CenotaphError as fault:
        stratum, refusals = None, (fault.what,)
    if stratum is None or refusals:
        raise CannotPublish(
            f"no estimate can be published: {'; '.join(refusals)}",
            remedy="leave out of `estimate` in release.yaml what cannot be made",
        )
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
