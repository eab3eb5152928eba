"""Full-text search over documents, with letters folded so that a name is found in any spelling: FTS5, or PostgreSQL's own.

A query is words, never syntax. PostgreSQL bounds the size of one indexed text, so long documents are indexed in stretches.
"""

from sqlalchemy import Connection, text

from cenotaph.text import fold

__all__ = ["add_to_search", "find_in_search"]

STRETCH, OVERLAP = 100_000, 200
MOST_WORDS = 20


def add_to_search(connection: Connection, document_id: str, words: str) -> None:
    """Make a document findable by `words`."""
    folded = fold(words)
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO document_search (document_id, words, folded) VALUES (:id, :words, :folded)")
        connection.execute(statement, {"id": document_id, "words": words, "folded": folded})
        return
    rows = [
        {"id": document_id, "stretch": n, "folded": folded[max(0, at - OVERLAP) : at + STRETCH]}
        for n, at in enumerate(range(0, max(1, len(folded)), STRETCH))
    ]
    connection.execute(
        text("INSERT INTO document_search (document_id, stretch, folded) VALUES (:id, :stretch, to_tsvector('simple', :folded))"),
        rows,
    )


def find_in_search(connection: Connection, words: str) -> list[str]:
    """Ids of the documents that hold all the words."""
    terms = fold(words).split()[:MOST_WORDS]
    if not terms:
        return []
    if connection.dialect.name == "sqlite":
        query = text("SELECT document_id FROM document_search WHERE folded MATCH :terms ORDER BY rank, document_id")
        quoted = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        return [row.document_id for row in connection.execute(query, {"terms": quoted})]
    each = " INTERSECT ".join(
        f"SELECT document_id FROM document_search WHERE folded @@ phraseto_tsquery('simple', :term{n})" for n in range(len(terms))
    )
    given = {f"term{n}": term for n, term in enumerate(terms)}
    return [row.document_id for row in connection.execute(text(f"SELECT document_id FROM ({each}) AS found ORDER BY 1"), given)]
