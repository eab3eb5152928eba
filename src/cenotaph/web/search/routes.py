"""What was found in documents and among names."""

from starlette.responses import Response

from cenotaph.store import DocumentStore, VictimListStore, VictimStore
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
            found = DocumentStore(connection).find(words)
            rows = {row["id"]: row for row in DocumentStore(connection).rows(ids=found[:MOST])}
            documents = [rows[one] for one in found[:MOST]]
            lists = VictimListStore(connection)
            named = lists.find(words)[:MOST]
            members = VictimStore(connection).members_of(named)
            victims = [(record.name, members[record.id]) for record in lists.records(named) if record.id in members]
    return visit.show("search/search.html", words=words, documents=documents, victims=victims, most=MOST)


routes = [search]
