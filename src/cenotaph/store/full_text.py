"""Full-text search over documents, with letters folded so that a name is found in any spelling: FTS5, or PostgreSQL's own.

A query is words, never syntax. PostgreSQL bounds the size of one indexed text, so long documents are indexed in stretches.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from cenotaph.text import fold

__all__ = ["add_to_search", "find_in_search", "search_faults"]

STRETCH, OVERLAP = 100_000, 200
MOST_WORDS = 20
IN_STRETCHES = "document_id IN (SELECT document_id FROM document_search WHERE stretch > 0)"  # few documents, found by an index


def add_to_search(connection: Connection, document_id: str, words: str) -> None:
    """Make a document findable by `words`."""
    rows = _rows(connection, document_id, words)
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO document_search (document_id, words, folded) VALUES (:id, :words, :folded)"), rows)
        return
    connection.execute(
        text("INSERT INTO document_search (document_id, stretch, folded) VALUES (:id, :stretch, to_tsvector('simple', :folded))"),
        rows,
    )


def _rows(connection: Connection, document_id: str, words: str) -> list[dict[str, Any]]:
    folded = fold(words)
    if connection.dialect.name == "sqlite":
        return [{"id": document_id, "words": words, "folded": folded}]
    return [
        {"id": document_id, "stretch": n, "folded": folded[max(0, at - OVERLAP) : at + STRETCH]}
        for n, at in enumerate(range(0, max(1, len(folded)), STRETCH))
    ]


def search_faults(connection: Connection, texts: Iterable[tuple[str, str]]) -> list[str]:
    """Ids that are not found by the words of their `texts`, of documents that have none among these included."""
    sqlite = connection.dialect.name == "sqlite"
    listed = "SELECT document_id, count(*) FROM document_search GROUP BY document_id"
    stored = {row[0]: int(row[1]) for row in connection.execute(text(listed))}
    same = text(
        "SELECT count(*) FROM document_search WHERE document_id = :id AND words = :words AND folded = :folded" if sqlite else
        "SELECT count(*) FROM document_search WHERE document_id = :id AND stretch = :stretch "
        "AND folded = to_tsvector('simple', :folded)"
    )  # fmt: skip
    wrong = []
    for document_id, words in texts:
        rows = _rows(connection, document_id, words)
        right = stored.pop(document_id, 0) == len(rows)
        if not right or any(connection.execute(same, row).scalar() != 1 for row in rows):
            wrong.append(document_id)
    return wrong + sorted(stored)


def find_in_search(connection: Connection, words: str, most: int | None = None) -> list[str]:
    """Ids of the documents that hold all the words, at most so many of them."""
    terms = fold(words).split()[:MOST_WORDS]
    if not terms:
        return []
    some = f" LIMIT {int(most)}" if most is not None else ""
    if connection.dialect.name == "sqlite":
        query = f"SELECT document_id FROM document_search WHERE folded MATCH :terms ORDER BY rank, document_id{some}"
        quoted = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        return [row.document_id for row in connection.execute(text(query), {"terms": quoted})]
    each = [f"phraseto_tsquery('simple', :term{n})" for n in range(len(terms))]
    near = f"SELECT document_id FROM document_search WHERE folded @@ ({' && '.join(each)})"
    apart = " INTERSECT ".join(
        f"SELECT document_id FROM document_search WHERE {IN_STRETCHES} AND folded @@ {one}" for one in each
    )
    query = f"SELECT document_id FROM ({near} UNION ({apart})) AS found ORDER BY 1{some}"
    return [row.document_id for row in connection.execute(text(query), {f"term{n}": term for n, term in enumerate(terms)})]
