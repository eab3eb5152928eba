"""Reasons as data. What an earlier version had worded stays, in its words, until it is worked out anew."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WORDED = (
    ("incident", ("id",), "date_why"),
    ("incident_claim", ("claim_id",), "why"),
    ("figure", ("incident_id", "harm", "policy"), "why_low"),
    ("figure", ("incident_id", "harm", "policy"), "why_best"),
    ("figure", ("incident_id", "harm", "policy"), "why_high"),
    ("grade", ("incident_id", "scheme"), "why"),
    ("parts_check", ("incident_id", "whole"), "why"),
    ("refusal", ("document_id", "position"), "why"),
    ("document", ("id",), "report_date_why"),
)


def upgrade() -> None:
    """Put every sentence into a reason, as its words."""
    op.alter_column("parts_check", "sentence", new_column_name="why")
    for table, key, column in WORDED:
        _each(table, key, column, lambda words: _reason(words) if words else "")
    _each("incident", ("id",), "conflicts", lambda text: _dump([_data(words) for words in json.loads(text)]))
    _each("claim", ("id",), "date", _date)


def _each(table: str, key: tuple[str, ...], column: str, changed: Any) -> None:
    connection = op.get_bind()
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in (*key, column)]
    held = sa.table(table, *columns)
    rows = connection.execute(sa.select(*columns)).all()
    if rows:
        same = [sa.column(name) == sa.bindparam(f"its_{name}") for name in key]
        connection.execute(
            sa.update(held).where(*same).values({column: sa.bindparam("now")}),
            [{**{f"its_{name}": row[n] for n, name in enumerate(key)}, "now": changed(row[-1] or "")} for row in rows],
        )


def _date(text: str) -> str:
    if not text:
        return ""
    data = json.loads(text)
    return _dump({**data, "why": _data(data["why"]) if data.get("why") else None})


def _data(words: str) -> dict[str, Any]:
    return {"code": "decided", "values": {"words": words}}


def _reason(words: str) -> str:
    return _dump(_data(words))


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
