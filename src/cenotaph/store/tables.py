"""The tables, as SQLAlchemy Core. What Alembic's migrations build must equal this; a test compares the two."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

__all__ = ["metadata"]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

document = Table(
    "document",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("text_extractor", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("published", Text),
    Column("published_from", Text, nullable=False),
    Column("report_date", Text),
    Column("report_date_why", Text, nullable=False),
    Column("retrieved_at", Text),
    Column("flags", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("signature", LargeBinary),
    Column("reader", Text, nullable=False),
    Column("copy_of", String(16)),
    Index("ix_document_name", "name", "id"),
)

claim = Table(
    "claim",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("harm", String(32), nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("approx", Boolean, nullable=False),
    Column("groups", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("victims_start", Integer, nullable=False),
    Column("victims_end", Integer, nullable=False),
    Column("names", Text, nullable=False),
    Column("part_of", String(16)),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_text", Text, nullable=False),
    Column("speaker_chain", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("scope", String(16), nullable=False),
    Column("date", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("alleged_perpetrator", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("confidence", Float),
    Column("extractor", Text, nullable=False),
    Index("ix_claim_document_id", "document_id"),
)

text_marks = Table(
    "text_marks",
    metadata,
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("marks", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
)

story = Table(
    "story",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("said", Integer),
    Column("precise", Boolean, nullable=False),
    Column("looks_back", Boolean, nullable=False),
    Column("names", LargeBinary, nullable=False),
    Column("places", LargeBinary, nullable=False),
    Column("blocks", LargeBinary, nullable=False),
    Column("days", LargeBinary, nullable=False),
    Column("stale", Boolean, nullable=False),
    Index("ix_story_document_id", "document_id"),
)

story_pair = Table(
    "story_pair",
    metadata,
    Column("first", String(16), ForeignKey("story.key", ondelete="CASCADE"), primary_key=True),
    Column("second", String(16), ForeignKey("story.key", ondelete="CASCADE"), primary_key=True),
    Index("ix_story_pair_second", "second"),
)

reconciled = Table(
    "reconciled",
    metadata,
    Column("how", String(64), primary_key=True),
    Column("documents", Integer, nullable=False),
    Column("decisions", Integer, nullable=False),
)

characterisation = Table(
    "characterisation",
    metadata,
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("term", Text, nullable=False),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_text", Text, nullable=False),
    Column("by_body", Text, nullable=False),
    Column("date", Text, nullable=False),
)

responsibility = Table(
    "responsibility",
    metadata,
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("party_text", Text, nullable=False),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_text", Text, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("quote", Text, nullable=False),
    Column("why", Text, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("founding_claim", String(16), nullable=False),
    Column("label", Text, nullable=False),
    Column("date", Text),
    Column("date_why", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("conflicts", Text, nullable=False),
    Column("persons", Text, nullable=False, server_default="[]"),
    Column("stories", Text, nullable=False, server_default="[]"),
    Column("near", Text, nullable=False, server_default="[]"),
)

incident_claim = Table(
    "incident_claim",
    metadata,
    Column("claim_id", String(16), ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("incident_id", String(16), ForeignKey("incident.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("origin", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_incident_claim_incident_id", "incident_id"),
)

figure = Table(
    "figure",
    metadata,
    Column("incident_id", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("harm", String(32), primary_key=True),
    Column("policy", String(48), primary_key=True),
    Column("low", BigInteger),
    Column("best", BigInteger),
    Column("high", BigInteger),
    Column("why_low", Text, nullable=False),
    Column("why_best", Text, nullable=False),
    Column("why_high", Text, nullable=False),
    Column("origins", Integer, nullable=False),
)

parts_check = Table(
    "parts_check",
    metadata,
    Column("incident_id", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("whole", String(16), primary_key=True),
    Column("parts", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("consistent", Boolean, nullable=False),
)

grade = Table(
    "grade",
    metadata,
    Column("incident_id", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("scheme", String(16), primary_key=True),
    Column("grade", String(16), nullable=False),
    Column("why", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
)

incident_redirect = Table(
    "incident_redirect",
    metadata,
    Column("old_id", String(16), primary_key=True),
    Column("new_id", String(16), nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("subjects", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

victim_list = Table(
    "victim_list",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mapping", Text, nullable=False),
    Column("one_person_a_row", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
)

list_file = Table(
    "list_file",
    metadata,
    Column("list_id", String(16), ForeignKey("victim_list.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("loaded_at", Text, nullable=False),
)

victim_record = Table(
    "victim_record",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("list_id", String(16), ForeignKey("victim_list.id", ondelete="CASCADE"), nullable=False),
    Column("row_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("given", Text, nullable=False),
    Column("values", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("linked", Boolean, nullable=False),
    Column("harm_day", String(10), nullable=False, server_default=""),
    Index("ix_victim_record_list_id", "list_id"),
    Index("ix_victim_record_harm_day", "harm_day"),
)

named_person = Table(
    "named_person",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("document_id", String(16), ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("fate", String(32), nullable=False),
    Column("names", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("claims", Text, nullable=False),
    Column("counted_in", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("listed", Boolean, nullable=False),
    Index("ix_named_person_document_id", "document_id"),
)

former_row = Table(
    "former_row",
    metadata,
    Column("record_id", String(16), ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    Column("replaced_at", Text, primary_key=True),
    Column("given", Text, nullable=False),
)

held_term = Table(
    "held_term",
    metadata,
    Column("list_id", String(16), ForeignKey("victim_list.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String(32), primary_key=True),
    Column("cell", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
)

record_pair = Table(
    "record_pair",
    metadata,
    Column("first", String(16), ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    Column("second", String(16), ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Float, nullable=False),
    Column("parts", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Index("ix_record_pair_second", "second"),
)

victim = Table(
    "victim",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("founding_record", String(16), nullable=False),
    Index("ix_victim_founding_record", "founding_record"),
)

victim_member = Table(
    "victim_member",
    metadata,
    Column("record_id", String(16), ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    Column("victim_id", String(16), ForeignKey("victim.id", ondelete="CASCADE"), nullable=False),
    Index("ix_victim_member_victim_id", "victim_id"),
)

victim_redirect = Table(
    "victim_redirect",
    metadata,
    Column("old_id", String(16), primary_key=True),
    Column("new_id", String(16), nullable=False),
)

link_run = Table(
    "link_run",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("report", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("totp", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("openid", Text, nullable=False, server_default=""),
    Column("totp_used", Integer, nullable=False, server_default="0"),
)

desk_session = Table(
    "desk_session",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("name", String(80), ForeignKey("account.name", ondelete="CASCADE"), nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("seen_at", Integer, nullable=False),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("who", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Index("ix_sign_in_failure_who", "who"),
)

claim_review = Table(
    "claim_review",
    metadata,
    Column("claim_id", String(16), ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("accepted_by", Text, nullable=False),
    Column("rejected_by", Text, nullable=False),
    Column("edited_by", Text, nullable=False),
    Index("ix_claim_review_state", "state"),
)

claim_queue = Table(
    "claim_queue",
    metadata,
    Column("claim_id", String(16), ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("harm", String(32), nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("day", String(10), nullable=False),
    Column("place", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("sure", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("state", String(16), nullable=False),
    Column("incident_id", String(16), nullable=False),
    Column("rank", Float, nullable=False),
    Index("ix_claim_queue_state", "state", "rank", "document_id", "position"),
    Index("ix_claim_queue_document_id", "document_id", "position"),
    Index("ix_claim_queue_incident_id", "incident_id"),
    Index("ix_claim_queue_place", "place"),
)

claim_cell = Table(
    "claim_cell",
    metadata,
    Column("state", String(16), primary_key=True),
    Column("harm", String(32), primary_key=True),
    Column("sure", String(16), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("year", String(4), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

claim_value = Table(
    "claim_value",
    metadata,
    Column("facet", String(16), primary_key=True),
    Column("state", String(16), primary_key=True),
    Column("value", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Index("ix_claim_value_number", "facet", "state", "number", "value"),
)

note = Table(
    "note",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("subject", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Text, nullable=False),
    Index("ix_note_subject", "subject"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("subject", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("assigned_by", Text, nullable=False),
    Column("assigned_at", Text, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("subject", String(16), primary_key=True),
    Column("fields", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)

name_word = Table(
    "name_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("record_id", String(16), ForeignKey("victim_record.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_name_word_record_id", "record_id"),
)

protection = Table(
    "protection",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("subject", String(16), nullable=False),
    Column("words", Text, nullable=False),
)

reply = Table(
    "reply",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("ticket_sha256", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("about", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("received_on", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False),
    Column("document_id", String(16), nullable=False),
)

reply_count = Table(
    "reply_count",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("who", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Index("ix_reply_count_who", "who"),
)

job = Table(
    "job",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("details", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("beat_at", Integer, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("cancelled", Boolean, nullable=False, server_default="0"),
    Column("result", Text, nullable=False, server_default=""),
    Index("ix_job_state", "state"),
)

case_secret = Table(
    "case_secret",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(64), nullable=False),
)

act = Table(
    "act",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

person_key = Table(
    "person_key",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("public", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("retired_at", Text, nullable=False),
    Column("retired_why", Text, nullable=False),
)

session_key = Table(
    "session_key",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("key_id", String(16), ForeignKey("person_key.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("public", String(64), nullable=False),
    Column("begins", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    Column("proof", Text, nullable=False),
)

act_signature = Table(
    "act_signature",
    metadata,
    Column("act", Integer, primary_key=True, autoincrement=False),
    Column("session_key", String(16), ForeignKey("session_key.id"), nullable=False),
    Column("signature", String(128), nullable=False),
)
