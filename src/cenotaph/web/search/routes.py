"""What was found in documents and among names; or the page of whatever bears an id, in a case or in a release."""

from starlette.responses import RedirectResponse, Response

from cenotaph.release.gather_ids import held_id
from cenotaph.store import Record
from cenotaph.web.paging import PAGE, Part, start_of
from cenotaph.web.search.finding import MOST_FOUND, find_all
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]

LONGEST = 200


@page("/search")
def search(visit: Visit) -> Response:
    """Incidents, people of lists and reports, and documents with the words around; an id leads to its page."""
    words, at = visit.query.get("q", "").strip()[:LONGEST], start_of(visit)
    with visit.case.reading() as record:
        leads = _page_of(record, words) if words else ""
        if leads:
            return RedirectResponse(leads, 303)
        found = find_all(record, words, PAGE, at)
    return visit.show(
        "search/search.html", words=words, found=found, most=MOST_FOUND, part=Part(at, PAGE, max(found.counts.values()))
    )


def _page_of(record: Record, asked: str) -> str:
    """Where the thing of this id is shown, "" when nothing has the id."""
    kind = asked.partition("-")[0]
    if kind not in ("i", "vic", "d", "c") or len(asked.split()) > 1:
        return ""
    held = held_id(record, asked)
    if kind == "i":
        current = record.incidents.current_id(held)
        return f"/incidents/{current}" if current else ""
    if kind == "vic":
        current = record.victims.current_id(held)
        return f"/victims/{current}" if current else ""
    if kind == "d":
        return f"/documents/{held}" if record.documents.get(held) is not None else ""
    row = next(iter(record.claims.rows(ids=[held])), None)
    return f"/documents/{row.document_id}#{row.claim.id}" if row else ""


routes = [search]
