"""The page of estimates. It is worked out once for a state of the record, and again when a decision or a linking changed it."""

from functools import lru_cache

import numpy as np
from starlette.responses import Response

from cenotaph.errors import CenotaphError
from cenotaph.estimate import QUICK, CaptureHistories, Stratum, estimate_stratum, whole_histories
from cenotaph.show.estimate_page import draw_estimates, draw_overlap, draw_posteriors
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]


@page("/estimates")
def estimates(visit: Visit) -> Response:
    """Lists, overlaps, and the methods side by side; or why there are none."""
    try:
        with visit.case.reading() as record:
            histories = whole_histories(record)
    except CenotaphError as error:
        return visit.show("estimates/estimates.html", stratum=None, refusals=[error.what], overlap="", picture="", posteriors="")
    stratum = _estimated(histories.lists, tuple(histories.counts.tolist()))
    return visit.show(
        "estimates/estimates.html",
        stratum=stratum, refusals=stratum.refusals, overlap=draw_overlap(histories),
        picture=draw_estimates(stratum.estimates, stratum.documented) if stratum.estimates else "",
        posteriors=draw_posteriors(stratum.estimates, stratum.documented),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _estimated(lists: tuple[str, ...], counts: tuple[int, ...]) -> Stratum:
    return estimate_stratum("", CaptureHistories(lists, np.array(counts)), QUICK)


routes = [estimates]
