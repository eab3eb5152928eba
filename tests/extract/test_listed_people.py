"""Lists of names in pages: people, with what a heading or a cell says befell them, and nobody of whom nothing is said."""

import pytest

from cenotaph.extract import read_text

PAGE = (
    "In memory of the market\n\n"
    "The town keeps the names of its people here.\n\n"
    "Victims of the shelling\n\n"
    "Name: Ada Lund | Age: 34 | Home: Vesk\n\n"
    "Name: Edda Venn Quorsen | Age: 61 | Home: Lower Ost\n\n"
    "Those who were wounded on 4 May 2021\n\n"
    "Bo Oro, 22\n\n"
    "Pavel Ruvial, 45, teacher\n\n"
    "The organisers of this page\n\n"
    "Name: Tobi Vash | Task: editor\n"
)


def people(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Name, fate and age."""
    return [(one.name, one.fate, one.value("age")) for one in read_text(text, language).people]


def test_rows_and_lines_under_a_heading_are_people_and_no_numbers() -> None:
    assert people(PAGE) == [
        ("Ada Lund", "killed", "34"),
        ("Edda Venn Quorsen", "killed", "61"),
        ("Bo Oro", "injured", "22"),
        ("Pavel Ruvial", "injured", "45"),
    ]
    reading = read_text(PAGE, "en")
    assert not reading.claims
    first = reading.people[0]
    assert first.value("residence") == "Vesk"
    assert all(field.span.of(PAGE) == field.value for field in first.fields)


def test_a_cell_of_the_row_tells_it_where_no_heading_does() -> None:
    dated = "Name: Ada Lund | Age: 34 | Date of death: 3 May 2021\n\nName: Ivo Brandt | Age: 8 | Date of death: 4 May 2021\n"
    assert people(dated) == [("Ada Lund", "killed", "34"), ("Ivo Brandt", "killed", "8")]
    fates = "Name: Ada Lund | Fate: missing | Age: 34\n\nName: Ivo Brandt | Fate: at home | Age: 8\n"
    assert people(fates) == [("Ada Lund", "missing", "34")]


@pytest.mark.parametrize(
    "heading", ["Suspects in the killing", "Survivors", "Killed and wounded", "Our team", "Members of the choir"]
)
def test_others_and_what_tells_two_things_name_nobody(heading: str) -> None:
    assert people(f"{heading}\n\nName: Ada Lund | Age: 34\n\nName: Ivo Brandt | Age: 8\n") == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Lista de víctimas\n\nNombre: Ada Lund | Edad: 34\n\nNombre: Ivo Brandt | Edad: 8\n", "Ada Lund"),
        ("fr", "Les morts\n\nNom: Ada Lund | Âge: 34\n\nNom: Ivo Brandt | Âge: 8\n", "Ada Lund"),
        ("pt", "Lista de mortos\n\nNome: Ada Lund | Idade: 34\n\nNome: Ivo Brandt | Idade: 8\n", "Ada Lund"),
        ("ru", "Список погибших\n\nИмя: Ада Лунд | Возраст: 34\n\nИмя: Иво Брандт | Возраст: 8\n", "Ада Лунд"),
        ("uk", "Загиблі\n\nІм'я: Ада Лунд | Вік: 34\n\nІм'я: Іво Брандт | Вік: 8\n", "Ада Лунд"),
        ("ar", "قائمة الشهداء\n\nالاسم: سليم كريم لوند | العمر: 34\n\nالاسم: سامي برانت | العمر: 8\n", "سليم كريم لوند"),
    ],
)
def test_lists_are_read_in_every_language(language: str, text: str, name: str) -> None:
    first, second = people(text, language)
    assert first == (name, "killed", "34")
    assert second[1:] == ("killed", "8")
