"""How many claims of each kind there are at the desk, counted once and kept; what the pages of a large case are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the tables, and fill them from the queue; and the indexes."""
    few = [sa.Column(name, kind, primary_key=True) for name, kind in (
        ("state", sa.String(16)), ("harm", sa.String(32)), ("sure", sa.String(16)), ("rule", sa.Text), ("year", sa.String(4)),
    )]  # fmt: skip
    op.create_table("claim_cell", *few, sa.Column("number", sa.BigInteger, nullable=False))
    many = [sa.Column(name, kind, primary_key=True) for name, kind in (
        ("facet", sa.String(16)), ("state", sa.String(16)), ("value", sa.Text),
    )]  # fmt: skip
    op.create_table("claim_value", *many, sa.Column("number", sa.BigInteger, nullable=False))
    op.create_index("ix_claim_value_number", "claim_value", ["facet", "state", "number", "value"])
    op.create_index("ix_document_name", "document", ["name", "id"])
    op.create_index("ix_claim_queue_place", "claim_queue", ["place"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_document_search_stretches ON document_search (document_id) WHERE stretch > 0")
    cell = "state, harm, sure, rule, substr(day, 1, 4)"
    op.execute(f"INSERT INTO claim_cell SELECT {cell}, count(*) FROM claim_queue GROUP BY {cell}")
    for facet, column in (("place", "place"), ("document", "document_id"), ("incident", "incident_id")):
        counted = f"{column}, count(*) FROM claim_queue GROUP BY"
        op.execute(f"INSERT INTO claim_value SELECT '{facet}', state, {counted} state, {column}")
        op.execute(f"INSERT INTO claim_value SELECT '{facet}', '', {counted} {column}")
