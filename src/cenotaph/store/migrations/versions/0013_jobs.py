"""What became of a job, for the page that asked for it, and that somebody wants it no more."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("job", sa.Column("cancelled", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("job", sa.Column("result", sa.Text, nullable=False, server_default=""))
