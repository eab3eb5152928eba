"""One reading for a person at a terminal: each claim with its speaker and quotation, parts under their whole."""

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from cenotaph.cli.show import console, isolated, plain
from cenotaph.model import Claim, ClaimScope, ClaimStatus, Document, Harm, Reading, word_reason
from cenotaph.show.explain_page import marked_pieces
from cenotaph.show.incident_words import body_of

__all__ = ["explain_reading", "show_reading"]


COLOURS: Mapping[str, str] = {
    Harm.KILLED: "red",
    Harm.INJURED: "yellow",
    Harm.MISSING: "magenta",
    Harm.ABDUCTED: "blue",
    Harm.DETAINED: "cyan",
}


def explain_reading(document: Document, reading: Reading) -> None:
    """Print the text with the people counted in colour and numbered, the speakers underlined, then the rules of each claim."""
    screen = console()
    numbers = {claim.id: n for n, claim in enumerate(reading.claims, start=1)}
    marked = Text()
    for words, kind, claims in marked_pieces(document.text, reading.claims):
        shown = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
        if kind == "victims":
            marked.append(shown, style=f"bold {COLOURS.get(claims[0].harm, 'green')} reverse")
            marked.append("[" + ",".join(str(numbers[c.id]) for c in claims) + "]", style="bold")
        else:
            marked.append(shown, style="underline" if kind == "speaker" else "")
    screen.print(marked)
    screen.print()
    for claim in reading.claims:
        part = f", part of [{numbers[claim.part_of]}]" if claim.part_of in numbers else ""
        whose = claim.speaker_text or "the document itself"
        line = Text(f"[{numbers[claim.id]}] ", style="bold")
        line.append(f"{claim.harm} {claim.count}{part}, {claim.status}, {claim.scope} — {plain(whose)}")
        screen.print(line)
        measured = f"; confidence {claim.confidence:.2f}" if claim.confidence is not None else "; confidence not measured"
        screen.print(Text(f"    because of: {' + '.join(claim.rules)}{measured}", style="dim"))
        if claim.date is not None and claim.date.why:
            screen.print(
                Text(
                    f"    dated {claim.date.interval.edtf if claim.date.interval else 'not'}: {word_reason(claim.date.why)}",
                    style="dim",
                )
            )
    for refusal in reading.refusals:
        screen.print(Text(f"refused: “{isolated(refusal.quote)}”: {word_reason(refusal.why)}", style="dim"))


def show_reading(document: Document, reading: Reading | None, *, possible: bool = False) -> None:
    """Print what was read of one document; with `possible` also what may be a claim."""
    screen = console()
    screen.print(Text(plain(document.title or document.name), style="bold"))
    facts = [document.name, f"language {document.language}", f"SHA-256 {document.sha256[:16]}…"]
    screen.print(Text(plain(" · ".join(facts)), style="dim"))
    if document.note:
        screen.print(Text(plain(document.note), style="dim"))
    if reading is None:
        flags = f" ({', '.join(document.flags)})" if document.flags else ""
        screen.print(f"not read{flags}: the text is kept, and no claim was looked for\n")
        return
    if reading.report_date and reading.report_date.interval:
        screen.print(f"report date {reading.report_date.interval.edtf} ({word_reason(reading.report_date.why)})")
    if not reading.claims:
        screen.print("no casualty claim found\n")
    parts: dict[str, list[Claim]] = {claim.id: [] for claim in reading.claims}
    wholes = [claim for claim in reading.claims if claim.part_of not in parts]
    for claim in reading.claims:
        if claim.part_of in parts:
            parts[claim.part_of].append(claim)
    for claim in wholes:
        _show(screen, document, claim, "")
        for part in parts[claim.id]:
            _show(screen, document, part, "    of these: ")
    if possible:
        screen.print(f"\npossible, not counted: {len(reading.possible)}")
        for claim in reading.possible:
            _show(screen, document, claim, "    look here: ")
    _show_characterisations(screen, document, reading)
    if reading.refusals:
        screen.print(f"\nrefused, because the words do not bear it out: {len(reading.refusals)}")
        for refusal in reading.refusals:
            screen.print(Text(f"  “{isolated(refusal.quote)}”: {word_reason(refusal.why)}"))
    screen.print()


def _show(screen: Console, document: Document, claim: Claim, lead: str) -> None:
    line = Text(lead or "\n")
    line.append(f"{claim.harm} {claim.count}", style="bold")
    if claim.groups:
        line.append(f" ({', '.join(claim.groups)})")
    marks = [word for word in (claim.status, claim.scope) if word not in (ClaimStatus.ASSERTED, ClaimScope.INCIDENT)]
    if marks:
        line.append(f" [{', '.join(marks)}]", style="yellow")
    line.append(" — " + (isolated(claim.speaker_text) if claim.speaker_text else "the document itself"))
    screen.print(line)
    indent = "    " if not lead else "        "
    screen.print(Text(f"{indent}“{isolated(' '.join(claim.evidence.of(document.text).split()))}”", style="italic"))
    facts = []
    if claim.date is not None:
        when = claim.date.interval.edtf if claim.date.interval else "date not known"
        facts.append(f"{when} ({word_reason(claim.date.why)})" if claim.date.why else when)
    if claim.place is not None:
        facts.append(f"place as written: {claim.place.place.name}")
    if claim.alleged_perpetrator is not None:
        facts.append(f"alleged perpetrator: {claim.alleged_perpetrator.text}")
    facts.append(f"rules: {' + '.join(claim.rules)}")
    if claim.confidence is not None:
        facts.append(f"confidence {claim.confidence:.2f}")
    if not lead:
        screen.print(Text(plain(indent + " · ".join(facts)), style="dim"))


def _show_characterisations(screen: Console, document: Document, reading: Reading) -> None:
    if reading.characterisations:
        screen.print("\nWords for what happened, and whose they are:")
    for found in reading.characterisations:
        whose = found.speaker_text or "the document itself"
        screen.print(
            Text(f"  “{isolated(' '.join(found.span.of(document.text).split()))}” — {isolated(whose)}{plain(body_of(found))}")
        )
