"""The record: documents, claims, incidents, figures, decisions, and full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    _document()
    _claim()
    _characterisation()
    _responsibility()
    _refusal()
    _incident()
    _incident_claim()
    _figure()
    _parts_check()
    _grade()
    _incident_redirect()
    _decision()


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("text_extractor", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("published_from", sa.Text, nullable=False),
        sa.Column("report_date", sa.Text),
        sa.Column("report_date_why", sa.Text, nullable=False),
        sa.Column("retrieved_at", sa.Text),
        sa.Column("flags", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("copy_of", sa.String(16)),
    )


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("document_id", sa.String(16), sa.ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("harm", sa.String(32), nullable=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("approx", sa.Boolean, nullable=False),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("evidence_start", sa.Integer, nullable=False),
        sa.Column("evidence_end", sa.Integer, nullable=False),
        sa.Column("victims_start", sa.Integer, nullable=False),
        sa.Column("victims_end", sa.Integer, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("part_of", sa.String(16)),
        sa.Column("speaker_start", sa.Integer),
        sa.Column("speaker_end", sa.Integer),
        sa.Column("speaker_text", sa.Text, nullable=False),
        sa.Column("speaker_chain", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("alleged_perpetrator", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("extractor", sa.Text, nullable=False),
    )


def _characterisation() -> None:
    op.create_table(
        "characterisation",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("term", sa.Text, nullable=False),
        sa.Column("speaker_start", sa.Integer),
        sa.Column("speaker_end", sa.Integer),
        sa.Column("speaker_text", sa.Text, nullable=False),
        sa.Column("by_body", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
    )


def _responsibility() -> None:
    op.create_table(
        "responsibility",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("party_text", sa.Text, nullable=False),
        sa.Column("speaker_start", sa.Integer),
        sa.Column("speaker_end", sa.Integer),
        sa.Column("speaker_text", sa.Text, nullable=False),
    )


def _refusal() -> None:
    op.create_table(
        "refusal",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("founding_claim", sa.String(16), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("date", sa.Text),
        sa.Column("date_why", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
    )


def _incident_claim() -> None:
    op.create_table(
        "incident_claim",
        sa.Column("claim_id", sa.String(16), sa.ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("incident_id", sa.String(16), sa.ForeignKey("incident.id", ondelete="CASCADE"), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )


def _figure() -> None:
    op.create_table(
        "figure",
        sa.Column("incident_id", sa.String(16), sa.ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("harm", sa.String(32), primary_key=True),
        sa.Column("policy", sa.String(48), primary_key=True),
        sa.Column("low", sa.Integer),
        sa.Column("best", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("why_low", sa.Text, nullable=False),
        sa.Column("why_best", sa.Text, nullable=False),
        sa.Column("why_high", sa.Text, nullable=False),
        sa.Column("origins", sa.Integer, nullable=False),
    )


def _parts_check() -> None:
    op.create_table(
        "parts_check",
        sa.Column("incident_id", sa.String(16), sa.ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("whole", sa.String(16), primary_key=True),
        sa.Column("parts", sa.Text, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("consistent", sa.Boolean, nullable=False),
    )


def _grade() -> None:
    op.create_table(
        "grade",
        sa.Column("incident_id", sa.String(16), sa.ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("scheme", sa.String(16), primary_key=True),
        sa.Column("grade", sa.String(16), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
    )


def _incident_redirect() -> None:
    op.create_table(
        "incident_redirect",
        sa.Column("old_id", sa.String(16), primary_key=True),
        sa.Column("new_id", sa.String(16), nullable=False),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )
    op.create_index("ix_claim_document_id", "claim", ["document_id"])
    op.create_index("ix_incident_claim_incident_id", "incident_claim", ["incident_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEARCH)


SEARCH = "CREATE VIRTUAL TABLE document_search USING fts5(document_id UNINDEXED, words, folded, tokenize='unicode61')"
