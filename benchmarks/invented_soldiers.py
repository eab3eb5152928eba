"""Two invented lists of soldiers: a roll kept by clerks, and what comrades, graves and newspapers wrote, which is messy.

The errors are those of registers in Latin letters: short forms (half of them in nobody's dictionary), initials, a middle name left
out, given and family name exchanged, letters that sound alike, ages for birth dates, dates a day off or with day and month
exchanged, and places told with their district. A few given names and a few days of battle hold most of the dead, so that names and
days agree by chance.
"""

import datetime as dt
import random

from cenotaph.link import LinkInput
from invented_people import drawn_names, misspelled, words_of_syllables

KNOWN_SHORT = {
    "john": ("jack", "johnny"), "william": ("bill", "will", "willie"), "james": ("jim", "jimmy"), "george": (), "thomas": ("tom", "tommy"),
    "charles": ("charlie", "chas"), "robert": ("bob", "bert", "rob"), "henry": ("harry", "hal"), "joseph": ("joe",), "edward": ("ted", "ned", "eddie"),
    "albert": ("bert", "al"), "frederick": ("fred", "freddie"), "arthur": ("art",), "samuel": ("sam",), "alexander": ("alex", "sandy", "alec"),
    "walter": ("walt", "wat"), "david": ("dave", "davy"), "richard": ("dick", "rick"), "daniel": ("dan", "danny"), "michael": ("mick", "mike"),
    "patrick": ("pat", "paddy"), "francis": ("frank",), "benjamin": ("ben",), "andrew": ("andy",), "peter": ("pete",), "hugh": (),
    "lawrence": ("larry", "laurie"), "herbert": ("bert", "herb"), "stephen": ("steve",), "christopher": ("chris", "kit"), "anthony": ("tony",),
    "leonard": ("len",), "matthew": ("matt",), "edwin": ("ed", "ted"), "philip": ("phil",), "nathaniel": ("nat",), "archibald": ("archie",),
    "donald": ("don",), "reginald": ("reg", "rex"), "sidney": ("sid",), "theodore": ("ted", "theo"), "timothy": ("tim",), "victor": ("vic",),
}  # fmt: skip
ENDINGS = ("ford", "ton", "ley", "man", "son", "er", "ell", "wick", "", "", "")
SOUNDS = (("ph", "f"), ("ck", "k"), ("ie", "ei"), ("ee", "ea"), ("y", "ie"), ("s", "z"), ("c", "k"), ("i", "y"))
IN_ROLL, IN_MESSY = 0.75, 0.6


def invented_soldiers(people: int = 20_000, seed: int = 5) -> tuple[LinkInput, list[str]]:
    """A roll of three in four, a messy list of six in ten, and the truth."""
    chance = random.Random(seed)
    persons = _persons(chance, people)
    values, lists, truth = [], [], []
    for name, share, written in (("roll", IN_ROLL, _as_on_the_roll), ("messy", IN_MESSY, _as_others_wrote)):
        for number, person in enumerate(persons):
            if chance.random() < share:
                values.append(written(chance, person))
                lists.append(name)
                truth.append(str(number))
    return LinkInput(values, lists, frozenset(lists)), truth


def _persons(chance: random.Random, people: int) -> list[dict[str, str]]:
    given = [*KNOWN_SHORT, *words_of_syllables(chance, 80, (2, 3))]
    chance.shuffle(given)
    stems = words_of_syllables(chance, people // 6, (1, 2))
    families = [stem + chance.choice(ENDINGS) for stem in stems]
    towns, districts = words_of_syllables(chance, 150, (2, 3)), words_of_syllables(chance, 25, (2, 3))
    district = {town: chance.choice(districts) for town in towns}
    first_day = dt.date(1914, 8, 1)
    battles = [first_day + dt.timedelta(days=chance.randrange(1_500)) for _ in range(25)]
    fields = [chance.choice(towns) for _ in battles]
    out = []
    for _ in range(people):
        battle = chance.randrange(len(battles)) if chance.random() < 0.5 else None
        died = first_day + dt.timedelta(days=chance.randrange(1_500))
        day = battles[battle] + dt.timedelta(days=chance.randrange(4)) if battle is not None else died
        town = chance.choice(towns)
        out.append(
            {
                "given": drawn_names(chance, given, 1)[0],
                "middle": drawn_names(chance, given, 1)[0] if chance.random() < 0.5 else "",
                "family": drawn_names(chance, families, 1)[0],
                "born": (day - dt.timedelta(days=int(chance.triangular(17, 45, 22) * 365.25))).isoformat(),
                "died": day.isoformat(),
                "place": fields[battle] if battle is not None else chance.choice(towns),
                "home": town,
                "district": district[town],
            }
        )
    return out


def _as_on_the_roll(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = {
        "given_name": f"{person['given']} {person['middle']}".strip(),
        "family_name": person["family"],
        "harm_date": person["died"],
        "sex": "male",
    }
    if chance.random() < 0.05:
        row["family_name"] = misspelled(chance, row["family_name"])
    kind = chance.random()
    if kind < 0.75:
        row["birth_date"] = person["born"] if kind < 0.5 else person["born"][:4]
    for field, key, share in (("residence", "home", 0.6), ("harm_place", "place", 0.5)):
        if chance.random() < share:
            row[field] = person[key]
    return row


def _as_others_wrote(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    row = _name(chance, person) | _born(chance, person)
    day = dt.date.fromisoformat(person["died"])
    kind = chance.random()
    if kind < 0.5:
        row["harm_date"] = day.isoformat()
    elif kind < 0.65:
        row["harm_date"] = (day + dt.timedelta(days=chance.choice((-3, -2, -1, 1, 1, 2, 7)))).isoformat()
    elif kind < 0.77:
        row["harm_date"] = f"{day:%Y-%m}"
    elif kind < 0.8 and day.day <= 12:
        row["harm_date"] = day.replace(month=day.day, day=day.month).isoformat()
    if chance.random() < 0.4:
        home = misspelled(chance, person["home"]) if chance.random() < 0.15 else person["home"]
        row["residence"] = f"{home}, {person['district']}" if chance.random() < 0.3 else home
    if chance.random() < 0.3:
        row["harm_place"] = misspelled(chance, person["place"]) if chance.random() < 0.2 else person["place"]
    return row


def _name(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    given, family, middle = person["given"], person["family"], person["middle"] if chance.random() < 0.4 else ""
    kind = chance.random()
    if kind < 0.15:
        given = chance.choice(KNOWN_SHORT.get(given, ()) or (given,)) if given in KNOWN_SHORT else _shortened(chance, given)
    elif kind < 0.27:
        given = misspelled(chance, given)
    if chance.random() < 0.18:
        family = misspelled(chance, family)
    elif chance.random() < 0.15:
        family = _as_it_sounds(chance, family)
    if chance.random() < 0.15:
        given, middle = f"{given[0]}.", f"{middle[0]}." if middle else ""
    elif middle and chance.random() < 0.4:
        middle = f"{middle[0]}."
    if chance.random() < 0.05 and middle and len(middle) > 2:
        given, middle = middle, given
    if chance.random() < 0.05:
        given, family, middle = family, given, ""
    first = f"{given} {middle}".strip()
    form = chance.random()
    if form < 0.4:
        return {"name": f"{family}, {first}"}
    return {"name": f"{first} {family}"} if form < 0.6 else {"given_name": first, "family_name": family}


def _shortened(chance: random.Random, given: str) -> str:
    """A short form that no dictionary has: the beginning of the name, with or without an ending of fondness."""
    return given[: chance.choice((3, 4))].rstrip("aeiou") + chance.choice(("", "ie", "y"))


def _as_it_sounds(chance: random.Random, family: str) -> str:
    known = [pair for pair in SOUNDS if pair[0] in family]
    if not known:
        at = chance.randrange(len(family))
        return family[:at] + family[at] + family[at:]
    old, new = chance.choice(known)
    return family.replace(old, new, 1)


def _born(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    born = dt.date.fromisoformat(person["born"])
    years = (dt.date.fromisoformat(person["died"]) - born).days * 100 // 36525
    kind = chance.random()
    if kind < 0.4:
        return {"age": str(max(15, years + chance.choice((0, 0, 0, 0, 0, -1, 1, 1, 2, -3))))}
    if kind < 0.5:
        return {"birth_date": str(born.year + chance.choice((0, 0, 0, 1)))}
    return {"birth_date": born.isoformat()} if kind < 0.57 else {}
