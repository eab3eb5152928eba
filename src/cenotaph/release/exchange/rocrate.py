"""What the release is, for archives: RO-Crate metadata (RO-Crate 1.1, a profile of schema.org as JSON-LD)."""

import json
from collections.abc import Mapping
from typing import Any

from cenotaph.release.statement import Statement

__all__ = ["ro_crate"]


def ro_crate(statement: Statement, number: int, as_of: str, files: Mapping[str, tuple[str, int]]) -> str:
    """`ro-crate-metadata.json` for a release's files: path to SHA-256 and size. Pages of the site are named as one part."""
    listed = {path: facts for path, facts in files.items() if not path.startswith("site/") and path != "ro-crate-metadata.json"}
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./", "@type": "Dataset", "name": statement.title, "version": str(number), "datePublished": as_of,
            "description": "A record of casualties: who was harmed, how many, according to whom, with the words that say so.",
            "license": statement.licence, "publisher": {"@id": "#publisher"},
            "hasPart": [{"@id": path} for path in sorted(listed)] + [{"@id": "site/"}],
        },
        {"@id": "#publisher", "@type": "Organization", "name": statement.publisher},
        {"@id": "site/", "@type": "Dataset", "name": "The record as pages to read, from site/index.html"},
    ]  # fmt: skip
    graph += [
        {"@id": path, "@type": "File", "contentSize": str(size), "sha256": digest}
        for path, (digest, size) in sorted(listed.items())
    ]
    return json.dumps({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
