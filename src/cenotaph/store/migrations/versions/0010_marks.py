"""What each document's text is known by, and the persons, stories and near neighbours of an incident. All of it is worked out
anew by the next run; until then an incident has none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table and the columns."""
    op.create_table(
        "text_marks",
        sa.Column(
            "document_id",
            sa.String(16),
            sa.ForeignKey("document.id", name="fk_text_marks_document_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("marks", sa.Text, nullable=False),
    )
    for name in ("persons", "stories", "near"):
        op.add_column("incident", sa.Column(name, sa.Text, nullable=False, server_default="[]"))
