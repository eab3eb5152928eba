"""What PostgreSQL needs beside the tables: byte order for texts, as SQLite has it, large counts, and full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COUNTS = (("claim", "low"), ("claim", "high"), ("figure", "low"), ("figure", "best"), ("figure", "high"))


def upgrade() -> None:
    """On PostgreSQL: order texts by code point, so that both databases list and name alike, widen counts, make a search table."""
    bind = op.get_bind()
    if bind.dialect.name != "postgresql":
        return
    inspector = sa.inspect(bind)
    for table in inspector.get_table_names():
        if table == "alembic_version":
            continue
        for column in inspector.get_columns(table):
            if isinstance(column["type"], sa.String):
                op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column["name"]}" TYPE text COLLATE "C"')
    for table, counted in COUNTS:
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{counted}" TYPE bigint')
    op.execute(
        'CREATE TABLE document_search (document_id text COLLATE "C" NOT NULL REFERENCES document (id) ON DELETE CASCADE, '
        "stretch integer NOT NULL, folded tsvector NOT NULL, PRIMARY KEY (document_id, stretch))"
    )
    op.execute("CREATE INDEX ix_document_search_folded ON document_search USING gin (folded)")
