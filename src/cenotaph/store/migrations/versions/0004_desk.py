"""What the desk keeps: accounts and sessions, what was reviewed by whom, notes, assignments, drafts, and the queue of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NAMES = ("account", "desk_session", "sign_in_failure", "claim_review", "note", "assignment", "draft", "job")


def upgrade() -> None:
    """Create the tables of the desk, and an order of claims for its queue."""
    _account()
    _desk_session()
    _sign_in_failure()
    _claim_review()
    _note()
    _assignment()
    _draft()
    _job()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("totp", sa.Text, nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
    )


def _desk_session() -> None:
    op.create_table(
        "desk_session",
        sa.Column("token_sha256", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(80), sa.ForeignKey("account.name", ondelete="CASCADE"), nullable=False),
        sa.Column("started_at", sa.Integer, nullable=False),
        sa.Column("seen_at", sa.Integer, nullable=False),
    )


def _sign_in_failure() -> None:
    op.create_table(
        "sign_in_failure",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("ix_sign_in_failure_who", "sign_in_failure", ["who"])


def _claim_review() -> None:
    op.create_table(
        "claim_review",
        sa.Column("claim_id", sa.String(16), sa.ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("accepted_by", sa.Text, nullable=False),
        sa.Column("rejected_by", sa.Text, nullable=False),
        sa.Column("edited_by", sa.Text, nullable=False),
    )
    op.create_index("ix_claim_review_state", "claim_review", ["state"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_at", sa.Text, nullable=False),
    )
    op.create_index("ix_note_subject", "note", ["subject"])


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("subject", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("assigned_by", sa.Text, nullable=False),
        sa.Column("assigned_at", sa.Text, nullable=False),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("subject", sa.String(16), primary_key=True),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False),
    )


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("beat_at", sa.Integer, nullable=False),
    )
    op.create_index("ix_job_state", "job", ["state"])
    if op.get_bind().dialect.name == "postgresql":
        order_by_code_point()


def order_by_code_point() -> None:
    """Give the new texts the order that 0003 gave the others."""
    inspector = sa.inspect(op.get_bind())
    for table in NAMES:
        for column in inspector.get_columns(table):
            if isinstance(column["type"], sa.String):
                op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column["name"]}" TYPE text COLLATE "C"')
