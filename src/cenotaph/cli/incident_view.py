"""One incident for a person: the figures side by side by origin, the parts, what was left out and why, the words used."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cenotaph.cli.show import console, isolated, plain
from cenotaph.model import Characterisation, Figure, Grade, Harm, Incident, Member, Reason, Responsibility, Role
from cenotaph.reconcile import USUAL_POLICY
from cenotaph.show.incident_people import IncidentPeople
from cenotaph.show.incident_words import documents_of, words_of_incident
from cenotaph.show.wording import Say, say_of
from cenotaph.store import ClaimRow
from cenotaph.vocabulary import load_vocabulary

__all__ = ["incident_as_json", "member_as_json", "show_incident"]

ROLES = {
    Role.TOTAL: "",
    Role.REPEAT: Role.REPEAT,
    Role.SUPERSEDED: Role.SUPERSEDED,
    Role.PART: Role.PART,
    Role.CUMULATIVE: "period total",
    Role.EXCLUDED: "left out",
    Role.UNSURE: "read unsurely",
}


def member_as_json(member: Member, claims: Mapping[str, ClaimRow], say: Say) -> dict[str, Any]:
    """A claim in its incident, with what opens it: quotation, document, hash."""
    row = claims[member.claim_id]
    return {
        "claim": member.claim_id,
        "harm": row.claim.harm,
        "low": row.claim.count.low,
        "high": row.claim.count.high,
        "approx": row.claim.count.approx,
        "groups": list(row.claim.groups),
        "role": member.role,
        "origin": member.origin,
        "why": say(member.why),
        "speaker": row.claim.speaker_text or None,
        "status": row.claim.status,
        "quote": " ".join(row.quote.split()),
        "document": row.document_name,
        "sha256": row.document_sha256,
        "evidence": row.claim.evidence.as_pair(),
    }


def incident_as_json(one: Incident, claims: Mapping[str, ClaimRow], people: IncidentPeople | None = None) -> dict[str, Any]:
    """The whole incident as JSON, with the people of it who are known by name."""
    say = say_of(one, claims)
    return {
        "id": one.id,
        "label": one.label,
        "date": one.date.edtf if one.date else None,
        "date_why": say(one.date_why),
        "place": {"name": one.place.name, "gazetteer_id": one.place.gazetteer_id, "precision": one.place.precision}
        if one.place
        else None,
        "figures": [_as_json(f, say) for f in one.figures],
        "parts": [
            {"whole": p.whole, "parts": list(p.parts), "sentence": say(p.why), "consistent": p.consistent} for p in one.parts
        ],
        "grades": [_as_json(g, say) for g in one.grades],
        "conflicts": [say(conflict) for conflict in one.conflicts],
        "persons": [_person_as_json(person, claims) for person in one.persons],
        "stories": [
            {"document": claims[story[0]].document_name, "said_on": claims[story[0]].said_on, "claims": list(story)}
            for story in one.stories
        ],
        "people": [
            {
                "name": known.name,
                "fate": known.fate,
                "age": known.age or None,
                "sex": known.sex or None,
                "victim": known.victim_id,
                "lists": list(known.lists),
                "in_reports": len(known.named.named) if known.named else 0,
            }
            for known in (people.people if people else ())
        ],
        "near": [{"incident": near.incident_id, "percent": near.percent, "why": say(near.why)} for near in one.near],
        "claims": [member_as_json(member, claims, say) for member in one.members],
    }


def _person_as_json(person: Sequence[str], claims: Mapping[str, ClaimRow]) -> dict[str, Any]:
    """One victim whom the claims mention alone: the fullest name and the age that they give, and the claims."""
    rows = [claims[claim_id] for claim_id in person]
    named = [name for row in rows for name in row.claim.names]
    return {
        "name": max((name.text for name in named), key=lambda text: (len(text.split()), len(text)), default=None),
        "age": next((name.age for name in named if name.age is not None), None),
        "harms": sorted({row.claim.harm for row in rows}),
        "documents": sorted({row.document_name for row in rows}),
        "claims": list(person),
    }


def _as_json(part: Figure | Grade, say: Say) -> dict[str, Any]:
    held = {name: getattr(part, name) for name in part.__slots__}
    return {name: say(value) if isinstance(value, Reason) else value for name, value in held.items()}


def show_incident(
    one: Incident,
    claims: Mapping[str, ClaimRow],
    policy: str,
    characterisations: Sequence[tuple[str, Characterisation]],
    responsibilities: Sequence[tuple[str, Responsibility]] = (),
    *,
    brief: bool = False,
    people: IncidentPeople | None = None,
) -> None:
    """Print one incident; `brief` leaves parts and repeats to the arithmetic lines. `people` are those known by name."""
    screen, say = console(), say_of(one, claims)
    screen.print(Text(plain(one.label), style="bold"), Text(f"  {one.id}", style="dim"))
    screen.print(Text(plain(f"date: {say(one.date_why)}"), style="dim"))
    harms = [term.code for term in load_vocabulary("harm")]
    for harm in harms:
        members = [m for m in one.members if claims[m.claim_id].claim.harm == harm]
        if members and brief and harm != Harm.KILLED:
            _show_harm_briefly(screen, one, harm, members, claims, policy)
        elif members:
            _show_harm(screen, one, harm, members, claims, policy, brief)
    checks = {say(check.why): check for check in one.parts}
    for sentence, check in checks.items():
        mark = "" if check.consistent else "  ← does not add up"
        screen.print(Text(plain(f"parts: {sentence}{mark}"), style="" if check.consistent else "red"))
    for grade in one.grades:
        by = f"set by {grade.decided_by}" if grade.decided_by else "proposed"
        label = load_vocabulary(f"grade_{grade.scheme}")[grade.grade].label
        screen.print(Text(plain(f"{grade.scheme} grade: {label} ({by}: {say(grade.why)})")))
    for conflict in one.conflicts:
        screen.print(Text(plain(f"conflict: {say(conflict)}"), style="red"))
    if people is not None:
        _show_people(screen, people)
    _show_responsibility(screen, one, claims, responsibilities)
    _show_words(screen, one, claims, characterisations)


def _shown(*numbers: int | None) -> str:
    return " / ".join("not known" if n is None else f"{n:,}" for n in numbers)


def _show_harm_briefly(
    screen: Console, one: Incident, harm: str, members: Sequence[Member], claims: Mapping[str, ClaimRow], policy: str
) -> None:
    figure = one.figure(harm, policy) or one.figure(harm, USUAL_POLICY)
    if figure is None:
        return
    said = [f"{claims[m.claim_id].claim.count} ({m.origin})" for m in members if m.role == Role.TOTAL]
    line = Text(f"{load_vocabulary('harm')[harm].label.upper()}  {_shown(figure.low, figure.best, figure.high)}", style="bold")
    line.append(plain("  " + "; ".join(said)), style="not bold")
    screen.print(line)


def _show_harm(
    screen: Console, one: Incident, harm: str, members: Sequence[Member], claims: Mapping[str, ClaimRow], policy: str, brief: bool
) -> None:
    say, label = say_of(one, claims), load_vocabulary("harm")[harm].label
    figure = one.figure(harm, policy) or one.figure(harm, USUAL_POLICY)
    heading = Text(f"\n{label.upper()}", style="bold")
    if figure is not None:
        shown = _shown(figure.low, figure.best, figure.high)
        origins = "1 independent origin" if figure.origins == 1 else f"{figure.origins} independent origins"
        heading.append(f"  low / best / high: {shown}", style="bold")
        heading.append(f"  ({origins}; {figure.policy})", style="dim")
    screen.print(heading)
    if figure is not None:
        for why in dict.fromkeys(map(say, (figure.why_low, figure.why_best, figure.why_high))):
            screen.print(Text(plain("  " + why), style="dim"))
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for name in ("Number", "Who says it", "Words", "Document", "Counts as"):
        table.add_column(name, overflow="fold")
    shown_roles = (Role.TOTAL, Role.SUPERSEDED, Role.EXCLUDED) if brief else tuple(ROLES)
    members = [m for m in members if m.role in shown_roles]
    ordered = sorted(
        members,
        key=lambda m: (
            list(ROLES).index(m.role),
            -(claims[m.claim_id].claim.count.high or claims[m.claim_id].claim.count.lowest),
            m.claim_id,
        ),
    )
    for member in ordered:
        faint = member.role in (Role.EXCLUDED, Role.CUMULATIVE, Role.UNSURE)
        cells = (Text(isolated(cell)) for cell in _cells(member, claims[member.claim_id], say))
        table.add_row(*cells, style="dim" if faint else "")
    screen.print(table)


def _show_people(screen: Console, people: IncidentPeople) -> None:
    """Who is known by name, harm by harm: beside the figures, never added to them."""
    for term in load_vocabulary("harm"):
        sentence = people.sentence(term.code)
        if not sentence:
            continue
        screen.print()
        screen.print(Text(plain(f"{term.label.upper()}, KNOWN BY NAME  {sentence}"), style="bold"))
        for known in (one for one in people.people if one.fate == term.code):
            said = ", ".join(filter(None, (known.name, known.age, known.sex)))
            reports = f"reports {len(known.named.named)}" if known.named else ""
            screen.print(Text(plain(f"  {said}  ({', '.join(filter(None, (reports, *known.lists)))})")))


def _cells(member: Member, row: ClaimRow, say: Say) -> tuple[str, ...]:
    groups = f" {', '.join(row.claim.groups)}" if row.claim.groups else ""
    role = ROLES[member.role] + (f": {say(member.why)}" if member.role in (Role.EXCLUDED, Role.UNSURE) else "")
    quote = f"“{' '.join(row.quote.split())}”"
    return f"{row.claim.count}{groups}", member.origin, quote, f"{row.document_name} {row.said_on}", role


def _show_responsibility(
    screen: Console, one: Incident, claims: Mapping[str, ClaimRow], responsibilities: Sequence[tuple[str, Responsibility]]
) -> None:
    documents = documents_of(one, claims)
    lines = {said_of_responsibility(said, documents[where]): None for where, said in responsibilities if where in documents}
    if lines:
        screen.print("\nResponsibility, and who says so:")
    for line in lines:
        screen.print(Text(plain(f"  {line}")))


def said_of_responsibility(said: Responsibility, document: str) -> str:
    """One statement about responsibility in a line."""
    if said.kind == "accused":
        return f"{said.party_text} is accused by {said.speaker_text or 'someone the text does not name'} ({document})"
    verb = "says that it was responsible" if said.kind == "admitted" else "denies responsibility"
    return f"{said.party_text} {verb} ({document})"


def _show_words(
    screen: Console, one: Incident, claims: Mapping[str, ClaimRow], characterisations: Sequence[tuple[str, Characterisation]]
) -> None:
    said = words_of_incident(documents_of(one, claims), characterisations)
    if said:
        screen.print("\nWords for what happened, and whose they are:")
    for term, speakers in said:
        screen.print(Text(plain(f"  “{term}” — " + "; ".join(speakers))))
