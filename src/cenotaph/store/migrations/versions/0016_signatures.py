"""People's own keys, the keys of their sessions, and signatures on acts."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "person_key",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("public", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("retired_at", sa.Text, nullable=False),
        sa.Column("retired_why", sa.Text, nullable=False),
    )
    op.create_index("ix_person_key_name", "person_key", ["name"])
    op.create_table(
        "session_key",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("key_id", sa.String(16), sa.ForeignKey("person_key.id", name="fk_session_key_key_id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("public", sa.String(64), nullable=False),
        sa.Column("begins", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
    )
    op.create_table(
        "act_signature",
        sa.Column("act", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "session_key", sa.String(16), sa.ForeignKey("session_key.id", name="fk_act_signature_session_key"), nullable=False
        ),
        sa.Column("signature", sa.String(128), nullable=False),
    )
