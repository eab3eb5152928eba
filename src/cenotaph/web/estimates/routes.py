"""The page of estimates: the quick methods at once, kept for a state of the record, and any methods as a job."""

from functools import lru_cache
from typing import Any

import numpy as np
from starlette.responses import RedirectResponse, Response

from cenotaph.errors import CenotaphError, InvalidValue
from cenotaph.estimate import METHODS, QUICK, STRATA, CaptureHistories, Stratum, estimate_stratum, whole_histories
from cenotaph.model import DeskRole, JobKind
from cenotaph.show.estimate_page import draw_estimates, draw_overlap, draw_posteriors
from cenotaph.steps.estimate_budget import USUAL_SECONDS
from cenotaph.store import Job, Record
from cenotaph.web.job_acts import fingerprint
from cenotaph.web.jobs import ask_for, shown_jobs
from cenotaph.web.serving import Visit, page, whole_number

__all__ = ["routes"]

SECONDS, MOST_SECONDS = int(USUAL_SECONDS), 86_400


@page("/estimates")
def estimates(visit: Visit) -> Response:
    """Lists, overlaps, and the methods side by side; or why there are none."""
    with visit.case.reading() as record:
        asked = _asked(record)
        try:
            histories = whole_histories(record)
        except CenotaphError as error:
            return visit.show(
                "estimates/estimates.html", stratum=None, refusals=[error.what], overlap="", picture="", posteriors="", **asked
            )
    stratum = _estimated(histories.lists, tuple(histories.counts.tolist()))
    last: Job | None = asked["last"]
    stale = last is not None and last.result.get("tables", {}).get("", fingerprint(histories)) != fingerprint(histories)
    return visit.show(
        "estimates/estimates.html",
        stratum=stratum, refusals=stratum.refusals, overlap=draw_overlap(histories),
        picture=draw_estimates(stratum.estimates, stratum.documented) if stratum.estimates else "",
        posteriors=draw_posteriors(stratum.estimates, stratum.documented), **{**asked, "stale": stale},
    )  # fmt: skip


@page("/estimates", DeskRole.RECORDER, "POST")
def ask(visit: Visit) -> Response:
    """Estimate by the methods chosen, in groups if asked, as a job that ends in the time given."""
    methods = [method for method in METHODS if method in visit.several.get("method", ())]
    by, seconds = visit.form.get("by", ""), whole_number(visit.form.get("seconds", "")) or SECONDS
    if not methods or (by and by not in STRATA) or seconds > MOST_SECONDS:
        raise InvalidValue("choose a method, and at most a day")
    details = {"methods": methods, "by": by, "seconds": seconds, "documents_as_list": visit.form.get("documents") == "yes"}
    ask_for(visit, JobKind.ESTIMATE, details)
    return RedirectResponse("/estimates#asked", 303)


def _asked(record: Record) -> dict[str, Any]:
    return {
        "methods": METHODS, "strata": STRATA, "seconds": SECONDS, **shown_jobs(record, [JobKind.ESTIMATE]),
        "last": record.jobs.last(JobKind.ESTIMATE), "stale": False,
    }  # fmt: skip


@lru_cache(maxsize=4)
def _estimated(lists: tuple[str, ...], counts: tuple[int, ...]) -> Stratum:
    return estimate_stratum("", CaptureHistories(lists, np.array(counts)), QUICK)


routes = [estimates, ask]
