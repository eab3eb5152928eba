"""The people whom documents name. A document that an older version read names nobody until it is added anew."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    document = sa.ForeignKey("document.id", name="fk_named_person_document_id", ondelete="CASCADE")
    op.create_table(
        "named_person",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("document_id", sa.String(16), document, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("fate", sa.String(32), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("names", "fields", "claims")),
        sa.Column("counted_in", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("listed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_named_person_document_id", "named_person", ["document_id"])
