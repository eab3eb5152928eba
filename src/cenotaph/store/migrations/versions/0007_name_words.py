"""The words of every name as they sound, so that a search by name asks an index and does not read all names."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table; it is filled by the desk when it opens over records that are not in it."""
    op.create_table(
        "name_word",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("record_id", sa.String(16), sa.ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_name_word_record_id", "name_word", ["record_id"])
    if op.get_bind().dialect.name == "postgresql":
        for column in ("word", "record_id"):
            op.execute(f'ALTER TABLE name_word ALTER COLUMN "{column}" TYPE text COLLATE "C"')
