"""Who a text names as killed, hurt, missing or taken, and what it says of them: every field on its words."""

import pytest

from cenotaph.extract import read_text
from cenotaph.model import NamedPerson


def people(text: str, language: str = "en") -> dict[str, NamedPerson]:
    return {one.name: one for one in read_text(text, language).people}


def said(text: str, name: str) -> dict[str, str]:
    return {field.field: field.value for field in people(text)[name].fields}


def test_the_dead_are_named_where_no_sentence_of_theirs_tells_of_a_death() -> None:
    text = "Two people were shot dead at the mill in Ostra on Monday. Police identified the victims as Ada Lund, 34, of Venn, and Ivo Brandt, 61."
    found = people(text)
    assert {name: one.fate for name, one in found.items()} == {"Ada Lund": "killed", "Ivo Brandt": "killed"}
    assert found["Ada Lund"].counted_in == read_text(text).claims[0].id
    assert found["Ada Lund"].value("residence") == "Venn"


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in Venn. Police Chief Ada Brandt said that nobody was seen.",
        "A man was shot dead in Venn on Monday. Ivo Lund, a neighbour, said he heard three shots.",
        "A man was killed in Ostra on Monday. The shooting happened near Venn Park.",
    ],
)
def test_who_speaks_and_what_is_a_place_is_nobody_who_was_killed(text: str) -> None:
    assert people(text) == {}


def test_who_was_hurt_is_missing_or_was_taken_is_named_with_that_fate() -> None:
    text = (
        "A 9-year-old boy, Pavel Orn, was wounded in Ostra on Monday. Ledrian journalist Dana Orsk, 29, was detained in Venn. "
        "Mika Oron, 17, has been missing since 4 March 2014."
    )
    assert {name: one.fate for name, one in people(text).items()} == {
        "Pavel Orn": "injured",
        "Dana Orsk": "detained",
        "Mika Oron": "missing",
    }
    assert said(text, "Pavel Orn")["age"] == "9"
    assert said(text, "Pavel Orn")["child"]
    assert said(text, "Dana Orsk")["nationality"] == "Ledrian"
    assert said(text, "Dana Orsk")["occupation"].endswith("journalist")
    assert said(text, "Mika Oron")["missing_date"] == "2014-03-04"


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in Venn, the mayor, Ada Brandt, said. Ivo Lund, 35, was hurt when a wall fell.",
        "Two people were killed in Venn on 3 May 2011. Ivo Lund, 35, was wounded.",
        "Three clerks were killed in Venn on Monday. Ivo Lund, 35, was arrested at the gate.",
    ],
)
def test_whom_the_words_call_hurt_or_taken_is_not_said_to_be_dead_because_others_are(text: str) -> None:
    assert {one.fate for one in people(text).values()} <= {"injured", "detained"}
    assert "Ivo Lund" in people(text)


def test_every_field_stands_on_words_of_the_text() -> None:
    text = (
        "Ada Lund, 34, a teacher of Venn, was killed in Ostra on 2 May 2009, police said. Lund was the mother of two. "
        "Her body was found on 3 May 2009."
    )
    one = people(text)["Ada Lund"]
    values = {field.field: field.value for field in one.fields}
    assert values["age"] == "34"
    assert values["sex"] == "female"
    assert values["occupation"] == "teacher"
    assert values["harm_date"] == "2009-05-02"
    for field in one.fields:
        words = " ".join(field.span.of(text).split())
        if field.field not in ("sex", "harm_date", "found_date"):
            assert field.value == words, field
    assert [span.of(text) for span in one.names] == ["Ada Lund", "Lund"]


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("Ada Lund, 34, was killed in Ostra.", "34"),
        ("Twenty-six-year-old Ada Lund was killed in Ostra.", "26"),
        ("Ada Lund, 18 months, was killed in Ostra.", "1"),
        ("Ada Lund (8) was killed in Ostra.", "8"),
        ("A 15-year-old girl was killed in Ostra. Police identified the victim as Ada Lund.", "15"),
    ],
)
def test_ages_are_read_however_they_are_written(words: str, age: str) -> None:
    assert people(words)["Ada Lund"].value("age") == age


def test_a_sex_is_never_read_from_a_name_and_not_from_whoever_speaks_next() -> None:
    assert people("Maria Lund was killed in Ostra on Monday.")["Maria Lund"].value("sex") == ""
    text = 'Ivo Brandt was killed in Ostra on Monday. "She taught my children," said Edda Ternaz.'
    assert people(text)["Ivo Brandt"].value("sex") == ""


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("José María Ruiz Salmerón, de 34 años, murió en Ostremar el 14 de marzo de 2009.", "es", "José María Ruiz Salmerón"),
        (
            "María de los Ángeles Cruz de la Vega fue asesinada en Ostremar el lunes.",
            "es",
            "María de los Ángeles Cruz de la Vega",
        ),
        ("Jean-Baptiste Kouyo dit Le Grand, 51, was killed in Ostra, police said.", "en", "Jean-Baptiste Kouyo dit Le Grand"),
        ("Abu Khalil Samir Yusuf al-Najjar, 62, was shot dead in Ostra.", "en", "Abu Khalil Samir Yusuf al-Najjar"),
        ("Ivan Petrovich Sidorenko, 44, was killed in Ostra on Monday.", "en", "Ivan Petrovich Sidorenko"),
        ("Иван Петрович Сидоренко, 44 года, был убит в Остре в понедельник.", "ru", "Иван Петрович Сидоренко"),
        ("Ada “Fay” Lund Jr., 20, was killed in Ostra on Monday.", "en", "Ada “Fay” Lund Jr."),
    ],
)
def test_names_come_out_whole(text: str, language: str, name: str) -> None:
    assert name in people(text, language)


def test_who_is_named_short_has_the_age_that_stands_elsewhere() -> None:
    reading = read_text("The victim was identified as Ada Lund, 34. Lund died at the scene in Ostra on Monday.")
    ages = [named.age for claim in reading.claims for named in claim.names]
    assert ages
    assert set(ages) == {34}
