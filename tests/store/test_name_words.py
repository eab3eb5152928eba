"""Names are found by how their words sound, from an index that follows every change of a row."""

from cenotaph.model import VictimList, VictimRecord
from cenotaph.store import Case
from cenotaph.store.tables import metadata

LIST = VictimList("list-1", "council", "council.csv", "0" * 64, "columns: {}", True, "2026-01-01T00:00:00+00:00")


def record(key: str, name: str, other: str = "") -> VictimRecord:
    return VictimRecord(
        f"rec-{key}", "list-1", key, int(key), {"name": name}, {"name": name, **({"other_name": other} if other else {})}
    )


def test_a_name_is_found_in_any_script_and_no_longer_after_it_changed(case: Case) -> None:
    with case.writing() as held:
        store = held.lists
        store.load(
            LIST,
            [record("1", "Khaled Samir al-Najjar"), record("2", "خالد سمير النجار"), record("3", "Ivan Petrov", "Vanya")],
            [],
        )
        assert store.find("khalid najjar") == ["rec-1", "rec-2"]
        assert store.find("النجار") == ["rec-1", "rec-2"]
        assert store.find("Vanya") == ["rec-3"]
        assert store.find("khalid petrov") == []
        assert store.find("") == store.find("-") == []
        store.load(LIST, [record("1", "Omar Mansour"), record("2", "خالد سمير النجار"), record("3", "Ivan Petrov", "Vanya")], [])
        assert store.find("najjar") == ["rec-2"]
        assert store.find("umar") == ["rec-1"]


def test_records_from_before_the_index_are_taken_in(case: Case) -> None:
    with case.writing() as held:
        store = held.lists
        store.load(LIST, [record("1", "Ivan Petrov"), record("2", "")], [])
        held.connection.execute(metadata.tables["name_word"].delete())
        assert store.find("petrov") == []
        store.index_unindexed()
        store.index_unindexed()
        assert store.find("petrov") == ["rec-1"]
