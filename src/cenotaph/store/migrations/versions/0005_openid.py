"""Who an account is at the organisation's own sign-in: an address of electronic mail, or the provider's name for the person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; accounts there are have none."""
    op.add_column("account", sa.Column("openid", sa.Text, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE account ALTER COLUMN openid TYPE text COLLATE "C"')
