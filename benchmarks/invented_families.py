"""Four invented lists of people who were killed together as families, as ragged as lists of a massacre are.

Whoever is killed with their family shares name, day and place with people of other given names, so that a learner that looks for
what agrees finds families. Each list has other columns, gaps and errors, and another part of the people.
"""

import random

from cenotaph.link import LinkInput
from invented_people import drawn_names, misspelled, words_of_syllables

DAYS = ["2011-02-03", "2011-02-03", "2011-02-04", "2011-05-19", "2011-08-30"]
COVERAGE = (0.55, 0.45, 0.4, 0.35)


def invented_families(people: int, heavy: bool = True, seed: int = 7) -> tuple[LinkInput, list[str]]:
    """Lists of about 1.75 records a person, and the truth. `heavy`: four in five people are of a family of two to eight that was
    killed together, else one in five.
    """
    chance = random.Random(seed)
    persons = _persons(chance, people, 0.8 if heavy else 0.2)
    values: list[dict[str, str]] = []
    lists: list[str] = []
    truth: list[str] = []
    for at, (share, ragged) in enumerate(zip(COVERAGE, (_full, _without_father, _as_one_name, _from_graves), strict=True)):
        for number, person in enumerate(persons):
            if chance.random() < share:
                values.append(ragged(chance, person))
                lists.append(f"list-{at}")
                truth.append(str(number))
    return LinkInput(values, lists, frozenset(lists)), truth


def _persons(chance: random.Random, people: int, in_families: float) -> list[dict[str, str]]:
    female, male = words_of_syllables(chance, 150, (2, 3)), words_of_syllables(chance, 150, (2, 3))
    family_names, places = words_of_syllables(chance, max(200, people // 8), (2, 4)), words_of_syllables(chance, 12, (2, 3))
    out: list[dict[str, str]] = []
    while len(out) < people:
        day, place, family = chance.choice(DAYS), chance.choice(places), drawn_names(chance, family_names, 1)[0]
        size = chance.randint(2, 8) if chance.random() < in_families / 3 else 1
        father = drawn_names(chance, male, 1)[0]
        used: set[str] = set()
        for child in range(size):
            sex = chance.choice(("female", "male"))
            given = next(
                name for name in drawn_names(chance, female if sex == "female" else male, 60) if size == 1 or name not in used
            )
            used.add(given)
            out.append(
                {
                    "given_name": given, "father_name": father, "family_name": family, "sex": sex,
                    "age": str(chance.randint(1, 17) if child and size > 2 else chance.randint(18, 75)),
                    "harm_date": day, "harm_place": place,
                }
            )  # fmt: skip
    return out[:people]


def _full(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    return _worn(chance, person, error=0.08, gap=0.08)


def _without_father(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = _worn(chance, person, error=0.15, gap=0.2)
    row.pop("father_name", None)
    return row


def _as_one_name(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = _worn(chance, person, error=0.12, gap=0.15)
    row["name"] = " ".join(row.pop(part) for part in ("given_name", "father_name", "family_name") if row.get(part))
    row.pop("harm_place", None)
    return row


def _from_graves(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = _worn(chance, person, error=0.2, gap=0.25)
    row.pop("age", None)
    return row


def _worn(chance: random.Random, person: dict[str, str], error: float, gap: float) -> dict[str, str]:
    """The person as a clerk wrote them: letters changed, ages a few years off, cells left empty but for the name's."""
    row = dict(person)
    for part in ("given_name", "father_name", "family_name", "harm_place"):
        if chance.random() < error:
            row[part] = misspelled(chance, row[part])
    if chance.random() < 2 * error:
        row["age"] = str(max(0, int(row["age"]) + chance.choice((-2, -1, 1, 2, 5))))
    for field in ("father_name", "age", "sex", "harm_date", "harm_place"):
        if chance.random() < gap:
            row.pop(field)
    return row
