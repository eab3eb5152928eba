"""What became of a job, that somebody wants it no more, the day of harm of a record of victims, and what claims are found by at
the desk, which is filled when it is opened.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("job", sa.Column("cancelled", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("job", sa.Column("result", sa.Text, nullable=False, server_default=""))
    claim = sa.ForeignKey("claim.id", name="fk_claim_queue_claim_id", ondelete="CASCADE")
    op.create_table(
        "claim_queue",
        sa.Column("claim_id", sa.String(16), claim, primary_key=True),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("harm", sa.String(32), nullable=False),
        sa.Column("low", sa.BigInteger),
        sa.Column("high", sa.BigInteger),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("sure", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("incident_id", sa.String(16), nullable=False),
        sa.Column("rank", sa.Float, nullable=False),
    )
    op.create_index("ix_claim_queue_state", "claim_queue", ["state", "rank", "document_id", "position"])
    op.create_index("ix_claim_queue_document_id", "claim_queue", ["document_id", "position"])
    op.create_index("ix_claim_queue_incident_id", "claim_queue", ["incident_id"])
    op.add_column("victim_record", sa.Column("harm_day", sa.String(10), nullable=False, server_default=""))
    op.create_index("ix_victim_record_harm_day", "victim_record", ["harm_day"])
    op.create_index("ix_victim_founding_record", "victim", ["founding_record"])
    _fill_days()


def _fill_days() -> None:
    """The day of harm of every record, where its list gives a day."""
    names = ("id", "values", "harm_day")
    record = sa.table("victim_record", *(sa.column(name) for name in names))
    connection = op.get_bind()
    days = []
    for row in connection.execute(sa.select(record.c.id, record.c["values"])):
        day = json.loads(row[1]).get("harm_date", "")[:10]
        if len(day) == len("2009-03-14") and "/" not in day:
            days.append({"of": row[0], "day": day})
    if days:
        change = sa.update(record).where(record.c.id == sa.bindparam("of")).values(harm_day=sa.bindparam("day"))
        connection.execute(change, days)
