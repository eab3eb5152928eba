"""What stories are found by, which may be of one event, and how far the last reconciling went, so that the next makes anew only
what changed. All of it, the marks of documents too, is worked out by the next run.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables, and the marks anew with their words."""
    op.drop_table("text_marks")
    op.create_table(
        "text_marks",
        _document("text_marks", primary_key=True),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "story",
        sa.Column("key", sa.String(16), primary_key=True),
        _document("story", nullable=False),
        sa.Column("said", sa.Integer),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("precise", "looks_back")),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("names", "places", "blocks", "days")),
        sa.Column("stale", sa.Boolean, nullable=False),
    )
    op.create_index("ix_story_document_id", "story", ["document_id"])
    op.create_table("story_pair", *(_story(side) for side in ("first", "second")))
    op.create_index("ix_story_pair_second", "story_pair", ["second"])
    op.create_table(
        "reconciled",
        sa.Column("how", sa.String(64), primary_key=True),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
    )


def _document(table: str, **how: bool) -> sa.Column[str]:
    key = sa.ForeignKey("document.id", name=f"fk_{table}_document_id", ondelete="CASCADE")
    return sa.Column("document_id", sa.String(16), key, **how)  # type: ignore[arg-type]


def _story(side: str) -> sa.Column[str]:
    key = sa.ForeignKey("story.key", name=f"fk_story_pair_{side}", ondelete="CASCADE")
    return sa.Column(side, sa.String(16), key, primary_key=True)
