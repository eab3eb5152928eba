"""How a list of names in Latin letters spells: told from letters that only one spelling has, and only of most of a list.

`Jovan` of a Serbian list is Йован, that of an English one Джован; a single name cannot say which. In go the names of one list;
out comes what is put for each letter before the sounds of its words are compared. Refuses to guess: without the signs in a fair
part of the names a list is taken to spell as English does.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from cenotaph.text.fold import fold
from cenotaph.text.names import WORD

__all__ = ["Orthography", "orthography_of"]

FAIR_PART = 0.05  # of the names: in text of these languages one name in three has such a letter; strangers on a list are rarer


class Orthography:
    """What is put for the letters of one spelling."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self._letters = letters
        self._any = re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True)))

    def sounding(self, written: str) -> dict[str, str]:
        """The words of a name that would sound otherwise as English reads them: folded as they are compared, and respelled."""
        found = {}
        for word in WORD.findall(unicodedata.normalize("NFC", written).replace("İ", "i").lower()):
            folded, respelled = fold(word), fold(self._any.sub(lambda one: self._letters[one[0]], word))
            if respelled != folded:
                found[folded] = respelled
        return found


def orthography_of(names: Iterable[str]) -> Orthography | None:
    """The spelling whose signs most names of a list have, None where no spelling has them in a fair part of it."""
    held = [unicodedata.normalize("NFC", name) for name in names]
    counted = {code: sum(1 for name in held if signs.search(name)) for code, (signs, _) in _known().items()}
    best = max(counted, key=lambda code: counted[code], default="")
    return _known()[best][1] if best and counted[best] >= max(1.0, FAIR_PART * len(held)) else None


def _cases(signs: Iterable[str]) -> Iterator[str]:
    """Letters small and capital; a pattern that takes no notice of capitals would take every I for a dotless one."""
    for sign in signs:
        yield sign
        if sign.upper() != sign and sign.upper().lower() == sign:
            yield sign.upper()


@cache
def _known() -> Mapping[str, tuple[re.Pattern[str], Orthography]]:
    text = (files("cenotaph.text") / "scripts" / "latn" / "orthographies.yaml").read_text(encoding="utf-8")
    return {
        code: (re.compile("[" + "".join(_cases(entry["signs"])) + "]"), Orthography(entry["letters"]))
        for code, entry in yaml.safe_load(text).items()
    }
