import io
from collections.abc import Sequence

import pytest

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.lists import (
    SeveralSheets,
    check_mapping,
    dump_mapping,
    guess_mapping,
    load_mapping,
    normalise_list,
    read_table,
)
from cenotaph.model import VictimRecord
from cenotaph.text import fold


def records(text: str, mapping: str = "") -> list[VictimRecord]:
    table = read_table(text.encode(), "list.csv")
    chosen = load_mapping(mapping, "map.yaml") if mapping else guess_mapping(table)
    check_mapping(chosen, table, "list.csv")
    return normalise_list(table, chosen, "list-1")[0]


def refused(data: bytes, name: str = "list.csv") -> UnreadableFile:
    def read() -> None:
        table = read_table(data, name)
        check_mapping(guess_mapping(table), table, name)

    with pytest.raises(UnreadableFile) as error:
        read()
    assert error.value.where == name
    return error.value


def xlsx(rows: Sequence[Sequence[object]], sheets: int = 1) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for n in range(sheets):
        sheet = book.active if n == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    text = separator.join(["id", "الاسم", "العمر"]) + "\n" + separator.join(["1", "خالد سمير", "34"]) + "\n"
    table = read_table(text.encode(encoding), "list.csv")
    assert table.heading == ("id", "الاسم", "العمر")
    assert dict(guess_mapping(table).columns) == {"id": "key", "الاسم": "name", "العمر": "age"}


def test_an_older_encoding_is_told() -> None:
    text = "номер;имя;фамилия;дата рождения\n" + "".join(f"{n};Пётр;Лужин;1950-01-0{n}\n" for n in range(1, 9))
    table = read_table(text.encode("cp1251"), "list.csv")
    assert table.rows[0][1:3] == ("Пётр", "Лужин")
    assert "decoded as" in table.note


def test_a_spreadsheet_is_read_as_its_cells_show() -> None:
    import datetime as dt

    data = xlsx(
        [
            ["id", "name", "age", "date of death"],
            [1, "Anahit Petrosian", 29.0, dt.datetime(2009, 3, 14)],
            [2, "Omar Mansour", None, "15.3.2009"],
        ]
    )
    table = read_table(data, "list.xlsx")
    assert table.rows == (("1", "Anahit Petrosian", "29", "2009-03-14"), ("2", "Omar Mansour", "", "15.3.2009"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("name,age\n", "no rows"),
        ("1,34\nKhaled,35\n", "no heading"),
        ("name,age,name\nKhaled,35,x\n", "two columns have one name: name"),
        ("name,age\nKhaled,35\nOmar,19,more\nLayla\n", "2 rows have more or fewer cells than the heading's 2: lines 3, 4"),
        ("name,age\nKhaled,=1+1\n", "line 2, age: the cell begins with '='"),
        ('name,age\nKhaled,"' + "x" * 40_000 + '"\n', "more than 32,767 characters"),
        ('name,age\n"Khaled,35\nOmar,19\n', "line 4"),
        ("id,name\n7,Khaled\n8,Omar\n7,Layla\n", "the key id repeats: 7 (lines 2 and 4)"),
        ("id,name\n7,Khaled\n,Omar\n", "line 3: the key id is empty"),
        ("colour,shape\nred,round\n", "no column of a name"),
        ("name,age\nKh\0aled,35\n", "null bytes"),
    ],
)
def test_a_bad_table_is_refused_with_the_place(text: str, said: str) -> None:
    assert said in refused(text.encode()).what


def test_a_ten_megabyte_cell_is_refused() -> None:
    assert "32,767" in refused(b"name,age\nKhaled," + b"9" * 10_000_000 + b"\n").what


def test_bad_spreadsheets_are_refused() -> None:
    assert "cell B2 holds a formula" in refused(xlsx([["name", "age"], ["Khaled", "=1+33"]]), "list.xlsx").what
    assert "one sheet" in refused(xlsx([["name", "age"], ["Khaled", 34]], sheets=2), "list.xlsx").what
    assert "damaged" in refused(b"PK\x03\x04 nothing", "list.xlsx").what
    assert "is none" in refused(b"name,age\nKhaled,35\n", "list.xlsx").what


def test_a_workbook_says_what_is_not_as_it_stands() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx([["village", "name"], ["Ostrel", "Ada Lund"], [None, "Ida Oro"], ["Vesk", "Eli Fenn"]])))
    book.active.merge_cells("A2:A3")
    book.create_sheet("old").append(["not", "shown"])
    book["old"].append(["a", "b"])
    book["old"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), "list.xlsx")
    assert table.rows == (("Ostrel", "Ada Lund"), ("Ostrel", "Ida Oro"), ("Vesk", "Eli Fenn"))
    assert "1 cells that stand for several rows" in table.note
    assert read_table(out.getvalue(), "list.xlsx", sheet="old").heading == ("not", "shown")


def test_a_formula_is_the_value_it_was_saved_with() -> None:
    import re
    import zipfile

    data = xlsx([["name", "age"], ["Ada Lund", "=1+33"], ["Ida Oro", "=B2+1"]])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as saved:
        for one in given.namelist():
            saved.writestr(one, re.sub(rb"</f><v ?/?>(</v>)?", b"</f><v>34</v>", given.read(one)))
    table = read_table(made.getvalue(), "list.xlsx")
    assert table.column("age") == ["34", "34"]
    assert "2 formulas: the values that the file was saved with" in table.note


def test_an_open_document_spreadsheet_is_read() -> None:
    import zipfile

    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell office:value-type='string'><text:p>{cell}</text:p></table:table-cell>"
                                      for cell in row) + "</table:table-row>"
        for row in (("name", "village"), ("Ada Lund", "Ostrel"))
    )  # fmt: skip
    content = (
        f"<office:document-content xmlns:office='{urn}office:1.0' xmlns:table='{urn}table:1.0' xmlns:text='{urn}text:1.0'>"
        f"<office:body><office:spreadsheet><table:table table:name='dead'>{cells}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
        book.writestr("META-INF/manifest.xml", manifest)
        book.writestr("content.xml", content)
    assert read_table(made.getvalue(), "list.ods").rows == (("Ada Lund", "Ostrel"),)


def test_nothing_is_made_up_and_the_row_stays_as_given() -> None:
    made = records(
        "id,name,sex,age,date of death\n"
        "1,Fatima Darwish,F,1962,14/03/2009\n"
        "2,Omar Mansour,purple,130,3/4/09\n"
        "3,,m,٣٤,\n"
        "4,Layla Qasim,f,-,15/03/2009\n"
    )
    assert dict(made[0].values) == {
        "name": "Fatima Darwish",
        "sex": "female",
        "birth_date": "1962",
        "harm_date": "2009-03-14",
        "harm": "killed",
    }
    assert made[0].flags == ("age_is_a_year",)
    assert made[0].given["age"] == "1962"
    assert dict(made[1].values) == {"name": "Omar Mansour", "harm": "killed"}, "a date of death, and no other heading, says so"
    assert made[1].flags == ("age_not_plausible", "date_not_read", "term_held")
    assert (made[2].values["age"], made[2].flags) == ("34", ("no_name",))
    assert "age" not in made[3].values
    assert made[3].flags == ()


def test_unknown_terms_are_held_and_counted() -> None:
    table = read_table(b"name,sex,outcome\nA B,purple,died\nC D,purple,lost\nE F,m,killed\n", "list.csv")
    made, held = normalise_list(table, guess_mapping(table), "list-1")
    assert [(term.field, term.cell, term.rows) for term in held] == [("sex", "purple", 2), ("harm", "lost", 1)]
    assert [record.values.get("harm") for record in made] == ["killed", None, "killed"]


def test_a_mapping_says_what_terms_and_dates_mean() -> None:
    mapping = (
        "columns: {who: name, when: harm_date, g: sex}\ndate_order: {when: mdy}\nharm: missing\nterms: {sex: {purple: female}}\n"
    )
    (record,) = records("who,when,g\nKhaled,03/04/1991,purple\n", mapping)
    assert dict(record.values) == {"name": "Khaled", "harm_date": "1991-03-04", "sex": "female", "harm": "missing"}


def test_a_mapping_comes_back_as_it_was_written() -> None:
    mapping = load_mapping("columns: {who: name}\nharm: killed\none_person_a_row: false\n", "map.yaml")
    assert load_mapping(dump_mapping(mapping), "again") == mapping


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns: {who: colour}", "no code of record_field"),
        ("columns: {who: name}\ndate_order: {who: dym}", "no order of a date"),
        ("columns: {who: name}\nharm: sad", "no code of harm"),
        ("columns: {who: name}\nterms: {sex: {x: purple}}", "no code of sex"),
        ("columns: {who: name}\ncolour: red", "mean nothing: colour"),
        ("- a\n- b\n", "a mapping has columns"),
        ("columns: [", "no YAML"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        load_mapping(text, "map.yaml")
    assert said in error.value.what


def test_a_mapping_must_fit_the_list() -> None:
    table = read_table(b"name,age\nKhaled,35\n", "list.csv")
    with pytest.raises(UnreadableFile, match="lacks: colour"):
        check_mapping(load_mapping("columns: {colour: name}", "map.yaml"), table, "list.csv")
    with pytest.raises(UnreadableFile, match="one column only"):
        check_mapping(load_mapping("columns: {name: sex, age: sex}", "map.yaml"), table, "list.csv")


def test_rows_without_a_key_are_known_by_what_they_hold() -> None:
    text = "name,age\nKhaled Najjar,35\nKhaled Najjar,35\nOmar Mansour,19\n"
    first, again = records(text), records("name,age\nOmar Mansour,19\nKhaled Najjar,35\nKhaled Najjar,35\n")
    assert len({record.id for record in first}) == 3
    assert {record.id for record in first} == {record.id for record in again}


def test_a_birth_date_in_three_columns_may_be_impossible() -> None:
    made = records("first name,last name,by,bm,bd\nKarl,Moser,1967,2,31\nAnna,Vogel,1950,11,3\n")
    assert [record.values["birth_date"] for record in made] == ["1967-02-31", "1950-11-03"]
    assert made[0].flags == ("date_impossible",)


def test_age_and_birth_that_disagree_are_flagged() -> None:
    (record,) = records("name,age,date of birth,date of death\nOmar,19,1950-01-01,2009-03-14\n")
    assert record.flags == ("age_contradicts_birth",)


def test_heading_words_are_folded_and_mean_one_field() -> None:
    from cenotaph.ingest.lists.words import list_words
    from cenotaph.vocabulary import load_vocabulary

    fields = load_vocabulary("record_field")
    seen: dict[str, str] = {}
    for code, listed in list_words()["headings"].items():
        fields.check(code)
        for words in map(str, listed):
            key = fold(words)
            assert seen.setdefault(key, code) == code, f"{words!r} stands under {seen[key]} and {code}"


@pytest.mark.parametrize(
    ("heading", "given", "family"),
    [
        ("Nombre,Apellidos", "Irene", "Ruvial Orn"),
        ("Name,Surname", "Irene", "Ruvial Orn"),
        ("Nome,Cognome", "Irene", "Ruvial Orn"),
        ("Vorname,Nachname", "Irene", "Ruvial Orn"),
        ("Nombre(s),Primer apellido", "Irene", "Ruvial Orn"),
        ("الاسم,اسم العائلة", "Irene", "Ruvial Orn"),
        ("Ім'я,Прізвище", "Irene", "Ruvial Orn"),
        ("Prénom,Nom", "Irene", "Ruvial Orn"),
    ],
)
def test_a_name_beside_a_surname_is_the_given_name_in_any_language(heading: str, given: str, family: str) -> None:
    (record,) = records(f"{heading},Edad\nIrene,Ruvial Orn,34\n")
    assert (record.values.get("given_name"), record.values.get("family_name")) == (given, family)
    assert record.name == "Irene Ruvial Orn"


def test_a_whole_name_beside_the_surname_it_holds_stays_whole() -> None:
    rows = records("Name,Surname\nIrene Ruvial,Ruvial\nMarta Orn,Orn\n")
    assert [row.values.get("name") for row in rows] == ["Irene Ruvial", "Marta Orn"]
    assert [row.name for row in rows] == ["Irene Ruvial", "Marta Orn"]


def test_two_columns_of_names_are_both_kept() -> None:
    (record,) = records("Name,الاسم\nIrene Ruvial,ايرين روفيال\n")
    assert (record.values["name"], record.values["other_name"]) == ("Irene Ruvial", "ايرين روفيال")


NOBODY = [
    "Unidentified", "UNIDENTIFIED", "Unknown man", "unknown (female) 3", "N.N.", "NN", "N. N.", "XX", "No name", "John Doe", "Desconocido",
    "Sin identificar", "No identificado", "Неизвестный мужчина", "Неопознан", "مجهول", "مجهول الهوية", "غير معروف", "Inconnu",
    "Baby of Irene Ruvial", "Son of Marko Orn", "Hijo de Irene Ruvial", "Unidentified body no. 7",
]  # fmt: skip
SOMEBODY = [
    "Unnur Nilsen",
    "Ann Noname-Ruvial",
    "Body Miller",
    "Nino Sand",
    "No Hwan Kim",
    "Marko",
    "Man Ray Orn",
    "Baby Orn",
    "Son Nguyen",
]


@pytest.mark.parametrize("name", NOBODY)
def test_what_stands_for_a_name_that_is_not_known_is_no_name(name: str) -> None:
    (record,) = records(f"name,age\n{name},34\n")
    assert "name" not in record.values
    assert "no_name" in record.flags
    assert record.given["name"] == name, "kept as given"


@pytest.mark.parametrize("name", SOMEBODY)
def test_a_name_that_looks_like_it_stays(name: str) -> None:
    (record,) = records(f"name,age\n{name},34\n")
    assert record.values["name"] == name


def test_words_that_yaml_takes_for_something_else_are_words() -> None:
    text = "No,Name,On,Null,Sex\n010,Irene Ruvial,3,4,Off\n"
    mapping = """
columns: {No: key, Name: name, Sex: sex, On: age, Null: note}
one_person_a_row: off
terms: {sex: {Off: female, 2: male}}
"""
    (record,) = records(text, mapping)
    assert record.row_key == "010"
    assert record.values == {"name": "Irene Ruvial", "age": "3", "note": "4", "sex": "female"}
    loaded = load_mapping(mapping, "map.yaml")
    assert not loaded.one_person_a_row
    assert load_mapping(dump_mapping(loaded), "map.yaml") == loaded, "what the program writes reads the same"
    guessed = guess_mapping(read_table(b"No,Name\n1,Irene\n", "a.csv"))
    assert guessed.columns["No"] == "key"


@pytest.mark.parametrize(
    "text", ["columns: {a: [b]}", "columns: {a: {b: c}}", "columns: {name: name}\nterms: [a]", "columns: {name: name}\nterms: {sex: [a]}",
             "columns: {name: name}\none_person_a_row: maybe", "columns: {name: name}\ndate_order: [1]"],
)  # fmt: skip
def test_a_mapping_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        load_mapping(text, "map.yaml")


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("34", "34"), ("34.0", "34"), ("34,5", "34"), ("8 months", "0"), ("18 mos.", "1"), ("2 yrs", "2"), ("newborn", "0"),
        ("<1", "0"), ("0.5", "0"), ("34 years old", "34"), ("3 weeks", "0"), ("8 meses", "0"), ("3 года", "3"), ("٨ أشهر", "0"),
        ("8 mois", "0"), ("12 років", "12"),
    ],
)  # fmt: skip
def test_an_age_is_read_as_lists_write_it(cell: str, age: str) -> None:
    (record,) = records(f"Name;Age\nAda Lund;{cell}\n")
    assert record.values["age"] == age
    assert not record.flags


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("30s", "30-39"), ("in his 60s", "60-69"), ("60+", "60+"), ("over 60", "60+"), ("25-30", "25-30"), ("25 to 30", "25-30"),
        ("25 a 30 años", "25-30"), ("3-8 months", "0"), ("<18", "0-17"), ("under 5 years", "0-4"), ("30 – 35 лет", "30-35"),
    ],
)  # fmt: skip
def test_a_range_of_ages_is_kept_as_a_range(cell: str, age: str) -> None:
    (record,) = records(f"Name;Age\nAda Lund;{cell}\n")
    assert (record.values["age"], record.flags) == (age, ())


@pytest.mark.parametrize("cell", ["-3", "3 goats", "130", "adult", "35-30"])
def test_what_is_no_age_is_held(cell: str) -> None:
    (record,) = records(f"Name;Age\nAda Lund;{cell}\n")
    assert "age" not in record.values
    assert record.flags == ("age_not_plausible",)


def test_units_and_formats_after_a_heading_are_no_part_of_it() -> None:
    table = read_table(
        b"No,Nom,Date de naissance (JJ/MM/AAAA),Date of Death (DD/MM/YYYY),Sex (M/F)\n1,Ada Lund,x,03/04/2021,F\n", "a.csv"
    )
    mapping = guess_mapping(table)
    assert mapping.columns["Date of Death (DD/MM/YYYY)"] == "harm_date"
    assert mapping.date_order["Date of Death (DD/MM/YYYY)"] == "dmy"
    assert mapping.columns["Sex (M/F)"] == "sex"
    assert mapping.harm == "killed"


def test_french_headings_are_known() -> None:
    table = read_table("Nom,Prénom,Nom du père,Date du décès,Lieu\nLund,Ada,Ivo,03/04/2021,Ostrel\n".encode(), "a.csv")
    assert list(guess_mapping(table).columns.values()) == ["family_name", "given_name", "father_name", "harm_date", "harm_place"]


TABLE = "No,Name,Age,Date of death\n1,Khalid Nahri,34,2021-05-03\n2,Hoda Nahri,30,2021-05-03\n"


def test_titles_above_the_heading_are_left_out_and_said() -> None:
    table = read_table(f"List of the dead of Ostremar,,,\nAs of 5 May 2021,,,\n,,,\n{TABLE}".encode(), "a.csv")
    assert (table.heading[0], table.lines) == ("No", (5, 6))
    assert table.note == "lines 1 to 2 stand above the heading and were left out: List of the dead of Ostremar / As of 5 May 2021"
    assert read_table(f"The dead\n{TABLE}".encode(), "a.csv", heading_row=2).heading[1] == "Name"
    with pytest.raises(UnreadableFile, match="line 9 holds nothing"):
        read_table(TABLE.encode(), "a.csv", heading_row=9)


def test_a_list_of_one_column_and_one_with_gaps_keep_their_heading() -> None:
    assert read_table(b"Name\nAda Lund\nIda Oro\n", "a.csv").heading == ("Name",)
    assert read_table(b"Name,Age,Sex\nAda Lund,,\nIda Oro,,\nEli Fenn,3,m\n", "a.csv").heading == ("Name", "Age", "Sex")


def test_a_column_without_a_heading_is_kept_under_its_number_and_one_without_anything_dropped() -> None:
    table = read_table(b"No,,Name,\n1,x,Khalid Nahri,\n2,,Hoda Nahri,y\n", "a.csv")
    assert table.heading == ("No", "column 2", "Name", "column 4")
    assert "column 2" not in guess_mapping(table).columns
    assert read_table(b"No,Name,\n1,Khalid Nahri,\n", "a.csv").heading == ("No", "Name")


@pytest.mark.parametrize("row", [",Total,2,", "TOTAL,,64,", "Итого:,2,,", ",المجموع,٢,"])
def test_a_total_at_the_end_is_no_person(row: str) -> None:
    table = read_table(f"{TABLE}{row}\n".encode(), "a.csv")
    assert len(table.rows) == 2
    assert table.note.startswith("line 4 is a total and was left out: ")


@pytest.mark.parametrize("row", ["3,Total,2,", ",Sum Total Nahri,2,2021-05-03", ",Hoda Total,2,"])
def test_a_person_at_the_end_is_no_total(row: str) -> None:
    assert len(read_table(f"{TABLE}{row}\n".encode(), "a.csv").rows) == 3


def test_quotation_marks_within_a_cell_are_kept_as_written() -> None:
    table = read_table(b'No\tName\n1\t"Abu Samir" Khalid Nahri\n2\tHoda Nahri\n', "a.tsv")
    assert table.column("Name") == ['"Abu Samir" Khalid Nahri', "Hoda Nahri"]


def test_the_sheet_of_a_workbook_is_named_where_several_have_rows() -> None:
    data = xlsx([["No", "Name"], [1, "Ada Lund"]], sheets=2)
    with pytest.raises(SeveralSheets) as error:
        read_table(data, "a.xlsx")
    assert len(error.value.sheets) == 2
    assert read_table(data, "a.xlsx", sheet=error.value.sheets[1]).column("Name") == ["Ada Lund"]
    with pytest.raises(UnreadableFile, match="no sheet 'none'"):
        read_table(data, "a.xlsx", sheet="none")


def test_a_city_is_where_it_happened_unless_the_list_says_where_else() -> None:
    events = read_table(b"id,name,date,manner_of_death,city\n3,Tim Quole,2015-01-02,shot,Ostremar\n", "a.csv")
    assert guess_mapping(events).columns["city"] == "harm_place"
    assert guess_mapping(events).harm == "killed"
    dead = read_table(b"name,date of death,place of death,city\nTim Quole,2015-01-02,Ostra,Ostremar\n", "a.csv")
    assert guess_mapping(dead).columns["city"] == "residence"


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("44319", "excel", "2021-05-03"), ("44319.5", "dmy excel", "2021-05-03"), ("03-May-21", "dmy 20xx", "2021-05-03"),
        ("4/5/91", "dmy 19xx", "1991-05-04"), ("4/5/21", "mdy 20xx", "2021-04-05"), ("3 мая 21", "20xx", "2021-05-03"),
        ("03.05.2021", "dmy 20xx excel", "2021-05-03"), ("44319", "", None), ("03-May-21", "dmy", None),
    ],
)  # fmt: skip
def test_day_numbers_and_short_years_are_read_only_where_somebody_says_so(cell: str, order: str, day: str | None) -> None:
    said = f"columns: {{Name: name, Date: harm_date}}\ndate_order: {{Date: {order}}}" if order else ""
    (record,) = records(f"Name,Date\nAda Lund,{cell}\n", said)
    assert record.values.get("harm_date") == day


@pytest.mark.parametrize("order", ["dmy mdy", "21xx", "dmy 2000", "excel?"])
def test_an_order_that_means_nothing_is_refused(order: str) -> None:
    with pytest.raises(UnreadableFile, match="no order of a date"):
        load_mapping(f"columns: {{Name: name}}\ndate_order: {{Date: {order}}}", "map.yaml")


def test_where_the_table_is_goes_into_the_mapping_and_back() -> None:
    mapping = load_mapping("columns: {Name: name}\nsheet: Dead\nheading_row: 4", "map.yaml")
    assert (mapping.sheet, mapping.heading_row) == ("Dead", 4)
    assert load_mapping(dump_mapping(mapping), "map.yaml") == mapping
    with pytest.raises(UnreadableFile, match="heading_row"):
        load_mapping("columns: {Name: name}\nheading_row: top", "map.yaml")
