"""What protection needs: the secret behind public ids, how often a job was begun, and the last code of a second factor."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table and the columns."""
    op.create_table(
        "case_secret",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.String(64), nullable=False),
    )
    op.add_column("job", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("account", sa.Column("totp_used", sa.Integer, nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "postgresql":
        for column in ("name", "value"):
            op.execute(f'ALTER TABLE case_secret ALTER COLUMN "{column}" TYPE text COLLATE "C"')
