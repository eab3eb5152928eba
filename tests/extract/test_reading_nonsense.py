"""What real reports made of the reader: things for people, the next clause's number for victims, verbs for speakers, hours for places."""

import pytest

from cenotaph.extract import read_text
from cenotaph.model import Claim


def read(text: str) -> list[Claim]:
    return list(read_text(text).claims)


def counts(text: str) -> list[tuple[str, int | None]]:
    return [(claim.harm, claim.count.low) for claim in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A TOTAL OF 141 PROPERTIES, AS WELL AS 5,222 FARM ANIMALS, WERE ALSO SEIZED.",
        "THE TROOPS CAPTURED 40 RIFLES AND 12 VEHICLES.",
        "A total of 141 properties and 30 vehicles were seized.",
        "TWELVE GRENADES WERE CAPTURED IN THE RAID.",
    ],
)
def test_things_are_no_people(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SIX OSTRANS WERE CAPTURED.", ("detained", 6)),
        ("Six Jesuits were killed.", ("killed", 6)),
        ("SIX PRIESTS WERE KILLED.", ("killed", 6)),
        ("At least 12 were killed.", ("killed", 12)),
    ],
)
def test_peoples_person_nouns_and_numbers_alone_are(text: str, found: tuple[str, int]) -> None:
    assert counts(text) == [found]


@pytest.mark.parametrize(
    ("text", "found", "quote"),
    [
        ("After the assassination of Marten Vann, the 4,015 judges of the country went on strike.", [1], "the assassination of Marten Vann"),
        ("After the death of Ada Lund, 300 students marched.", [1], "the death of Ada Lund"),
        ("DURING THIS 10-YEAR-LONG WAR, 70,000 PEOPLE HAVE DIED AND THE ECONOMY IS DESTROYED.", [70_000], "70,000 PEOPLE HAVE DIED"),
        ("The murder of Ada Lund, two priests and a cook shocked Tull.", [1, 2, 1], None),
        ("The murders of Ada Lund, Marten Vann and Oro Brel shocked Tull.", [3], None),
    ],
)  # fmt: skip
def test_a_number_of_the_next_clause_is_no_victim(text: str, found: list[int], quote: str | None) -> None:
    claims = read(text)
    assert [claim.count.low for claim in claims] == found
    if quote is not None:
        assert claims[0].evidence.of(text) == quote


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("THE OSTRAN FRONT HAS CALLED US TO REPORT THAT 12 SOLDIERS WERE KILLED.", "THE OSTRAN FRONT"),
        ("The front has called us to report that 12 soldiers were killed.", "The front"),
        ("The mayor refused to say that 12 soldiers were killed.", "The mayor"),
        ("The mayor said 12 soldiers were killed.", "The mayor"),
    ],
)
def test_a_speaker_holds_a_noun(text: str, speaker: str) -> None:
    assert {claim.speaker_text for claim in read(text)} <= {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "AT 0530 GMT TODAY TWO MEN WERE KILLED.",
        "AT DAWN THREE MEN WERE KILLED.",
        "Two men were killed at 0530 GMT.",
        "Two men were killed at Midnight.",
        "TWO MEN WERE KILLED AT 4 PM.",
    ],
)
def test_hours_are_no_places(text: str) -> None:
    (claim,) = read(text)
    assert claim.place is None
