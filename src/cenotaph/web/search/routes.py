"""What was found in documents and among names; or the page of whatever bears an id, in a case or in a release."""

from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from cenotaph.release.gather_ids import held_id
from cenotaph.store import ClaimStore, DocumentStore, IncidentStore, VictimListStore, VictimStore
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
        with visit.case.engine.connect() as connection:
            leads = _page_of(connection, words)
            if leads:
                return RedirectResponse(leads, 303)
            found = DocumentStore(connection).find(words)
            rows = {row["id"]: row for row in DocumentStore(connection).rows(ids=found[:MOST])}
            documents = [rows[one] for one in found[:MOST]]
            lists = VictimListStore(connection)
            named = lists.find(words)[:MOST]
            members = VictimStore(connection).members_of(named)
            victims = [(record.name, members[record.id]) for record in lists.records(named) if record.id in members]
    return visit.show("search/search.html", words=words, documents=documents, victims=victims, most=MOST)


def _page_of(connection: Connection, asked: str) -> str:
    """Where the thing of this id is shown, "" when nothing has the id."""
    kind = asked.partition("-")[0]
    if kind not in ("i", "vic", "d", "c") or len(asked.split()) > 1:
        return ""
    held = held_id(connection, asked)
    if kind == "i":
        current = IncidentStore(connection).current_id(held)
        return f"/incidents/{current}" if current else ""
    if kind == "vic":
        current = VictimStore(connection).current_id(held)
        return f"/victims/{current}" if current else ""
    if kind == "d":
        return f"/documents/{held}" if DocumentStore(connection).get(held) is not None else ""
    row = next(iter(ClaimStore(connection).rows(ids=[held])), None)
    return f"/documents/{row.document_id}#{row.claim.id}" if row else ""


routes = [search]
