"""Two invented lists of victims that overlap: names from invented syllables, one cell in five of the second list with an error."""

import datetime as dt
import random

from cenotaph.link import LinkInput

ONSETS = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh", "kh", "br", "dr", "kr", "tr"]
VOWELS = ["a", "e", "i", "o", "u", "aa", "ei", "ou"]
ERRORS = 0.2


def words_of_syllables(chance: random.Random, many: int, syllables: tuple[int, int]) -> list[str]:
    """So many different words of invented syllables."""
    found: dict[str, None] = {}
    while len(found) < many:
        found[
            "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(*syllables)))
            + chance.choice(["", "n", "r", "l", "m", "d"])
        ] = None
    return list(found)


def drawn_names(chance: random.Random, words: list[str], many: int) -> list[str]:
    """Names as they are given: the commonest a hundred times as often as the hundredth (Zipf)."""
    return chance.choices(words, weights=[1 / (rank + 10) for rank in range(len(words))], k=many)


def misspelled(chance: random.Random, word: str) -> str:
    """The word with a letter lost, changed, doubled or moved."""
    at = chance.randrange(len(word))
    kind = chance.random()
    if kind < 0.3:
        return word[:at] + word[at + 1 :] or word
    if kind < 0.6:
        return word[:at] + chance.choice("abdegiklmnorstu") + word[at + 1 :]
    if kind < 0.8 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def invented_lists(rows: int) -> tuple[LinkInput, list[str]]:
    """Two lists of `rows` records together and the truth. Four people in ten of each list stand in the other too."""
    chance = random.Random(20)
    each = rows // 2
    people = int(each * 1.6)
    given, family = words_of_syllables(chance, 3_000, (2, 3)), words_of_syllables(chance, 20_000, (2, 4))
    places = words_of_syllables(chance, 400, (2, 3))
    names = [drawn_names(chance, words, people) for words in (given, given, family)]
    start = dt.date(1930, 1, 1).toordinal()
    persons = [
        {
            "given_name": names[0][n],
            "father_name": names[1][n],
            "family_name": names[2][n],
            "sex": chance.choice(("female", "male")),
            "birth_date": dt.date.fromordinal(start + chance.randrange(25_000)).isoformat(),
            "harm_date": dt.date(1998, 3, 1 + chance.randrange(28)).isoformat(),
            "harm_place": chance.choice(places),
        }
        for n in range(people)
    ]
    first, second = range(each), range(people - each, people)
    values = [dict(persons[n]) for n in first] + [_with_errors(chance, persons[n]) for n in second]
    lists = ["first"] * each + ["second"] * each
    return LinkInput(values, lists, frozenset(lists)), [str(n) for n in (*first, *second)]


def _with_errors(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = dict(person)
    for field in ("given_name", "father_name", "family_name", "harm_place"):
        if chance.random() < ERRORS:
            row[field] = misspelled(chance, row[field])
    for field in ("birth_date", "harm_date"):
        if chance.random() < ERRORS:
            moved = dt.date.fromisoformat(row[field]).toordinal() + chance.choice((-10, -1, 1, 10, 30, 365))
            row[field] = dt.date.fromordinal(moved).isoformat()
    if chance.random() < ERRORS / 4:
        row["sex"] = ""
    return row
