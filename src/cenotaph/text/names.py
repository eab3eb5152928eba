"""A person's name as written, taken apart: given name, father, grandfather, family, kunya, titles.

In goes one string in any script; out comes a `Name`, whose words keep their order. Refuses to guess what is not in the
name: a name of one word has a given name only, and a chain of three has no grandfather. What naming custom a list follows
is told by particles and endings that stand in `scripts/<code>/names.yaml`, never by code.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from cenotaph.text.fold import fold
from cenotaph.text.script import Script, load_scripts, script_of

__all__ = ["Name", "parse_name"]

# Vowel signs of the scripts of India and of South-East Asia are parts of a word, and no letters to Python.
LETTER = r"(?:[^\W_]|[\u0900-\u0963\u0966-\u109f\u1780-\u17d3])"
WORD = re.compile(rf"{LETTER}+(?:[-'’ʼ.]{LETTER}+)*")
SHORTEST_FAMILY = 5  # letters: Slavic family endings are two or three long, and given names as short as "Ivan" end so too
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name, spelled level (see `name_forms`), compounds joined: `عبد الله` is one word, as is `abu salem`.

    `given` is never empty for a name that has words; `middle` holds what stands between given and family name, of which the
    first is the father and the second the grandfather where the custom is a chain. `kunya` is "abu X" said of the person.
    """

    script: str
    words: tuple[str, ...] = ()
    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    kunya: str = ""
    titles: tuple[str, ...] = ()

    @property
    def father(self) -> str:
        """The first name after the given one, where one stands before the family name; else empty."""
        return self.middle[0] if self.middle else ""

    @property
    def grandfather(self) -> str:
        """The second name after the given one; else empty."""
        return self.middle[1] if len(self.middle) > 1 else ""


@lru_cache(maxsize=10_000)  # whole names: a list has most of them once, and each is asked for a few times on end
def parse_name(written: str) -> Name:
    """Take apart a name. Never raises: a string without letters gives a `Name` without words."""
    code = script_of(written)
    script = load_scripts().get(code)
    folded = fold(BRACKETED.sub(" ", written) or written).replace("’", "'").replace("ʼ", "'")
    if script is None:
        return _placed(code, WORD.findall(folded), [], None)
    family_first = "," in written or "،" in written
    pieces = re.split("[,،]", folded, maxsplit=1) if family_first else [folded]
    parsed = [_words(piece, script) for piece in pieces]
    titles = [title for _, found in parsed for title in found]
    words = [word for found, _ in reversed(parsed) for word in found]
    return _placed(code, words, titles, script)


def _words(piece: str, script: Script) -> tuple[list[str], list[str]]:
    words = [script.spell(word) for word in WORD.findall(piece)]
    titles = []
    while len(words) > 1 and words[0].rstrip(".") in script.honorifics:
        titles.append(words.pop(0))
    while len(words) > 1 and words[-1].rstrip(".") in script.after_titles:
        titles.append(words.pop())
    kept = [script.equivalents.get(word, word) for at, word in enumerate(words) if at == 0 or word not in script.links]
    return _join(_with_articles(kept, script), script), titles


def _with_articles(words: list[str], script: Script) -> list[str]:
    """`al najjar`, `an-najjar` and `el-najjar` all become `alnajjar`."""
    joined: list[str] = []
    held = ""
    for at, word in enumerate(words):
        if word in script.articles and at + 1 < len(words):
            held = script.article
            continue
        head, mark, rest = word.partition("-")
        if mark and head in script.articles and rest:
            word = script.article + rest
        joined.append(held + word)
        held = ""
    return joined


def _join(words: list[str], script: Script) -> list[str]:
    """`abd alrahman` is one name, and so are `abu salem`, `salah aldin` and `de la cruz`."""
    joined: list[str] = []
    held = ""
    for at, word in enumerate(words):
        if word in script.joins_next and at + 1 < len(words):
            held += word
        elif word in script.joins_previous and joined and not held:
            joined[-1] += word
        else:
            joined.append(held + word)
            held = ""
    return joined


def _placed(code: str, words: list[str], titles: list[str], script: Script | None) -> Name:
    kunya = ""
    if script and len(words) > 2 and _is_kunya(words[0], script):
        kunya, words = words[0], words[1:]
    if script and len(words) > 1:
        words = _given_first(words, script)
    given = words[0] if words else ""
    family = words[-1] if len(words) > 1 else ""
    return Name(code, tuple(words), given, tuple(words[1:-1]), family, kunya, tuple(titles))


def _is_kunya(word: str, script: Script) -> bool:
    return any(word.startswith(start) and len(word) > len(start) + 2 for start in script.kunya)


def _given_first(words: list[str], script: Script) -> list[str]:
    """`Family Given Patronymic` and `Family Given`, as eastern registers write them, turned to given name first.

    Told by the endings alone, and only where the last word has no ending of a family name; a given name may end so too, so
    short words are not looked at.
    """
    patronymics, families = script.patronymic_suffixes, script.family_suffixes
    first, last = words[0], words[-1]
    if len(words) > 2 and patronymics and last.endswith(patronymics) and not words[1].endswith(patronymics):
        return [*words[1:], first]
    if families and len(first) >= SHORTEST_FAMILY and first.endswith(families) and not last.endswith((*families, *patronymics)):
        return [*words[1:], first]
    return words
