from pathlib import Path

import pytest

from cenotaph.errors import DecisionRefused, UnreadableFile, WrongUse
from cenotaph.link import DuckDbEngine
from cenotaph.samples import list_folder
from cenotaph.show.victim_evidence import gather_evidence
from cenotaph.steps.decide import decide
from cenotaph.steps.link import link_case
from cenotaph.steps.link_quality import link_quality, pairs_for_quality
from cenotaph.steps.link_report import LinkReport
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.pairs_to_review import pairs_to_review
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

pytestmark = pytest.mark.slow

HEAD = "id,name,sex,age,date of death\n"
FIRST = HEAD + (
    "1,Khaled Samir al-Najjar,m,34,2009-03-14\n2,Mariam Khalil Haddad,f,7,2009-03-14\n3,Omar Saleh Mansour,m,19,2009-03-16\n"
)
SECOND = HEAD + (
    "A,Khalid Samir Najjar,m,35,2009-03-14\nB,Nadia Khalil Haddad,f,9,2009-03-14\nC,Layla Hussein Qasim,f,23,2009-03-14\n"
)


GIVEN = ["Adar", "Belo", "Cemil", "Daro", "Evin", "Ferid", "Goran", "Hesen", "Ivar", "Jalal"]
FAMILY = ["Quorin", "Vashtel", "Nahri", "Ostren", "Marek", "Tullin", "Senmar", "Pellin", "Droskar", "Kesher"]


def load(case: Case, folder: Path, name: str, text: str, mapping: str = "") -> tuple[int, int, int, int]:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    map_file = None
    if mapping:
        map_file = folder / f"{name}.yaml"
        map_file.write_text(mapping, encoding="utf-8")
    loaded = load_list(case, prepare_list(case, path, map_file=map_file))
    return loaded.new, loaded.changed, loaded.same, loaded.gone


def link(case: Case, **options: object) -> LinkReport:
    engine = DuckDbEngine(memory_megabytes=600)
    try:
        return link_case(case, engine, **options)  # type: ignore[arg-type]
    finally:
        engine.close()


def members(case: Case) -> dict[str, str]:
    """Victim id by "list/row"."""
    with case.reading() as record:
        names = {one.id: one.name for one in record.lists.all()}
        placed = record.victims.members()
        return {f"{names[r.list_id]}/{r.row_key}": placed[r.id] for r in record.lists.records()}


def record_id(case: Case, where: str) -> str:
    with case.reading() as record:
        names = {one.id: one.name for one in record.lists.all()}
        return next(r.id for r in record.lists.records() if f"{names[r.list_id]}/{r.row_key}" == where)


def test_the_same_list_twice_changes_nothing_and_a_later_file_updates_it(case: Case, tmp_path: Path) -> None:
    assert load(case, tmp_path, "clinic", FIRST) == (3, 0, 0, 0)
    assert load(case, tmp_path, "clinic", FIRST) == (0, 0, 3, 0)
    later = (
        FIRST.replace("34,", "35,").replace("3,Omar Saleh Mansour,m,19,2009-03-16\n", "") + "4,Petros Arevian,m,45,2009-03-14\n"
    )
    assert load(case, tmp_path, "clinic", later) == (1, 1, 1, 1)
    with case.reading() as record:
        lists = record.lists
        assert lists.sizes() == {lists.all()[0].id: 4}, "a row that a later file leaves out is kept"
        ((_, before),) = lists.former(record_id(case, "clinic/1"))
    assert before["age"] == "34"
    assert verify_case(case).faults == ()


def test_a_refused_list_leaves_nothing(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        load(case, tmp_path, "clinic", FIRST + "4,one cell too many,m,3,2009-03-14,x\n")
    with case.reading() as record:
        assert record.lists.all() == []
    assert not list((case.root / "archive").rglob("*.csv"))
    assert verify_case(case).unused_objects == 0


def test_a_mapping_is_remembered_for_the_next_file(case: Case, tmp_path: Path) -> None:
    text = "who,when\nKhaled Najjar,03/04/2009\n"
    load(case, tmp_path, "town", text, "columns: {who: name, when: harm_date}\ndate_order: {when: mdy}\n")
    prepared = prepare_list(case, tmp_path / "town.csv")
    assert prepared.origin == "as this list was loaded before"
    assert prepared.records[0].values["harm_date"] == "2009-03-04"


def test_three_scripts_give_each_victim_once(case: Case) -> None:
    with list_folder() as folder:
        for path in sorted(folder.glob("*.csv")):
            load_list(case, prepare_list(case, path))
    report = link(case)
    assert (report.records, report.lists, report.victims) == (29, 3, 15)
    assert any("too few to learn from" in warning for warning in report.warnings)
    placed = members(case)
    assert placed["clinic-register/1"] == placed["town-council/1001"] == placed["families-association/F-01"]
    assert placed["clinic-register/3"] == placed["town-council/1003"]
    assert placed["clinic-register/2"] != placed["clinic-register/12"], "two sisters"
    assert placed["clinic-register/7"] != placed["clinic-register/8"], "a father and his son"
    assert placed["clinic-register/3"] != placed["clinic-register/10"], "a son with his father's name in the chain"
    assert verify_case(case).faults == ()


def test_a_merge_that_is_taken_back_restores_both(case: Case, tmp_path: Path) -> None:
    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    link(case)
    before = members(case)
    assert before["clinic/1"] == before["town/A"]
    assert before["clinic/2"] != before["town/B"]
    pair = [record_id(case, "clinic/2"), record_id(case, "town/B")]
    made = decide(case, "same_victim", pair, decided_by="Ana Ortu", why="a cousin says that Nadia was called Mariam")
    assert decide(case, "same_victim", pair, decided_by="Ana Ortu", why="a cousin says that Nadia was called Mariam") == made
    merged = members(case)
    assert merged["clinic/2"] == merged["town/B"] == before["clinic/2"]
    with case.reading() as record:
        assert record.victims.current_id(before["town/B"]) == before["clinic/2"], "the old id leads to the new"
    decide(case, "revoke", [str(made.number)], decided_by="Ana Ortu", why="another cousin knew them as two")
    assert members(case) == before
    assert verify_case(case).faults == ()


def test_a_judgement_binds_every_later_run(case: Case, tmp_path: Path) -> None:
    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    link(case)
    pair = [record_id(case, "clinic/1"), record_id(case, "town/A")]
    decide(case, "different_victim", pair, decided_by="Ana Ortu", why="two cousins of one name")
    assert members(case)["clinic/1"] != members(case)["town/A"]
    report = link(case)
    assert members(case)["clinic/1"] != members(case)["town/A"]
    assert report.changes.merged == report.changes.split == ()
    with case.reading() as record:
        (judged,) = record.victims.pairs(states=("judged",))
        assert {judged.first, judged.second} == set(pair)
        assert (judged.first, judged.second) not in {(p.first, p.second) for p in pairs_to_review(record)[0]}


@pytest.mark.parametrize("subjects", [["rec-0000000000", "rec-1111111111"], ["clinic/1"], []])
def test_a_judgement_needs_two_records_that_are_there(case: Case, tmp_path: Path, subjects: list[str]) -> None:
    load(case, tmp_path, "clinic", FIRST)
    given = [record_id(case, one) if "/" in one else one for one in subjects]
    with pytest.raises(DecisionRefused):
        decide(case, "same_victim", given, decided_by="Ana Ortu", why="a guess")


def test_records_that_come_later_rename_nobody(case: Case, tmp_path: Path) -> None:
    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    link(case)
    before = members(case)
    later = HEAD + "x,خالد سمير النجار,m,34,2009-03-14\ny,Petros Arevian,m,45,2009-03-14\n"
    load(case, tmp_path, "families", later)
    report = link(case, only_new=True)
    after = members(case)
    assert {where: after[where] for where in before} == before
    assert after["families/x"] == before["clinic/1"]
    assert after["families/y"] not in before.values()
    assert (report.changes.new, report.changes.grown) == (1, 1)
    assert verify_case(case).faults == ()


def test_a_dry_run_changes_nothing(case: Case, tmp_path: Path) -> None:
    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    report = link(case, dry_run=True)
    assert report.changes.new == report.victims == 5
    with case.reading() as record:
        assert record.victims.all() == []
        assert record.victims.last_run() is None


def test_there_must_be_something_to_link(case: Case, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no victims to link"):
        link(case)
    load(case, tmp_path, "clinic", FIRST)
    with pytest.raises(WrongUse, match="no model"):
        link(case, only_new=True)


def test_a_list_that_may_repeat_a_person_is_searched_within(case: Case, tmp_path: Path) -> None:
    twice = FIRST + "4,Khalid Samir Najjar,m,35,2009-03-14\n"
    columns = "columns: {id: key, name: name, sex: sex, age: age, date of death: harm_date}\n"
    load(case, tmp_path, "clinic", twice, columns + "one_person_a_row: true\n")
    report = link(case)
    assert report.victims == 4
    assert report.refused == {"one-a-list": 1}, "the conflict is counted"
    load(case, tmp_path, "clinic", twice, columns + "one_person_a_row: false\n")
    assert link(case).victims == 3


def test_the_evidence_behind_a_victim(case: Case, tmp_path: Path) -> None:
    from cenotaph.show.victim_page import render_victim_page

    load(case, tmp_path, "clinic", FIRST.replace("Mariam", "Mariam <script>alert(1)</script>"))
    load(case, tmp_path, "town", SECOND)
    link(case)
    with case.reading() as record:
        store = record.victims
        wanted = store.current_id(record_id(case, "clinic/1"))
        victim = next(one for one in store.all() if one.id == wanted)
        evidence = gather_evidence(record, victim)
        other = next(one for one in store.all() if record_id(case, "clinic/2") in one.records)
        hostile = render_victim_page(gather_evidence(record, other))
    page = render_victim_page(evidence)
    assert len(evidence.inside) == 1
    assert "the same as it sounds" in page
    assert "<svg" in page
    assert "Khalid Samir Najjar" in page
    assert "<script" not in hostile


def test_an_altered_row_is_a_fault(case: Case, tmp_path: Path) -> None:
    from sqlalchemy import text

    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    link(case)
    with case.writing() as record:
        record.connection.execute(text("UPDATE victim_record SET given = replace(given, 'Omar', 'Amir')"))
        record.connection.execute(text("UPDATE victim_member SET victim_id = (SELECT min(id) FROM victim)"))
    faults = verify_case(case).faults
    assert any("the row is not what the file" in fault for fault in faults)
    assert any("stands under another victim" in fault for fault in faults)


def test_a_changed_row_is_scored_anew_and_its_old_pairs_are_forgotten(case: Case, tmp_path: Path) -> None:
    load(case, tmp_path, "clinic", FIRST)
    load(case, tmp_path, "town", SECOND)
    link(case)
    assert members(case)["clinic/1"] == members(case)["town/A"]
    load(case, tmp_path, "town", SECOND.replace("Khalid Samir Najjar,m,35", "Petros Arevian,m,71"))
    report = link(case, only_new=True)
    assert members(case)["clinic/1"] != members(case)["town/A"]
    assert len(report.changes.split) == 1
    assert verify_case(case).faults == ()


@pytest.mark.parametrize("heading", ["Nombre,Apellidos", "Nombres,Apellidos", "Name,Surname"])
def test_given_names_are_compared_where_their_column_is_called_name(case: Case, tmp_path: Path, heading: str) -> None:
    """Brothers and sisters have one surname; without their given names they would be joined to each other."""
    names = [
        (given, family)
        for family in ("Ruvial Orn", "Luzin", "Sand", "Brel")
        for given in ("Irene", "Marko", "Tadeo", "Ana", "Pavel")
    ]
    rows = [f"{n},{given},{family},2009-03-{1 + n // 5:02d}" for n, (given, family) in enumerate(names)]
    load(case, tmp_path, "parish", f"id,{heading},fecha de muerte\n" + "\n".join(rows) + "\n")
    load(case, tmp_path, "town", f"id,{heading},fecha de muerte\n" + "\n".join(reversed(rows)) + "\n")
    link(case)
    placed = members(case)
    assert len(set(placed.values())) == len(names)
    assert all(placed[f"parish/{n}"] == placed[f"town/{n}"] for n in range(len(names)))


def test_nobody_agrees_with_nobody_by_name(case: Case, tmp_path: Path) -> None:
    head = "id,name,sex,age,date of death\n"
    for name, word in (("morgue", "Unidentified"), ("patrol", "UNIDENTIFIED")):
        rows = [f"{n},{word},m,,2009-03-{1 + n % 28:02d}" for n in range(20)] + [
            f"k{n},Marko Ruvial{chr(97 + n)}en,m,{20 + n},2009-04-01" for n in range(9)
        ]
        load(case, tmp_path, name, head + "\n".join(rows) + "\n", "")
    link(case)
    placed = members(case)
    nameless = [where for where in placed if "/k" not in where]
    assert len({placed[where] for where in nameless}) == len(nameless)


def test_how_right_the_joins_are_follows_from_the_pairs_of_the_sample_alone(case: Case, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="nothing was linked yet"), case.reading() as record:
        link_quality(record)
    for name, rows in (("one", range(30)), ("two", range(10, 40))):
        text = "No,Name,Age\n" + "".join(f"{n},{GIVEN[n % 10]} {FAMILY[n // 4]},{20 + n}\n" for n in rows)
        load(case, tmp_path, f"{name}.csv", text)
    link(case)
    with case.reading() as record:
        before, waiting = link_quality(record), pairs_for_quality(record)
    assert sum(one.judged for one in before.strata) == 0
    first = next(pair for pair in waiting if pair.weight >= 0)
    decide(case, "same_victim", [first.first, first.second], decided_by="Ana Ortu", why="")
    second = next(pair for pair in waiting if pair.weight >= 0 and pair is not first)
    decide(case, "different_victim", [second.first, second.second], decided_by="Ana Ortu", why="")
    with case.reading() as record:
        after, left = link_quality(record), pairs_for_quality(record)
    assert len(left) == len(waiting) - 2
    assert [(one.joined, one.pairs) for one in after.strata] == [(one.joined, one.pairs) for one in before.strata]
    assert (sum(one.judged for one in after.strata), sum(one.same for one in after.strata)) == (2, 1)
    assert before.precision is not None
    assert after.precision is not None
    assert after.precision[0] < before.precision[0] + 0.2
