"""Spells out the short forms of a list of cues: verbs by paradigm, phrases as families.

A list that names every inflection by hand forgets some ("was killing", "kills"): here a verb is one line.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from cenotaph.errors import InvalidValue

__all__ = ["spell_out"]

SLOTS = 5  # base, third person, past, participle, -ing form


def spell_out(listed: Mapping[str, Any]) -> dict[str, Any]:
    """The lists {kind: {harm: [phrase, …]}} with `verbs` and `families` spelled out into the kinds that they belong to.

    Raises `InvalidValue` for a verb that has not one form a slot.
    """
    out: dict[str, Any] = {
        kind: {harm: list(forms) for harm, forms in given.items()} if isinstance(given, dict) else given
        for kind, given in listed.items()
        if kind not in ("verbs", "families")
    }
    for voice, by_harm in (listed.get("verbs") or {}).items():
        for harm, verbs in by_harm.items():
            for verb in verbs:
                for kind, form in _forms(voice, verb):
                    _put(out, kind, harm, form)
    for family in listed.get("families") or ():
        for words in product(*family["words"]):
            _put(out, family["kind"], family["harm"], " ".join(word for word in words if word))
    return out


def _put(out: dict[str, Any], kind: str, harm: str, phrase: str) -> None:
    phrases = out.setdefault(kind, {}).setdefault(harm, [])
    if phrase not in phrases:
        phrases.append(phrase)


def _forms(voice: str, verb: str) -> Iterable[tuple[str, str]]:
    """Each form of a verb with its kind. A past form that is no participle ("slew") always has an object."""
    slots = [slot.split("/") for slot in verb.split()]
    if len(slots) != SLOTS:
        raise InvalidValue(f"{verb!r} has {len(slots)} forms, not {SLOTS}: base, third person, past, participle, -ing")
    base, third, past, participle, gerund = slots
    if voice == "intransitive":
        yield from (("intransitive", form) for slot in slots for form in slot)
        return
    yield from (("active", form) for form in (*base, *third, *gerund) if form not in participle)
    yield from (("past", form) for form in participle)
    yield from (("active", form) for form in past if form not in participle)
