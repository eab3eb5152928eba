"""A release becomes a case again, and datasets of others become claims with their own attribution."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cenotaph.errors import CaseError, UnreadableFile
from cenotaph.model import stand
from cenotaph.release.data import read_record
from cenotaph.release.make import make_release
from cenotaph.steps.decide import decide
from cenotaph.steps.import_dataset import import_dataset
from cenotaph.steps.import_release import import_release
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case
from released_case import read_all, with_documents

GED = (
    "id,relid,year,source_article,source_office,source_original,where_prec,where_coordinates,date_prec,date_start,date_end,deaths_a,"
    "deaths_unknown,best,high,low\n"
    '7,X-1,2009,"""Northwire"", 2009-03-16",Northwire,hospital officials,1,Ostrel town,1,2009-03-14 00:00:00.000,2009-03-15,0,0,45,60,40\n'
    "8,X-2,2009,,Northwire,,1,Kesh,1,2009-03-20,2009-03-20,0,0,0,0,0\n"
    "9,X-3,2009,,Northwire,,1,Kesh,1,2009-04-02,2009-04-02,0,0,7,7,7\n"
)
ACLED = (
    "event_id_cnty,event_date,sub_event_type,location,source,notes,fatalities\n"
    'K1,14 March 2009,Attack,Ostrel,Valley Courier,"Armed men, it is said.",43\n'
)
IBC = (
    "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources\n"
    "k001,14 Mar 2009,14 Mar 2009,,Ostrel,,gunfire,40,43,Northwire; Valley Courier\n"
)
UWAZI = 'Título,Fecha,Lugar,Muertos,Heridos,Fuente\nUna noche,2009-03-14,Ostrel,"1,200",12,el alcalde\nOtra,,,,,\n'


def claims(case: Case) -> list[tuple[str, str, str, str]]:
    with case.reading() as record:
        return sorted(
            (row.claim.harm, str(row.claim.count), row.claim.speaker_text, row.claim.date.interval.edtf)  # type: ignore[union-attr]
            for row in record.claims.rows()
        )


@pytest.mark.parametrize(
    ("name", "text", "publisher", "found"),
    [
        ("ged.csv", GED, "UCDP", [("killed", "40 to 60", "hospital officials", "2009-03-14/2009-03-15"), ("killed", "45", "hospital officials", "2009-03-14/2009-03-15"), ("killed", "7", "Northwire", "2009-04-02")]),
        ("acled.csv", ACLED, "ACLED", [("killed", "43", "Valley Courier", "2009-03-14")]),
        ("ibc.csv", IBC, "Iraq Body Count", [("killed", "40 to 43", "Northwire; Valley Courier", "2009-03-14")]),
        ("uwazi.csv", UWAZI, "uwazi.csv", [("injured", "12", "el alcalde", "2009-03-14"), ("killed", "1,200", "el alcalde", "2009-03-14")]),
    ],
)  # fmt: skip
def test_a_dataset_becomes_claims_of_those_it_names(
    case: Case, tmp_path: Path, name: str, text: str, publisher: str, found: list[tuple[str, str, str, str]]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert import_dataset(case, tmp_path / name) is not None
    assert claims(case) == found
    with case.reading() as record:
        (row,) = record.documents.rows()
        assert row["publisher"] == publisher
        quote = next(iter(record.claims.rows())).quote
    assert ("Ostrel" in quote) or ("Kesh" in quote), "the quotation is the row"
    assert verify_case(case).faults == ()
    assert import_dataset(case, tmp_path / name) is None, "the same file twice is one document"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "date,place\n2009-03-14,Ostrel\n", "killed\n", "killed,place\n3\n"])
def test_a_table_that_counts_nobody_is_refused(case: Case, tmp_path: Path, text: str) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        import_dataset(case, tmp_path / "table.csv")
    assert claims(case) == []


NUMBERS = {
    "3-5": (3, 5), "3 to 5": (3, 5), "3 – 5": (3, 5), "at least 4": (4, None), "20+": (20, None), "dozens": (24, None), "3.0": (3, 3),
    "1.200": (1200, 1200), "1 200": (1200, 1200), '"1,200"': (1200, 1200), "al menos 4": (4, None), "не менее 4": (4, None), "12": (12, 12),
    "about 30": (30, 30), "up to 9": (None, 9), "between 3 and 5": (3, 5), "four": (4, 4),
}  # fmt: skip


def test_numbers_are_read_as_people_write_them_and_every_row_is_an_event_of_its_own(case: Case, tmp_path: Path) -> None:
    rows = "".join(f"{cell},Ostrel,2009-03-14\n" for cell in NUMBERS)
    (tmp_path / "t.csv").write_text("killed,place,date\n" + rows, encoding="utf-8")
    done = import_dataset(case, tmp_path / "t.csv")
    assert done is not None
    assert done.unread == ()
    assert done.incidents == len(NUMBERS)
    with case.reading() as record:
        found = [(row.claim.count.low, row.claim.count.high) for row in record.claims.rows()]
        ids = [one.id for one in record.incidents.all()]
    assert sorted(found, key=str) == sorted(NUMBERS.values(), key=str)
    assert verify_case(case).faults == ()
    decide(case, "merge", ids[:2], decided_by="Ana Ortu", why="one night")
    with case.reading() as record:
        assert record.incidents.count() == len(NUMBERS) - 1, "a person may merge rows"


def test_rows_of_a_table_are_no_witnesses_of_each_other_and_its_own_best_is_read(case: Case, tmp_path: Path) -> None:
    row = "{id},X-{id},2009,,Northwire,,1,Ostrel,1,2009-03-14,2009-03-14,0,0,{best},{high},{low}\n"
    numbers = [(3, 3, 3), (5, 9, 5), (40, 60, 0)]
    text = (
        GED.splitlines()[0] + "\n" + "".join(row.format(id=n, best=b, high=h, low=low) for n, (b, h, low) in enumerate(numbers))
    )
    (tmp_path / "ged.csv").write_text(text, encoding="utf-8")
    import_dataset(case, tmp_path / "ged.csv")
    with case.reading() as record:
        figures = [one.figure("killed", "lowest-credible..highest-credible") for one in record.incidents.all()]
        grades = {g.grade for one in record.incidents.all() for g in one.grades if g.scheme == "airwars"}
    assert sorted((f.low, f.best, f.high, f.origins) for f in figures if f) == [(0, 40, 60, 1), (3, 3, 3, 1), (5, 5, 9, 1)]
    assert grades == {"weak"}
    assert verify_case(case).faults == ()


def test_what_is_not_read_is_listed_and_the_command_says_so(
    cenotaph: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(
        "killed,place,date\nmany,Ostrel,2009\n4 (two men),Kesh,2009-04-01\n4,Kesh,1/2/2015\n5,Kesh,2009-04-03\n,Kesh,2009\n0,Kesh,2009\n"
    )
    cenotaph("init", "case")
    done = cenotaph("import", "t.csv")
    assert done.returncode == 1
    assert done.stdout.startswith("2 claims to be read; 2 incidents")
    assert [line.split(":")[0].strip() for line in done.stderr.splitlines()[1:]] == ["row 1, killed", "row 2, killed", "row 3"]
    (tmp_path / "good.csv").write_text("killed,place,date\n4,Kesh,2009-04-01\n")
    assert cenotaph("import", "good.csv").returncode == 0


def test_numbers_that_cannot_be_meant_are_refused_and_told(case: Case, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("killed,place,date\nmany,Ostrel,2009\n-3,Kesh,2009\n4,Kesh,2009-04-01\n", encoding="utf-8")
    import_dataset(case, tmp_path / "t.csv")
    assert [one[1] for one in claims(case)] == ["4"]
    with case.reading() as record:
        assert record.connection.exec_driver_sql("SELECT count(*) FROM refusal").scalar() == 2


def test_a_release_is_rebuilt_as_a_case(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with_documents(case, tmp_path / "files")
    (tmp_path / "more.txt").write_text(
        "KESH, 20 APR 2009 (NORTHWIRE) -- 7 people were killed in Kesh on 18 April 2009, hospital officials said."
    )
    from cenotaph.steps.add import add_to_case

    add_to_case(case, [str(tmp_path / "more.txt")])
    with case.reading() as record:
        ids = [one.id for one in record.incidents.all()]
    decide(case, "merge", ids, decided_by="Ana Ortu", why="one night, told of twice")
    decide(case, "distinct", ids[:1], decided_by="Ana Ortu", why="no other report is of that night")
    read_all(case)
    made = make_release(case)
    before = read_record(made.folder / "data", "")
    again, _ = import_release(made.folder, tmp_path / "again")
    assert verify_case(again).faults == ()
    assert [one.distinct for one in before.incidents] == [True]
    with again.reading() as record:
        assert stand(record.ledger.all()).distinct == {one.id for one in record.incidents.all()}
        rows = {row.claim.id: row for row in record.claims.rows()}
        assert {one.id: (one.low, one.high, one.harm, one.speaker) for one in before.claims} == {
            key: (row.claim.count.low, row.claim.count.high, row.claim.harm, row.claim.speaker_text) for key, row in rows.items()
        }
        now = record.incidents.all()
        assert {frozenset(one.claims) for one in before.incidents} == {frozenset(m.claim_id for m in one.members) for one in now}
        figures = {(f.harm, f.policy): (f.low, f.best, f.high, f.origins) for one in now for f in one.figures}
        assert {
            (f.harm, f.policy): (f.low, f.best, f.high, f.origins) for one in before.incidents for f in one.figures
        } == figures
        assert record.victims.count() == len(before.people)
        assert sorted(entry.name for entry in record.lists.records()) == sorted(one.name for one in before.people)
    with pytest.raises(CaseError):
        import_release(made.folder, tmp_path / "again")
    (made.folder / "data/claims.jsonl").write_text("{}\n")
    with pytest.raises(UnreadableFile, match="altered"):
        import_release(made.folder, tmp_path / "third")
    assert not (tmp_path / "third").exists()
