"""The forms in which names of records are compared: as spelled, as they sound, their consonants, their beginnings.

In go a record's values, or a name and how its list spells; out comes the name, or its features by column. Refuses to choose
between readings: a name beside one part that fits neither way is compared as it stands.
"""

import re
from collections.abc import Callable, Mapping

from cenotaph.text import Name, full_names, parse_name, skeleton_of, sound_of

__all__ = ["NAME_FEATURES", "name_features", "name_of"]

NAME_FEATURES = (
    *(f"{part}_{form}" for part in ("given", "family", "rest", "whole") for form in ("fold", "sound", "skel")),
    "given_start",
    "family_start",
    "given_initial",
    "given_full",
    "given_stem",
    "father_skel",
    "grandfather_skel",
)
FONDNESS = re.compile(r"(?<=\w{3})(?:ie|ey|y|и|а|я)$")  # endings of short forms that no list knows: Gordie, Wilky


def name_of(values: Mapping[str, str]) -> Name:
    """The name by its parts where a list gives parts, else taken apart.

    A "name" beside one part is either the whole name, which then holds the part, or the other part.
    """
    whole = parse_name(values.get("name", ""))
    given = parse_name(values.get("given_name", "")).words
    family = parse_name(values.get("family_name", "")).words
    if not given and not family:
        return whole
    if whole.words and bool(given) is not bool(family):
        if set(given or family) <= set(whole.words):
            return whole
        given, family = given or whole.words, family or whole.words
    middle = [parse_name(values[field]).given for field in ("father_name", "grandfather_name") if values.get(field)]
    script = parse_name(values.get("given_name") or values.get("family_name", "")).script
    words = (*given, *middle, *family)
    return Name(script, words, given[0] if given else "", (*given[1:], *middle), "".join(family))


def name_features(name: Name, heard: Callable[[str], str]) -> dict[str, object]:
    """The forms of each part; a word is `heard` as its list spells it."""
    rest = [*name.middle, name.family] if name.family else list(name.middle)
    row: dict[str, object] = {}
    for part, words in (("given", [name.given]), ("family", [name.family]), ("rest", rest)):
        kept = [word for word in words if word]
        row[f"{part}_fold"] = " ".join(kept)
        row[f"{part}_sound"] = " ".join(sound_of(heard(word)) for word in kept)
        row[f"{part}_skel"] = " ".join(skeleton_of(heard(word)) for word in kept)
    row["whole_fold"] = "".join(name.words)
    row["whole_sound"] = "".join(sound_of(heard(word)) for word in name.words)
    row["whole_skel"] = "".join(skeleton_of(heard(word)) for word in name.words)
    row["given_start"] = str(row["given_skel"])[:2]
    full = full_names(heard(name.given)) if name.given else ()
    row["given_full"] = f" {' '.join(full)} " if full else None
    row["given_stem"] = FONDNESS.sub("", name.given)
    row["given_initial"] = str(row["given_skel"])[:1]
    row["family_start"] = str(row["family_skel"])[:3]
    row["father_skel"] = skeleton_of(heard(name.father)) if name.father else None
    row["grandfather_skel"] = skeleton_of(heard(name.grandfather)) if name.grandfather else None
    return row
