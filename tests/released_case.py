"""A small invented case that two readers went through, and its statement: what most tests of publishing begin with."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cenotaph.steps.add import add_to_case
from cenotaph.steps.decide import decide
from cenotaph.steps.link import link_case
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.store import Case, create_case

__all__ = ["LIST", "STATEMENT", "document", "everything", "read_all", "victim", "with_documents", "with_one_secret"]

STATEMENT = """
title: The record of Ostrel
publisher: Ostrel Memory
contact: corrections@example.org
about: Four people in one room.
methodology:
  definitions: Whoever was killed or hurt that night.
  inclusion: Whoever a source tells of.
  source_types: Papers, statements, lists.
  collection: Read every week.
  evaluation: By who says it.
  corroboration: Two origins.
  quality_control: A second reader.
"""
LIST = (
    "key,name,sex,age,date of death,place of death,address,note\n"
    "1,Ivan Petrov,m,52,2009-03-14,Ostrel,7 Well Street,\n"
    "2,Mira Sand,f,9,2009-03-14,Ostrel,,\n"
    "3,Tomas Reed,m,44,2009-03-14,Ostrel,,he limped\n"
    "4,Zoya Luzhina,f,67,2009-03-15,Lower Kesh,,\n"
)
DOCUMENTS = {
    "report.txt": "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least 40 people were killed in Ostrel on 14 March 2009, hospital officials "
    'said. "About 200 people fled to the hills," said Irena Quole, a nurse.',
    "council.txt": "OSTREL, 17 MAR 2009 (VALLEY COURIER) -- 43 people were killed in Ostrel on 14 March 2009, the town council said. "
    "They hid in the cellar of 7 Well Street.",
}


MADE: dict[bool, Path] = {}


def with_documents(case: Case, folder: Path, *, linked: bool = True, **more: str) -> Case:
    """The case with two documents, `more` ones, a list, linked unless that is not wanted, and its statement.

    On SQLite the case without more is worked out once in a process, in a case of its own, and copied from then on.
    """
    if case.engine.dialect.name != "sqlite" or more:
        return _with_documents(case, folder, linked=linked, **more)
    if linked not in MADE:
        made = Path(tempfile.mkdtemp(prefix="cenotaph-made-"))
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        _with_documents(create_case(made / "case"), made / "files", linked=linked).close()
        MADE[linked] = made / "case"
    case.close()
    shutil.copytree(MADE[linked], case.root, dirs_exist_ok=True)
    return case


def _with_documents(case: Case, folder: Path, *, linked: bool, **more: str) -> Case:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**DOCUMENTS, **more}.items():
        (folder / name).write_text(text, encoding="utf-8")
    add_to_case(case, [str(folder / name) for name in {**DOCUMENTS, **more}])
    (folder / "families.csv").write_text(LIST, encoding="utf-8")
    load_list(case, prepare_list(case, folder / "families.csv"))
    if linked:
        from cenotaph.link import DuckDbEngine

        engine = DuckDbEngine(memory_megabytes=500)
        link_case(case, engine)
        engine.close()
    (case.root / "release.yaml").write_text(STATEMENT, encoding="utf-8")
    return case


def read_all(case: Case, *readers: str) -> list[str]:
    """Every claim accepted by each of the readers; the ids."""
    with case.reading() as record:
        ids = [row.claim.id for row in record.claims.rows()]
    for reader in readers or ("Ana Ortu", "Bela Sorn"):
        decide(case, "accept", ids, decided_by=reader, why="The quotation says this.")
    return ids


def with_one_secret(case: Case) -> Case:
    """The case with a secret that every case of the tests may have, so that releases of two can be compared."""
    from sqlalchemy import insert

    from cenotaph.store.tables import metadata

    with case.writing() as record:
        record.connection.execute(insert(metadata.tables["case_secret"]), {"name": "public ids", "value": "07" * 32})
    return case


def everything(folder: Path) -> str:
    """Every byte below the folder as text, Parquet unpacked."""
    from pyarrow import parquet

    pieces = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            pieces.append(str(parquet.read_table(path).to_pylist()))
        if path.is_file():
            pieces.append(path.name + path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(pieces)


def victim(case: Case, name: str) -> str:
    with case.reading() as record:
        records = {entry.id: entry.name for entry in record.lists.records()}
        return next(one.id for one in record.victims.all() if records[one.records[0]] == name)


def document(case: Case, name: str) -> str:
    with case.reading() as record:
        return next(row["id"] for row in record.documents.rows() if row["name"] == name)
