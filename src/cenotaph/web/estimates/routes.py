"""The page of estimates. It is worked out once for a state of the record, and again when a decision or a linking changed it."""

from functools import lru_cache

import numpy as np
from starlette.responses import Response

from cenotaph.errors import CenotaphError, InvalidValue
from cenotaph.estimate import METHODS, CaptureHistories, Stratum, case_histories, estimate_stratum
from cenotaph.show.estimate_page import draw_estimates, draw_overlap, draw_posteriors
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]

QUICK = tuple(name for name, method in METHODS.items() if not method.draws)


@page("/estimates")
def estimates(visit: Visit) -> Response:
    """Lists, overlaps, and the methods side by side; or why there are none."""
    try:
        with visit.case.reading() as record:
            (histories,) = case_histories(record).values()
    except CenotaphError as error:
        return _none(visit, error)
    if isinstance(histories, InvalidValue):
        return _none(visit, histories)
    stratum = _estimated(histories.lists, tuple(histories.counts.tolist()))
    return visit.show(
        "estimates/estimates.html",
        stratum=stratum, refusals=stratum.refusals, overlap=draw_overlap(histories),
        picture=draw_estimates(stratum.estimates, stratum.documented) if stratum.estimates else "",
        posteriors=draw_posteriors(stratum.estimates, stratum.documented),
    )  # fmt: skip


def _none(visit: Visit, why: CenotaphError) -> Response:
    return visit.show("estimates/estimates.html", stratum=None, refusals=[why.what], overlap="", picture="", posteriors="")


@lru_cache(maxsize=4)
def _estimated(lists: tuple[str, ...], counts: tuple[int, ...]) -> Stratum:
    return estimate_stratum("", CaptureHistories(lists, np.array(counts)), QUICK)


routes = [estimates]
