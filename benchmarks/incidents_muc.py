"""Incidents on the MUC-3/4 reports: are the reports of one event joined, and are its numbers near those of the answer keys?

An event is a set of templates of different reports that the keys give one type, days at most two apart, places of which one lies in
the other, and a human target whose name or description they share; only events that three or more reports tell count. A report tells of
the event in the incident that holds most of its claims on the words of the template's human targets. Printed, aggregates only, for
the reports name real people: pairs of tellings that are one incident and one event (P, R, F1), and the incidents with a bound over ten
times the largest number that any key of theirs gives.

    python benchmarks/incidents_muc.py FOLDER …
"""

import contextlib
import itertools
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cenotaph.model import ClaimInDocument, Incident, Role
from cenotaph.steps.add import add_to_case
from cenotaph.store import create_case
from muc_cross_check import strings, templates_of, texts_of

MONTHS = {
    name: number
    for number, name in enumerate(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1)
}
DATE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")
NUMBER = re.compile(r"\d+")
DAYS_APART = 2
REPORTS = 3
TIMES = 10
PLAIN = frozenset(
    [
        "THE",
        "OF",
        "A",
        "AN",
        "AND",
        "IN",
        "ON",
        "AT",
        "FROM",
        "TO",
        "BY",
        "TWO",
        "THREE",
        "PEOPLE",
        "PERSON",
        "PERSONS",
        "MEN",
        "MAN",
        "CIVILIANS",
        "SOLDIERS",
    ]
)


@dataclass(frozen=True)
class Telling:
    """One template: what one report tells of one event."""

    document: str
    kind: str
    days: tuple[date, date] | None
    places: frozenset[str]
    targets: tuple[str, ...]
    number: int

    def words(self) -> frozenset[str]:
        """The telling words of its targets."""
        return frozenset(word for target in self.targets for word in re.findall(r"[A-Z]{3,}", target.upper())) - PLAIN


def days_of(words: str) -> Iterator[date]:
    """The days written in a key; one of its misprints is a day that no month has."""
    for day, month, year in DATE.findall(words):
        with contextlib.suppress(ValueError):
            yield date(1900 + int(year), MONTHS.get(month, 0), int(day))


def tellings(folder: Path) -> list[Telling]:
    """The templates that have a human target with words."""
    out = []
    for template in templates_of(folder):
        if "ACCOMPLISHED" not in template.get("INCIDENT: STAGE OF EXECUTION", [""])[0]:
            continue
        found = list(days_of(template["INCIDENT: DATE"][0]))
        targets = [
            w for slot in ("HUM TGT: NAME", "HUM TGT: DESCRIPTION") for _, ws in strings(template.get(slot, [])) for w in ws
        ]
        if not targets:
            continue
        numbers = [int(n) for value, _ in strings(template.get("HUM TGT: NUMBER", [])) for n in NUMBER.findall(value)]
        total = [int(n) for n in NUMBER.findall(" ".join(template.get("HUM TGT: TOTAL NUMBER", [])))]
        where = frozenset(
            re.sub(r"\(.*?\)", "", part).strip()
            for line in template.get("INCIDENT: LOCATION", [])
            for part in re.split(r"[:\-]", line)[1:]
            if part.strip()
        )
        out.append(
            Telling(
                template["MESSAGE: ID"][0].split()[0],
                template["INCIDENT: TYPE"][0].split()[0],
                (min(found), max(found)) if found else None,
                where,
                tuple(targets),
                max([sum(numbers), *total], default=0),
            )
        )
    return out


def one_event(a: Telling, b: Telling) -> bool:
    """Whether the keys give two templates of different reports one event."""
    if a.document == b.document or a.kind != b.kind or not a.days or not b.days:
        return False
    apart = (max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])).days
    if apart > DAYS_APART or a.places and b.places and not a.places & b.places:
        return False
    return bool(a.words() & b.words())


def event_numbers(found: list[Telling]) -> list[int]:
    """For each telling a number that all tellings of its event share."""
    parent = list(range(len(found)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for a, b in itertools.combinations(range(len(found)), 2):
        if one_event(found[a], found[b]):
            parent[root(b)] = root(a)
    return [root(n) for n in range(len(found))]


def events_of(found: list[Telling]) -> list[list[Telling]]:
    """The events that enough reports tell."""
    groups: dict[int, list[Telling]] = defaultdict(list)
    for telling, number in zip(found, event_numbers(found), strict=True):
        groups[number].append(telling)
    return [group for group in groups.values() if len({t.document for t in group}) >= REPORTS]


def told_in(telling: Telling, claims: list[ClaimInDocument], incident_of: dict[str, str]) -> str | None:
    """The incident that holds most of the report's claims on the words of the template's targets."""
    words = telling.words()
    held: Counter[str] = Counter()
    for stated in claims:
        mine = set(re.findall(r"[A-Z]{3,}", stated.victims_words.upper()))
        if mine & words and stated.claim.id in incident_of:
            held[incident_of[stated.claim.id]] += 1
    return max(held, key=lambda one: (held[one], one), default=None)


def measure(found: list[Telling], claims: list[ClaimInDocument], incidents: list[Incident]) -> None:
    """Print the pairs and the bounds."""
    incident_of = {m.claim_id: one.id for one in incidents for m in one.members if m.role not in (Role.CUMULATIVE, Role.EXCLUDED)}
    by_document: dict[str, list[ClaimInDocument]] = defaultdict(list)
    for stated in claims:
        by_document[stated.document_name.rsplit(".", 1)[0]].append(stated)
    events = events_of(found)
    said: list[tuple[int, str]] = []
    silent = 0
    largest: dict[str, int] = defaultdict(int)
    for number, event in enumerate(events):
        for document in sorted({t.document for t in event}):
            mine = [told_in(t, by_document[document], incident_of) for t in event if t.document == document]
            known = [one for one in mine if one]
            silent += not known
            said.append((number, known[0] if known else f"none {number} {document}"))
    for telling in found:
        one = told_in(telling, by_document[telling.document], incident_of)
        if one and telling.number:
            largest[one] = max(largest[one], telling.number)
    pairs = Counter((a[0] == b[0], a[1] == b[1]) for a, b in itertools.combinations(said, 2))
    precision = pairs[True, True] / max(1, pairs[True, True] + pairs[False, True])
    recall = pairs[True, True] / max(1, pairs[True, True] + pairs[True, False])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{len(events)} events told by {REPORTS} or more reports, {len(said)} tellings, {silent} of them without a claim")
    print(f"pairs    P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    bounds = [max((f.high or f.low or 0) for f in one.figures) for one in incidents if one.id in largest and one.figures]
    keyed = [largest[one.id] for one in incidents if one.id in largest and one.figures]
    over = sum(bound > TIMES * key for bound, key in zip(bounds, keyed, strict=True))
    print(
        f"bounds   {len(bounds)} incidents that a key gives a number of people, {over} with a bound over {TIMES} times the largest"
    )


def main() -> None:
    """Add the reports to a case of their own and print what became of the keys' events."""
    folders = [Path(one) for one in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as place:
        reports = Path(place) / "reports"
        reports.mkdir()
        for name, text in (item for folder in folders for item in texts_of(folder).items()):
            (reports / f"{name}.txt").write_text(text, encoding="utf-8")
        case = create_case(Path(place) / "case")
        add_to_case(case, [str(reports)])
        with case.reading() as record:
            measure(
                [one for folder in folders for one in tellings(folder)],
                list(record.claims.in_documents()),
                record.incidents.all(),
            )


if __name__ == "__main__":
    main()
