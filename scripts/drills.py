"""Fills in the invented sentences of drills.txt: gold documents that the reader is fitted on beside the real ones.

Real gold is rare and its constructions are those that happened to be in it; a drill says plainly what a construction means. Names,
places and people are put together at random from invented parts, so that no weight comes to rest on one of them.
"""

import random
import re
from pathlib import Path

from cenotaph.evaluate import GoldClaim, GoldDocument
from cenotaph.model import Span

__all__ = ["SOURCE", "load_drills"]

SOURCE = "drill"
VARIANTS = 3  # of each sentence
HARMS = {
    "k": "killed", "i": "injured", "m": "missing", "a": "abducted", "d": "detained", "x": "displaced",
    "t": "tortured", "s": "sexual_violence", "b": "bereaved",
}  # fmt: skip
GIVEN = [
    "Ada",
    "Matis",
    "Elin",
    "Oskar",
    "Yusuf",
    "Leila",
    "Carlos",
    "Maria",
    "Ivan",
    "Olena",
    "Samir",
    "Hanna",
    "Pedro",
    "Nadia",
    "Tomas",
    "Amina",
    "Viktor",
    "Rosa",
    "Karim",
    "Ines",
]
LAST = [
    "Lund",
    "Orlo",
    "Mard",
    "Lind",
    "Oroz",
    "Tull",
    "Venner",
    "Halvik",
    "Sarro",
    "Dresk",
    "Amari",
    "Kessel",
    "Varga",
    "Noor",
    "Tamm",
    "Ilves",
    "Quist",
    "Rask",
    "Odal",
    "Brenn",
]
PLACES = ["Ostra", "Venn", "Tull", "Senmark", "Khor", "Ledra", "Halvik", "Pakta", "Dorin", "Marrow"]
DAYS = ["Monday", "Tuesday", "14 March", "March 14", "Saturday", "Wednesday night", "Aug. 6", "Thursday morning"]
PERSONS = [
    "A soldier", "A woman", "A 34-year-old nurse", "A farmer", "An off-duty officer", "A 16-year-old boy", "A young girl", "One man",
    "A police officer", "A student", "A village elder", "A bus driver",
]  # fmt: skip
THE = ["The driver", "The soldier", "The 43-year-old woman", "The baker", "The boy"]
PEOPLE = [
    "three farmers", "at least 12 people", "dozens of villagers", "two police officers", "more than 40 civilians", "17 soldiers",
    "several children", "four members of one family", "nearly 30 students", "two men and a woman", "six", "about 250 people",
    "hundreds of people", "11 fishermen", "five Ostrans",
]  # fmt: skip
NUMBERS = ["two", "three", "14", "27", "63", "112", "nine", "at least 20"]
SLOT = re.compile(r"\{(NAME|SURNAME|PERSON|THE|PEOPLE|N|PLACE|DAY)(\d?)\}")
STARTING = ("PERSON", "THE", "PEOPLE")  # what takes a capital at the start of a sentence
MARK_OPENS = re.compile(r"<[a-z]:")
MARK = re.compile(r"<([a-z]):([^<>]*)>")


def load_drills() -> list[GoldDocument]:
    """The filled-in sentences, the same ones every time."""
    chance = random.Random(20)  # noqa: S311 (an order to repeat, not a secret)
    lines = (Path(__file__).parent / "drills.txt").read_text(encoding="utf-8").splitlines()
    plain = [line for line in lines if line and not line.startswith("#")]
    return [_document(line, f"{SOURCE}-{n}{k}", chance) for n, line in enumerate(plain) for k in range(VARIANTS)]


def _document(line: str, name: str, chance: random.Random) -> GoldDocument:
    text, claims, at = "", [], 0
    filled = _filled(line, chance)
    for found in MARK.finditer(filled):
        text += filled[at : found.start()]
        span = Span(len(text), len(text) + len(found[2]))
        claims.append(GoldClaim(f"c{len(claims)}", span, HARMS[found[1]], None, None, False, None, None, frozenset(), "", ""))
        text += found[2]
        at = found.end()
    return GoldDocument(name, text + filled[at:], "en", tuple(claims))


def _filled(line: str, chance: random.Random) -> str:
    people: dict[str, tuple[str, str]] = {}

    def word(found: re.Match[str]) -> str:
        kind, number = found[1], found[2]
        if kind in ("NAME", "SURNAME"):
            given, last = people.setdefault(number, (chance.choice(GIVEN), chance.choice(LAST)))
            return last if kind == "SURNAME" else f"{given} {last}"
        choices = {"PERSON": PERSONS, "THE": THE, "PEOPLE": PEOPLE, "N": NUMBERS, "PLACE": PLACES, "DAY": DAYS}[kind]
        chosen = chance.choice(choices)
        if kind not in STARTING:
            return chosen
        opens = not MARK_OPENS.sub("", line[: found.start()]).strip() or line[: found.start()].rstrip("<kimadxtsb:").endswith(
            ". "
        )
        return (chosen[0].upper() if opens else chosen[0].lower()) + chosen[1:]

    return SLOT.sub(word, line)
