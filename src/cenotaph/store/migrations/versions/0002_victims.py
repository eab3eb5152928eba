"""Lists of victims, their records, scored pairs, and the victims that records are thought to be."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of lists and linkage."""
    _victim_list()
    _list_file()
    _victim_record()
    _former_row()
    _held_term()
    _record_pair()
    _victim()
    _victim_member()
    _victim_redirect()
    _link_run()


def _victim_list() -> None:
    op.create_table(
        "victim_list",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("one_person_a_row", sa.Boolean, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
    )


def _list_file() -> None:
    op.create_table(
        "list_file",
        sa.Column("list_id", sa.String(16), sa.ForeignKey("victim_list.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("loaded_at", sa.Text, nullable=False),
    )


def _victim_record() -> None:
    op.create_table(
        "victim_record",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("list_id", sa.String(16), sa.ForeignKey("victim_list.id", ondelete="CASCADE"), nullable=False),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.Column("flags", sa.Text, nullable=False),
        sa.Column("linked", sa.Boolean, nullable=False),
    )
    op.create_index("ix_victim_record_list_id", "victim_record", ["list_id"])


def _former_row() -> None:
    op.create_table(
        "former_row",
        sa.Column("record_id", sa.String(16), sa.ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("replaced_at", sa.Text, primary_key=True),
        sa.Column("given", sa.Text, nullable=False),
    )


def _held_term() -> None:
    op.create_table(
        "held_term",
        sa.Column("list_id", sa.String(16), sa.ForeignKey("victim_list.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("field", sa.String(32), primary_key=True),
        sa.Column("cell", sa.Text, primary_key=True),
        sa.Column("rows", sa.Integer, nullable=False),
    )


def _record_pair() -> None:
    op.create_table(
        "record_pair",
        sa.Column("first", sa.String(16), sa.ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("second", sa.String(16), sa.ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("parts", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
    )
    op.create_index("ix_record_pair_second", "record_pair", ["second"])


def _victim() -> None:
    op.create_table(
        "victim",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("founding_record", sa.String(16), nullable=False),
    )


def _victim_member() -> None:
    op.create_table(
        "victim_member",
        sa.Column("record_id", sa.String(16), sa.ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("victim_id", sa.String(16), sa.ForeignKey("victim.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_victim_member_victim_id", "victim_member", ["victim_id"])


def _victim_redirect() -> None:
    op.create_table(
        "victim_redirect",
        sa.Column("old_id", sa.String(16), primary_key=True),
        sa.Column("new_id", sa.String(16), nullable=False),
    )


def _link_run() -> None:
    op.create_table(
        "link_run",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
    )
