"""Checks the lists of a case: archived files against their hashes, rows against the files."""

from collections.abc import Iterator

from cenotaph.errors import CenotaphError, IntegrityProblem
from cenotaph.ingest.lists import load_mapping
from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.steps.tables import ListFile, normalised_list
from cenotaph.steps.verify_documents import Checking

__all__ = ["list_faults"]


def list_faults(checking: Checking) -> Iterator[str]:
    """What is wrong with the lists: a file that is gone or altered, a row that is not what its file says."""
    archive, lists = checking.archive, checking.record.lists
    for list_id, digest in lists.files():
        try:
            archive.get(digest, check=True)
        except IntegrityProblem as problem:
            yield f"list {list_id}: {problem.what} ({digest})"
            return
    stored = {entry.id: entry for entry in lists.records()}
    for one in lists.all():
        if one.id == NAMED_IN_DOCUMENTS or all(checking.is_untouched(kind, one.id) for kind in ("list", "rows")):
            continue  # made from documents, and checked against them; or as it was when it was checked
        try:
            mapping = load_mapping(one.mapping, one.name)
            data = archive.get(one.sha256)
            given = ListFile(data, one.file_name, mapping.sheet, mapping.heading_row)
            records = normalised_list(given, mapping, one.id).records
        except CenotaphError as fault:
            yield f"list {one.id}: its file cannot be read again: {fault}"
            continue
        altered = [
            entry.id
            for entry in records
            if entry.id not in stored or (stored[entry.id].given, stored[entry.id].values) != (entry.given, entry.values)
        ]
        for record_id in altered[:10]:
            yield f"record {record_id}: the row is not what the file of list {one.id} says"
        if len(altered) > 10:
            yield f"list {one.id}: {len(altered) - 10} more rows are not what its file says"
    for record_id in lists.ill_found():
        yield f"record {record_id}: it is found by other names or another day than its own, or is found and not there"
