"""What was found in documents and among names; or the page of whatever bears an id, in a case or in a release."""

from starlette.responses import RedirectResponse, Response

from cenotaph.release.gather_ids import held_id
from cenotaph.store import Record
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]

MOST = 50
LONGEST = 200


@page("/search")
def search(visit: Visit) -> Response:
    """Documents that hold all the words, and victims of whom some list has such a name."""
    words = visit.query.get("q", "").strip()[:LONGEST]
    documents, victims = [], []
    if words:
        with visit.case.reading() as record:
            leads = _page_of(record, words)
            if leads:
                return RedirectResponse(leads, 303)
            found = record.documents.find(words)
            rows = {row["id"]: row for row in record.documents.rows(ids=found[:MOST])}
            documents = [rows[one] for one in found[:MOST]]
            lists = record.lists
            named = lists.find(words)[:MOST]
            members = record.victims.members_of(named)
            victims = [(entry.name, members[entry.id]) for entry in lists.records(named) if entry.id in members]
    return visit.show("search/search.html", words=words, documents=documents, victims=victims, most=MOST)


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
