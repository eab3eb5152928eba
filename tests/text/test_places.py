import pytest

from cenotaph.errors import InvalidValue
from cenotaph.model import PlaceRef, Position
from cenotaph.text import Gazetteer, same_place

ROWS = "id,name,precision,other_names\nost,Ostremar,town,Остремар|Ostremarr\ntu1,Tull,town,\ntu2,Tull,district,\n"


def test_a_name_resolves_only_where_one_entry_has_it() -> None:
    gazetteer = Gazetteer.read(ROWS)
    assert gazetteer.resolve("OSTREMARR").gazetteer_id == "ost"
    assert gazetteer.resolve("Остремар").precision == "town"
    assert gazetteer.resolve("Tull") == PlaceRef("Tull"), "two entries share the name, so it stays unresolved"
    assert gazetteer.resolve("Senmark").gazetteer_id is None


def test_a_gazetteer_without_its_columns_is_refused() -> None:
    with pytest.raises(InvalidValue, match="precision"):
        Gazetteer.read("id,name\n1,Tull\n")


def test_places_are_compared_without_force() -> None:
    assert same_place(PlaceRef("the town of Ostremar"), PlaceRef("Ostremar"), ("the", "town", "of"))
    assert not same_place(PlaceRef("Lower Tull"), PlaceRef("Upper Tull"))
    assert not same_place(PlaceRef("Tull", "tu1", "town"), PlaceRef("Tull", "tu2", "district"))


def test_a_gazetteer_may_say_where_its_places_are() -> None:
    gazetteer = Gazetteer.read("id,name,precision,latitude,longitude\nost,Ostremar,town,-30.41,-20.35\ntul,Tull,district,,\n")
    assert gazetteer.positions == {"ost": Position(-30.41, -20.35)}
    assert gazetteer.places["tul"].precision == "district"


@pytest.mark.parametrize("where", ["91,0", "0,181", "north,2", "nan,2"])
def test_a_position_that_is_none_is_refused(where: str) -> None:
    with pytest.raises(InvalidValue):
        Gazetteer.read(f"id,name,precision,latitude,longitude\nost,Ostremar,town,{where}\n")
