"""Checks the lists of a case: archived files against their hashes, rows against the files, victims against pairs and
decisions.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from cenotaph.archive import Archive
from cenotaph.errors import CenotaphError, IntegrityProblem
from cenotaph.ingest.lists import load_mapping, normalise_list, read_table
from cenotaph.steps.link import place_records
from cenotaph.store import VictimListStore, VictimStore

__all__ = ["list_faults", "victim_faults"]


def list_faults(archive: Archive, connection: Connection) -> Iterator[str]:
    """What is wrong with the lists: a file that is gone or altered, a row that is not what its file says."""
    lists = VictimListStore(connection)
    for list_id, digest in lists.files():
        try:
            archive.get(digest, check=True)
        except IntegrityProblem as problem:
            yield f"list {list_id}: {problem.what} ({digest})"
            return
    stored = {record.id: record for record in lists.records()}
    for one in lists.all():
        try:
            table = read_table(archive.get(one.sha256), one.file_name)
            records, _ = normalise_list(table, load_mapping(one.mapping, one.name), one.id)
        except CenotaphError as fault:
            yield f"list {one.id}: its file cannot be read again: {fault}"
            continue
        altered = [
            record.id
            for record in records
            if record.id not in stored or (stored[record.id].given, stored[record.id].values) != (record.given, record.values)
        ]
        for record_id in altered[:10]:
            yield f"record {record_id}: the row is not what the file of list {one.id} says"
        if len(altered) > 10:
            yield f"list {one.id}: {len(altered) - 10} more rows are not what its file says"


def victim_faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the victims: a person whom the pairs and the decisions do not give."""
    if VictimStore(connection).last_run() is None:
        return
    stored = VictimStore(connection).members()
    computed = {record: one.id for one in place_records(connection).victims() for record in one.records}
    waiting = VictimListStore(connection).unlinked()
    wrong = sorted(record for record in computed if record not in waiting and stored.get(record) != computed[record])
    for record in wrong[:10]:
        yield f"record {record}: it stands under another victim than its pairs and the decisions give; run cenotaph link"
    if len(wrong) > 10:
        yield f"{len(wrong) - 10} more records stand under another victim than their pairs and the decisions give"
