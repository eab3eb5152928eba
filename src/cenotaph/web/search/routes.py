"""What was found in documents and among names."""

from itertools import islice

from starlette.responses import Response

from cenotaph.store import DocumentStore, VictimListStore, VictimStore
from cenotaph.text import name_found
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
            members = VictimStore(connection).members()
            named = (
                (record.name, members[record.id])
                for record in VictimListStore(connection).records()
                if record.id in members
                and any(name_found(words, text) for text in (record.name, record.values.get("other_name", "")) if text)
            )
            victims = list(islice(named, MOST))
    return visit.show("search/search.html", words=words, documents=documents, victims=victims, most=MOST)


routes = [search]
