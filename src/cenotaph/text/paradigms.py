"""Spells out the short forms of a list of cues: verbs by paradigm, phrases as families.

A list that names every inflection by hand forgets some ("was killing", "kills"): here a verb is one line.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from cenotaph.errors import InvalidValue

__all__ = ["spell_out"]

SHORT = ("verbs", "families")
NO_FORM = "~"
SLOTS = 5  # base, third person, past, participle, -ing form


def spell_out(listed: Mapping[str, Any]) -> dict[str, Any]:
    """The lists {kind: {harm: [phrase, …]}} with `verbs` and `families` spelled out into the kinds that they belong to.

    Raises `InvalidValue` for a verb that has not one form a slot.
    """
    spelled: dict[str, dict[str, dict[str, None]]] = {
        kind: {harm: dict.fromkeys(forms) for harm, forms in given.items()}
        for kind, given in listed.items()
        if isinstance(given, dict) and kind not in SHORT
    }

    def put(kind: str, harm: str, phrase: str) -> None:
        spelled.setdefault(kind, {}).setdefault(harm, {})[phrase] = None

    for voice, by_harm in (listed.get("verbs") or {}).items():
        for harm, verbs in by_harm.items():
            for verb in verbs:
                for kind, form in _forms(voice, verb):
                    put(kind, harm, form)
    for family in listed.get("families") or ():
        for words in product(*family["words"]):
            put(family["kind"], family["harm"], " ".join(word for word in words if word))
    out: dict[str, Any] = {kind: given for kind, given in listed.items() if kind not in SHORT}
    for kind, harms in spelled.items():  # the kinds keep their order: of two that list one phrase the first is meant
        out[kind] = {harm: list(phrases) for harm, phrases in harms.items()}
    return out


def _forms(voice: str, verb: str) -> Iterable[tuple[str, str]]:
    """Each form of a verb with its kind. A past form that is no participle ("slew") always has an object."""
    slots = [[form for form in slot.split("/") if form != NO_FORM] for slot in verb.split()]
    if len(slots) != SLOTS:
        raise InvalidValue(f"{verb!r} has {len(slots)} forms, not {SLOTS}: base, third person, past, participle, -ing")
    base, third, past, participle, gerund = slots
    if voice == "intransitive":
        yield from (("intransitive", form) for slot in slots for form in slot)
        return
    yield from (("active", form) for form in (*base, *third, *gerund) if form not in participle)
    yield from (("past", form) for form in participle)
    yield from (("active", form) for form in past if form not in participle)
