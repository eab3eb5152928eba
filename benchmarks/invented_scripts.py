"""Invented lists in scripts whose letters or vowel signs other scripts lack: one people in Serbian Cyrillic and Latin, and one in
Devanagari, each list with errors of its own.
"""

import random
from collections.abc import Callable

from cenotaph.link import LinkInput

Spell = Callable[[str], str]
LATIN = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "đ",
            "e",
            "ž",
            "z",
            "i",
            "j",
            "k",
            "l",
            "lj",
            "m",
            "n",
            "nj",
            "o",
            "p",
            "r",
            "s",
            "t",
            "ć",
            "u",
            "f",
            "h",
            "c",
            "č",
            "dž",
            "š",
        ],
        strict=True,
    )
)
STARTS = ["М", "Д", "Ж", "Ч", "Ш", "Ђ", "Б", "С", "Н", "Р", "В", "Љ", "З", "Г", "Т", "П", "Ј", "Ц"]
ENDS = [
    "ила",
    "рага",
    "ељко",
    "едомир",
    "тефан",
    "орђе",
    "ојан",
    "лободан",
    "енад",
    "адован",
    "ук",
    "убомир",
    "оран",
    "омислав",
    "етар",
    "анче",
    "ушан",
    "ања",
    "есна",
    "ана",
    "ата",
]
STEMS = ["арк", "илић", "ранч", "ук", "ођ", "ећ", "иш", "ерж", "абн", "орђ", "екл", "ељк", "учи", "раш", "ичк", "ут", "ед"]
CONSONANTS = "कखगचजटडतदनपबमयरलवशसह"
SIGNS = ["", "ा", "ि", "ी", "ु", "ू", "े", "ो", "ं"]


def serbian(people: int = 1_500, seed: int = 1) -> tuple[LinkInput, list[str]]:
    """One list in Cyrillic and one in Latin letters, a name in ten of the second misspelled, and the truth."""
    chance = random.Random(seed)
    given = sorted({start + end for start in STARTS for end in ENDS})
    family = sorted({start + stem + end for start in STARTS for stem in STEMS for end in ("ић", "овић")})
    persons = _persons(chance, people, given, family)
    return _two_lists(chance, persons, lambda word: word, lambda word: _worn(chance, _latin(word), "aeiou"))


def devanagari(people: int = 1_500, seed: int = 1) -> tuple[LinkInput, list[str]]:
    """Two lists in one script, a word in eight of the second with another vowel sign, and the truth."""
    chance = random.Random(seed)

    def word(least: int, most: int) -> str:
        return "".join(chance.choice(CONSONANTS) + chance.choice(SIGNS) for _ in range(chance.randint(least, most)))

    given, family = sorted({word(2, 3) for _ in range(250)}), sorted({word(2, 4) for _ in range(400)})
    persons = _persons(chance, people, given, family)
    return _two_lists(chance, persons, lambda one: one, lambda one: _worn(chance, one, SIGNS[1:]))


def _persons(chance: random.Random, people: int, given: list[str], family: list[str]) -> list[tuple[str, str, str, int]]:
    chance.shuffle(given)
    chance.shuffle(family)
    firsts = chance.choices(given[:200], weights=[1 / (at + 8) for at in range(len(given[:200]))], k=people)
    lasts = chance.choices(family, weights=[1 / (at + 15) for at in range(len(family))], k=people)
    return [
        (first, last, chance.choice(("female", "male")), chance.randint(1, 85)) for first, last in zip(firsts, lasts, strict=True)
    ]


def _two_lists(
    chance: random.Random, persons: list[tuple[str, str, str, int]], first_spells: Spell, second_spells: Spell
) -> tuple[LinkInput, list[str]]:
    values: list[dict[str, str]] = []
    lists: list[str] = []
    truth: list[str] = []
    for number, (given, family, sex, age) in enumerate(persons):
        for name, spell in (("first", first_spells), ("second", second_spells)):
            if chance.random() < 0.6:
                off = chance.choice((-1, 1)) if name == "second" and chance.random() < 0.15 else 0
                values.append({"name": f"{spell(given)} {spell(family)}", "sex": sex, "age": str(max(0, age + off))})
                lists.append(name)
                truth.append(str(number))
    return LinkInput(values, lists, frozenset(lists)), truth


def _latin(word: str) -> str:
    return "".join(LATIN[letter.lower()].capitalize() if letter.isupper() else LATIN[letter] for letter in word)


def _worn(chance: random.Random, word: str, letters: str | list[str]) -> str:
    """The word with its last letter written otherwise, once in ten."""
    return word[:-1] + chance.choice(letters) if chance.random() < 0.1 else word
