"""The descriptor of the tables as a Data Package (Frictionless Data Package and Table Schema, version 1)."""

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from cenotaph.release.data.codebook import Field, Table, load_codebook
from cenotaph.release.statement import Statement

__all__ = ["data_package"]

KEYS = {"incidents": "id", "claims": "id", "sources": "id", "people": "id", "lists": "id"}
LEADS = {
    "figures": {"incident": "incidents"},
    "claims": {"incident": "incidents", "source": "sources"},
    "grades": {"incident": "incidents"},
    "words": {"incident": "incidents"},
    "statements": {"incident": "incidents", "source": "sources"},
    "entries": {"person": "people", "list": "lists"},
}


def data_package(statement: Statement, number: int, as_of: str, folder: Path) -> str:
    """`datapackage.json` for the CSV tables in `folder`, with their hashes and sizes."""
    resources = [_resource(table, folder / f"{table.name}.csv") for table in load_codebook().values()]
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "casualty-record",
        "title": statement.title,
        "version": f"{number}.0.0",
        "created": f"{as_of}T00:00:00Z",
        "description": "Documented figures are claims with their sources, not facts. Estimates are a table of their own and are "
        "never to be added to them. See the methodology.",
        "licenses": [{"name": statement.licence}],
        "contributors": [{"title": statement.publisher, "role": "publisher"}],
        "resources": resources,
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_field(field) for field in table.fields], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = KEYS[table.name]
    if table.name in LEADS:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": other, "fields": "id"}} for column, other in LEADS[table.name].items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(field: Field) -> Mapping[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": "string" if field.type == "list" else field.type,
        "description": field.about,
    }
    if field.codes and field.type == "string":
        described["description"] += " Codes: " + "; ".join(f"{code}: {meaning}" for code, meaning in field.codes)
    return described
