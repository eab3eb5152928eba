"""What a recorder says of himself and of his method, in `release.yaml` of the case. A release without it is refused.

The five areas are those that Every Casualty Counts asks every recorder to make public (Standards for Casualty Recording, 2016):
kinds of source, collection, evaluation, corroboration, quality control. Which figures come of which rule the program says by
itself; how people chose and judged, only they can say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml

from cenotaph.errors import CannotPublish, InvalidValue
from cenotaph.protect.policy import PERSON_FIELDS, REVIEWS, ReleasePolicy
from cenotaph.text import load_plain_yaml
from cenotaph.vocabulary import load_vocabulary
from cenotaph.vocabulary.languages import LANGUAGES

__all__ = ["AREAS", "HINTS", "Statement", "empty_statement", "load_statement", "statement_choices", "write_statement"]

AREAS = {
    "definitions": "Definitions",
    "inclusion": "What is included, and what is not",
    "source_types": "Kinds of source",
    "collection": "How information is collected",
    "evaluation": "How sources and information are evaluated",
    "corroboration": "What counts as corroboration",
    "quality_control": "Quality control",
}
HINTS = {
    "definitions": "Who is a casualty here: direct or indirect deaths, civilians or all, from when to when, where.",
    "inclusion": "What must be known before an incident or a person is recorded, and what is left out and why.",
    "source_types": "Which kinds of source are used, and which are not.",
    "collection": "Who looks where, how often, in which languages; what cannot be reached.",
    "evaluation": "How a source, and what it says, is judged.",
    "corroboration": "How many independent origins are asked for, and what independent means.",
    "quality_control": "Who checks whom; how errors are found and mended.",
}
ASKED = ("title", "publisher", "contact")
POLICY = ("review", "minors", "place_precision", "staff")
OTHERS = ("person_fields", "about", "address", "licence", "estimate", "languages", "methodology")

HEAD = """\
# Who publishes this record, and how it was made. `cenotaph release` is refused while a field marked * is empty.
title:            # *
publisher:        # *
contact:          # * an address of mail to which corrections are sent
about:            # who you are, who pays, whom you work with
address:          # where the site will be found: https://example.org/record; citations name it
licence: CC-BY-4.0
review: approved          # or one-reader: how far a claim must have been read
minors: withhold          # or publish: the names of dead children
place_precision: town     # the finest public precision: exact, town, near, district, province, country
staff: withhold           # or publish: the names of those who decided
estimate: []              # methods whose estimates are published: log-linear, decomposable and others
languages: [en]           # what the site speaks, the first being that of its first page: en, es, fr, ar, ru, uk
methodology:"""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who publishes, under which licence, how to reach them, the method by area, the policy, which estimates are published,
    where the site will be found, and which languages it speaks, the first being that of its first page.
    """

    title: str
    publisher: str
    contact: str
    methodology: Mapping[str, str]
    policy: ReleasePolicy
    about: str = ""
    licence: str = "CC-BY-4.0"
    estimate: tuple[str, ...] = ()
    address: str = ""
    languages: tuple[str, ...] = ("en",)


def load_statement(text: str) -> Statement:
    """The statement. Raises `CannotPublish` naming everything that is missing, empty or unknown, at once."""
    try:
        data = load_plain_yaml(text) or {}
    except yaml.YAMLError as fault:
        raise CannotPublish(f"release.yaml is no YAML: {str(fault).splitlines()[0]}") from fault
    if not isinstance(data, dict):
        raise CannotPublish("release.yaml has no fields")
    _refuse_gaps(data)
    try:
        return Statement(
            title=_words(data["title"]),
            publisher=_words(data["publisher"]),
            contact=_words(data["contact"]),
            methodology=MappingProxyType({area: str(data["methodology"][area]).strip() for area in AREAS}),
            policy=_policy(data),
            about=str(data.get("about") or "").strip(),
            licence=_words(data.get("licence") or "CC-BY-4.0"),
            estimate=tuple(map(str, data.get("estimate") or ())),
            address=_address(data.get("address")),
            languages=_languages(data.get("languages")),
        )
    except (InvalidValue, TypeError) as fault:
        raise CannotPublish(f"release.yaml: {fault}") from fault


def _refuse_gaps(data: Mapping[str, Any]) -> None:
    method = data.get("methodology")
    method = method if isinstance(method, dict) else {}
    gaps = [f"{name} is empty" for name in ASKED if not _words(data.get(name))]
    gaps += [f"methodology: {area} ({AREAS[area].lower()}) is empty" for area in AREAS if not _words(method.get(area))]
    gaps += [f"{name} means nothing" for name in sorted(set(data) - {*ASKED, *POLICY, *OTHERS})]
    gaps += [f"methodology: {name} means nothing" for name in sorted(set(method) - set(AREAS))]
    if gaps:
        raise CannotPublish(
            "nothing is published before its method is stated: " + "; ".join(gaps),
            remedy="fill release.yaml in the case's folder",
        )


def _policy(data: Mapping[str, Any]) -> ReleasePolicy:
    said = {name: str(data[name]) for name in POLICY if data.get(name)}
    fields = tuple(map(str, data["person_fields"])) if "person_fields" in data else PERSON_FIELDS
    return ReleasePolicy(**said, person_fields=fields)


def _address(given: object) -> str:
    address = _words(given)
    if address and not address.startswith(("https://", "http://")):
        raise InvalidValue(f"address is where the site will be found, https://…, not {address!r}")
    return address


def _languages(given: object) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(map(str, given if isinstance(given, list) else [given] if given else ["en"])))
    unknown = [code for code in asked if code not in LANGUAGES]
    if unknown or not asked:
        raise InvalidValue(f"languages are some of {', '.join(LANGUAGES)}, not {', '.join(unknown) or 'none'}")
    return asked


def _words(given: object) -> str:
    return " ".join(str(given or "").split())


def statement_choices() -> dict[str, tuple[str, ...]]:
    """What each field of policy may be, the usual one first."""
    precisions = [term.code for term in load_vocabulary("place_precision")]
    usual = ReleasePolicy()
    return {
        "review": tuple(REVIEWS),
        "minors": ("withhold", "publish"),
        "place_precision": (usual.place_precision, *(code for code in precisions if code != usual.place_precision)),
        "staff": ("withhold", "publish"),
    }


def write_statement(fields: Mapping[str, Any]) -> str:
    """The `release.yaml` that says this; what is empty is left out, and comments of a former file are lost."""
    kept = {name: value for name, value in fields.items() if value or name in ("person_fields", "estimate")}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000)


def empty_statement() -> str:
    """A `release.yaml` to fill."""
    lines = [HEAD]
    for area in AREAS:
        lines += [f"  # * {HINTS[area]}", f"  {area}:"]
    return "\n".join(lines) + "\n"
