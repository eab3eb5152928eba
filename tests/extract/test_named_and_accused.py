"""Named victims with age and trade; who is accused by whom, who admits, who denies."""

import pytest

from cenotaph.extract import read_text


@pytest.mark.parametrize(
    ("text", "name", "age", "trade"),
    [
        ("Matis Orlo, 52, a baker, was shot dead.", "Matis Orlo", 52, "baker"),
        ("Ines Tarrow, a nurse, died in the fire.", "Ines Tarrow", None, "nurse"),
        ("The 34-year-old teacher Ada Lund was killed.", "Ada Lund", 34, "teacher"),
        ("Mayor Oskar Venn, 61, was wounded.", "Mayor Oskar Venn", 61, "Mayor"),
        ("Ada Lund, aged 19, was kidnapped.", "Ada Lund", 19, ""),
        ("Ada Lund was killed on 14 March.", "Ada Lund", None, ""),
        ("Ada Lund, 17 months, was killed.", "Ada Lund", 1, ""),
        ("The 8-month-old Ada Lund was killed.", "Ada Lund", 0, ""),
        ("Ada Lund, age 30 months, was wounded.", "Ada Lund", 2, ""),
    ],
)
def test_age_and_trade_stand_beside_the_name(text: str, name: str, age: int | None, trade: str) -> None:
    (claim,) = read_text(text).claims
    (victim,) = claim.names
    assert (victim.text, victim.age, victim.occupation) == (name, age, trade)
    assert victim.span.of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Boy killed in Tull.",
        "Tull Teen Killed In Harbour Shooting",
        "A Venn College student was killed in Tull.",
        "An 18-month-old boy was killed in Tull.",
        "A pupil of Venn High School was killed.",
    ],
)
def test_a_word_for_a_person_and_the_name_of_a_house_name_nobody(text: str) -> None:
    (claim,) = read_text(text).claims
    assert claim.names == ()
    assert claim.count.low == 1


def test_a_child_of_months_is_a_child() -> None:
    (claim,) = read_text("An 18-month-old boy was killed in Tull.").claims
    assert "children" in claim.groups


def test_who_says_i_is_no_name() -> None:
    assert read_text("It was the third time I’d died in that game.").claims == ()


def test_a_list_of_names_is_one_claim_with_all_of_them() -> None:
    text = "The two dead officers were identified as Ada Lund and Marten Oroz."
    (claim,) = read_text(text).claims
    assert claim.count.low == 2
    assert [n.text for n in claim.names] == ["Ada Lund", "Marten Oroz"]


@pytest.mark.parametrize(
    ("text", "kind", "party", "speaker"),
    [
        ("Monitors accused the army of shelling the school.", "accused", "the army", "Monitors"),
        (
            "The commission blamed the Northern Front for the deaths of 40 people.",
            "accused",
            "the Northern Front",
            "The commission",
        ),
        ("Two officers were accused of the murder of Ada Lund.", "accused", "Two officers", ""),
        ("The killings were blamed on the militia, the mayor said.", "accused", "the militia", "the mayor"),
        ("The Northern Front claimed responsibility for the attack.", "admitted", "The Northern Front", "The Northern Front"),
        ("The army denied any involvement.", "denied", "The army", "The army"),
    ],
)
def test_who_is_accused_by_whom(text: str, kind: str, party: str, speaker: str) -> None:
    (said,) = read_text(text).responsibilities
    assert (said.kind, said.party_text, said.speaker_text) == (kind, party, speaker)


def test_no_accusation_is_made_up() -> None:
    assert read_text("Nine people were killed by soldiers. The army is in the town.").responsibilities == ()


@pytest.mark.parametrize(
    ("language", "text", "kind", "party"),
    [
        ("es", "La comisión acusó al Frente del Norte de la matanza.", "accused", "Frente del Norte"),
        ("es", "El Frente del Norte se atribuyó la autoría del ataque.", "admitted", "El Frente del Norte"),
        ("ru", "Северный Фронт взял на себя ответственность за нападение.", "admitted", "Северный Фронт"),
    ],
)
def test_other_languages_by_their_lists(language: str, text: str, kind: str, party: str) -> None:
    said = read_text(text, language).responsibilities
    assert [(s.kind, s.party_text) for s in said] == [(kind, party)]
