"""What publishing needs: words that are kept out of the public record, and replies that the public sends."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NAMES = ("protection", "reply", "reply_count")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "protection",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("ticket_sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.UniqueConstraint("ticket_sha256", name="uq_reply_ticket_sha256"),
    )
    op.create_table(
        "reply_count",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("ix_reply_count_who", "reply_count", ["who"])
    if op.get_bind().dialect.name == "postgresql":
        inspector = sa.inspect(op.get_bind())
        for table in NAMES:
            for column in inspector.get_columns(table):
                if isinstance(column["type"], sa.String):
                    op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column["name"]}" TYPE text COLLATE "C"')
