"""Spells out words that are listed by stem and class: "asesin" of the verbs in -ar, "солдат:m" of the masculine nouns.

A class is data: what forms it has, each the stem and an ending, and what each form tells. A language whose words have twenty
forms is listed by stems, or half of the forms are forgotten.

`inflections.yaml`:

    verbs: {CLASS: {KIND: [ending, …]}}        kinds as in `harms.yaml`: active, past, intransitive, nominal_owned …
    nouns: {CLASS: {one: [ending, …], many: […], two: […]}}

An ending "-xy+z" first takes "xy" off the stem. Refuses a class that is not listed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cenotaph.errors import InvalidValue

__all__ = ["decline", "inflect"]

STEMS = "stems"
PAIRS = "pairs"  # nouns whose form says that they are two
NO_FORM = "~"


def inflect(harms: Mapping[str, Any], classes: Mapping[str, Any]) -> dict[str, Any]:
    """The list of harms with `stems` {class: {harm: [stem, …]}} spelled out into the kinds that each form belongs to.

    Raises `InvalidValue` for a class that `classes` lacks.
    """
    out = {kind: dict(given) if isinstance(given, dict) else given for kind, given in harms.items() if kind != STEMS}
    for name, by_harm in (harms.get(STEMS) or {}).items():
        for kind, endings in _of_class(classes, name).items():
            listed = out.setdefault(kind, {})
            for harm, stems in by_harm.items():
                forms = [form for stem in stems for form in _forms(stem, endings)]
                listed[harm] = list(dict.fromkeys([*(listed.get(harm) or ()), *forms]))
    return out


def decline(persons: Mapping[str, Any], classes: Mapping[str, Any]) -> dict[str, Any]:
    """The list of persons with every "stem:class" spelled out as "one/one many/many", and under `pairs` the forms for two."""
    out: dict[str, Any] = {}
    pairs: dict[str, list[str]] = {group: list(forms) for group, forms in (persons.get(PAIRS) or {}).items()}
    for group, listed in persons.items():
        if not isinstance(listed, list):
            out[group] = listed
            continue
        out[group] = []
        for entry in listed:
            stem, given, name = str(entry).partition(":")
            if not given:
                out[group].append(entry)
                continue
            endings = _of_class(classes, name)
            pairs.setdefault(group, []).extend(_forms(stem, endings.get("two") or ()))
            one, many = ("/".join(_forms(stem, endings.get(number) or ())) or NO_FORM for number in ("one", "many"))
            out[group].append(f"{one} {many}")
    if pairs:
        out[PAIRS] = pairs
    return out


def _of_class(classes: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    if name not in classes:
        raise InvalidValue(f"no class of words is called {name!r}; there are: {', '.join(sorted(classes))}")
    found: Mapping[str, Any] = classes[name]
    return found


def _forms(stem: str, endings: Iterable[object]) -> list[str]:
    return [_form(stem, str(ending)) for ending in endings]


def _form(stem: str, ending: str) -> str:
    if ending.startswith("-"):
        gone, _, added = ending[1:].partition("+")
        return stem.removesuffix(gone) + added
    return stem + ending
