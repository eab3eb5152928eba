"""A case whose reasons an earlier version wrote as sentences: they stay, in its words, until they are worked out anew."""

import json
from pathlib import Path

from sqlalchemy import text

from cenotaph.model import Reason, word_reason
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, open_case
from released_case import with_documents

EARLIER = "40 is the lowest number said, as an earlier version has it"


def test_sentences_become_reasons_of_their_words(case: Case, tmp_path: Path) -> None:
    with_documents(case, tmp_path / "files", linked=False)
    root = case.root
    with case.copying() as record:
        run = record.connection.execute
        run(text("ALTER TABLE parts_check RENAME COLUMN why TO sentence"))
        for table, column in (("incident", "date_why"), ("incident_claim", "why"), ("figure", "why_low"), ("figure", "why_best"),
                              ("figure", "why_high"), ("grade", "why"), ("document", "report_date_why")):  # fmt: skip
            run(text(f"UPDATE {table} SET {column} = :words"), {"words": EARLIER})
        run(text("UPDATE incident SET conflicts = :words"), {"words": json.dumps([EARLIER])})
        for claim, date in list(run(text("SELECT id, date FROM claim WHERE date <> ''"))):
            run(
                text("UPDATE claim SET date = :date WHERE id = :id"),
                {"id": claim, "date": json.dumps({**json.loads(date), "why": EARLIER})},
            )
        for table in (
            "act_signature",
            "session_key",
            "person_key",
            "act",
            "claim_cell",
            "claim_value",
            "claim_queue",
            "named_person",
            "story_pair",
            "story",
            "reconciled",
            "text_marks",
        ):
            run(text(f"DROP TABLE {table}"))
        for column in ("persons", "stories", "near"):
            run(text(f"ALTER TABLE incident DROP COLUMN {column}"))
        for column in ("cancelled", "result"):
            run(text(f"ALTER TABLE job DROP COLUMN {column}"))
        run(text("DROP INDEX ix_victim_record_harm_day"))
        run(text("DROP INDEX ix_victim_founding_record"))
        run(text("DROP INDEX ix_document_name"))
        run(text("DROP INDEX IF EXISTS ix_document_search_stretches"))  # PostgreSQL's
        run(text("ALTER TABLE victim_record DROP COLUMN harm_day"))
        run(text("UPDATE alembic_version SET version_num = '0008'"))
    case.close()
    again = open_case(root)
    with again.reading() as record:
        one = record.incidents.all()[0]
        dates = [row.claim.date for row in record.claims.rows() if row.claim.date]
        documents = list(record.documents.rows())
    said = [one.date_why, one.figures[0].why_low, one.members[0].why, one.grades[0].why, one.conflicts[0], dates[0].why]
    assert [word_reason(why) for why in said] == [EARLIER] * 6
    assert {word_reason(row["report_date_why"]) for row in documents} == {EARLIER}
    assert verify_case(again).faults == ()
    refresh_case(again, "")
    with again.reading() as record:
        figures = record.incidents.all()[0].figures
    assert {isinstance(figure.why_low, Reason) and figure.why_low.code for figure in figures} & {"lowest_said", "only_number"}
    again.close()
