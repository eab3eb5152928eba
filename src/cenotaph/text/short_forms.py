"""Which full names a given name may be short for: `Bill` is William, `Bert` is Albert, Herbert or Robert, `Саша` is Александр.

In goes one word of a name in any script; out come the sounds of the full names, for comparing. Refuses to say which of them is
meant: a short form is a sign of one person and no proof, and the name stays as it was written. The lists are data,
`languages/<code>/short_forms.yaml`, and hold for every list: a list in English names people of many countries.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from cenotaph.text.name_forms import sound_of
from cenotaph.text.names import parse_name
from cenotaph.text.plain_yaml import load_plain_yaml

__all__ = ["full_names"]


@lru_cache(maxsize=50_000)
def full_names(word: str) -> tuple[str, ...]:
    """The sounds of the full names that a folded given name is a short form of, in order; none for most words."""
    return _known().get(sound_of(word), ())


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    held: dict[str, set[str]] = {}
    for folder in (files("cenotaph.text") / "languages").iterdir():
        listed = folder / "short_forms.yaml"
        if listed.is_file():
            for full, short in load_plain_yaml(listed.read_text(encoding="utf-8")).items():
                for written in map(str, short):
                    held.setdefault(_sound(written), set()).add(_sound(str(full)))
    return {short: tuple(sorted(full - {short})) for short, full in held.items()}


def _sound(name: str) -> str:
    return sound_of("".join(parse_name(name).words))
