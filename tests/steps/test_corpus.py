"""A corpus read on a Spark and taken into a case is what `add` reads of the same files, claim by claim; what was altered is refused."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from cenotaph.errors import CenotaphError, WrongUse
from cenotaph.samples import sample_folder
from cenotaph.steps.add import add_to_case
from cenotaph.steps.corpus import on_spark
from cenotaph.steps.corpus.on_spark import read_corpus
from cenotaph.steps.corpus.table import SCHEMA, to_row
from cenotaph.steps.limited_child import LimitedChild
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case

pytestmark = pytest.mark.slow

MAIL = "From: Ana <a@example.org>\nSubject: {0}\nDate: Mon, 16 Mar 2009 10:0{0}:00 +0000\nMessage-ID: <{0}@example.org>\n\n"
WORDS = "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least {} people were killed in Ostrel on 14 March 2009, hospital officials said.\n"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    if shutil.which("java") is None and not os.environ.get("CI"):
        pytest.skip("Spark needs Java 17, which is not installed")
    from cenotaph.link.spark_session import spark

    with spark("local[2]") as made:
        yield made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented sample, a mailbox in a folder of its own and a file that is none."""
    folder = tmp_path_factory.mktemp("corpus") / "files with a blank"
    with sample_folder() as sample:
        shutil.copytree(sample, folder)
    (folder / "mail").mkdir()
    letters = [f"From a@example.org Mon Mar 16 10:00:00 2009\n{MAIL.format(n)}{WORDS.format(n + 40)}\n" for n in range(5)]
    (folder / "mail" / "letters.mbox").write_text("".join(letters), encoding="utf-8")
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 40)
    return folder


def rows_of(texts: dict[str, str]) -> list[dict[str, Any]]:
    """What a corpus holds of texts by their names."""
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    with LimitedChild() as child:
        return [
            to_row(found, name)
            for name, words in texts.items()
            for found in on_spark._documents(child, words.encode(), name, "", seen)
        ]


def everything(case: Case) -> object:
    with case.reading() as record:
        rows = [{**row, "retrieved_at": None} for row in record.documents.rows()]
        texts = record.documents.texts(row["id"] for row in rows)
        claims = [(one.document_id, one.claim) for one in record.claims.in_documents()]
        said = record.documents.characterisations(), record.documents.responsibilities(), list(record.people.all())
        return rows, texts, claims, said, record.incidents.all()


def test_what_spark_reads_is_what_add_reads_claim_by_claim(
    session: Any, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = create_case(tmp_path / "here")
    read_here = add_to_case(here, [str(files)])
    monkeypatch.setattr(on_spark, "SLICE_FILES", 8)

    def stop(number: int, of: int) -> None:
        assert of == 3
        if number == 2:
            raise KeyboardInterrupt

    target = tmp_path / "claims.parquet"
    with pytest.raises(KeyboardInterrupt):
        read_corpus(session, str(files), str(target), stop)
    read = read_corpus(session, str(files), str(target))
    assert (read.slices, read.slices_before) == (2, 1), "it goes on where it was broken off"
    assert read_corpus(session, str(files), str(target)).slices == 0
    there = create_case(tmp_path / "there")
    read_there = add_to_case(there, [str(target)])
    assert everything(there) == everything(here)
    assert read.claims == sum(one.claims for one in read_here.outcomes) > 40
    assert read.documents == len(read_here.of("added")) == len(read_there.of("added"))
    failed = [sorted(str(one.error) for one in report.of("failed")) for report in (read_here, read_there)]
    assert failed[0] == failed[1]
    assert [said.split(":")[0] for said in failed[0]] == ["noise.pdf"]
    assert read.unread == 1
    assert verify_case(there).faults == ()
    assert add_to_case(there, [str(target)]).of("added") == []
    here.close()
    there.close()


def test_documents_in_a_table_are_read_and_a_table_of_other_things_is_not(session: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    offered = {
        "name": ["a.txt", "b.txt"],
        "content": [WORDS.format(n).encode() for n in (3, 4)],
        "url": ["https://example.org/a", None],
    }
    parquet.write_table(pa.table(offered), folder / "crawl.parquet")
    assert read_corpus(session, str(folder), str(tmp_path / "out")).claims == 2
    case = create_case(tmp_path / "case")
    add_to_case(case, [str(tmp_path / "out")])
    with case.reading() as record:
        assert [(row["name"], row["url"]) for row in record.documents.rows()] == [
            ("a.txt", "https://example.org/a"),
            ("b.txt", ""),
        ]
    case.close()
    parquet.write_table(pa.table({"title": ["x"]}), folder / "crawl.parquet")
    with pytest.raises(WrongUse, match="content"):
        read_corpus(session, str(folder), str(tmp_path / "out2"))
    (tmp_path / "nothing").mkdir()
    with pytest.raises(CenotaphError, match="no file"):
        read_corpus(session, str(tmp_path / "nothing"), str(tmp_path / "out3"))


@pytest.mark.parametrize(
    ("column", "was", "now", "why"),
    [
        ("data", b"14 March", b"15 March", "bytes"),
        ("document", "40 people", "90 people", "text"),
        ("reading", '"text_sha256": "', '"text_sha256": "0', "text"),
        ("reading", '], "victims"', '99999], "victims"', "points out"),
        ("reading", '"harm": "killed"', '"harm": "liberated"', "does not hold"),
        ("reading", "{", "[[[", "does not hold"),
        ("reading", '"id": "c-', '"id": "c-x', "another id"),
        ("sha256", "", "0", "bytes"),
    ],
)
def test_a_row_that_was_altered_is_refused_and_costs_only_itself(
    tmp_path: Path, column: str, was: Any, now: Any, why: str
) -> None:
    rows = rows_of({"a.txt": WORDS.format(40), "b.txt": WORDS.format(41)})
    rows[0][column] = rows[0][column].replace(was, now, 1)
    parquet.write_table(pa.Table.from_pylist(rows, SCHEMA), tmp_path / "claims.parquet")
    case = create_case(tmp_path / "case")
    report = add_to_case(case, [str(tmp_path / "claims.parquet")])
    assert [one.name for one in report.of("added")] == ["b.txt"]
    (failed,) = report.of("failed")
    assert failed.error is not None
    assert why in failed.error.what
    assert failed.error.where == "a.txt"
    case.close()


def test_a_table_that_is_no_corpus_is_refused_by_name(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"title": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing more PAR1")
    case = create_case(tmp_path / "case")
    report = add_to_case(case, [str(tmp_path / name) for name in ("a.parquet", "b.parquet", "c.parquet")])
    assert [(one.name, one.result) for one in report.outcomes] == [(f"{n}.parquet", "failed") for n in "abc"]
    case.close()


def test_people_of_another_document_in_a_row_cost_only_that_row(tmp_path: Path) -> None:
    """What contradicts the record is refused by the database, and the rows after it are taken."""
    words = "Ada Lund, 34, and Bela Ortu were killed in Ostrel on {} March 2009, police said."
    rows = rows_of({f"{day}.txt": words.format(day) for day in (14, 15, 16)})
    readings = [json.loads(row["reading"]) for row in rows]
    assert readings[0]["people"]
    rows[1]["reading"] = json.dumps(readings[1] | {"people": readings[0]["people"]})
    parquet.write_table(pa.Table.from_pylist(rows, SCHEMA), tmp_path / "claims.parquet")
    case = create_case(tmp_path / "case")
    report = add_to_case(case, [str(tmp_path / "claims.parquet")])
    assert [one.name for one in report.of("added")] == ["14.txt", "16.txt"]
    assert ["contradicts" in str(one.error) for one in report.of("failed")] == [True]
    assert verify_case(case).faults == ()
    case.close()
