"""Asks a person about uncertain pairs, the most informative first. Each answer is a decision of its own, kept at once."""

import click

from cenotaph.errors import WrongUse
from cenotaph.model import DecisionKind
from cenotaph.store import Case

__all__ = ["review_pairs"]

ANSWERS = {"s": DecisionKind.SAME_VICTIM, "d": DecisionKind.DIFFERENT_VICTIM}


def review_pairs(case: Case, decided_by: str, *, sample: bool = False) -> int:
    """Ask until there is nothing left or the person stops: of the pairs whose answer tells most, or those of the `sample` for
    quality. Raises `WrongUse` without a name or a linking.
    """
    if not decided_by.strip():
        raise WrongUse("a review needs the name of who answers", remedy="give it with --by, or set CENOTAPH_RECORDER")
    from cenotaph.cli.evidence_view import show_pair, show_records
    from cenotaph.show.victim_evidence import gather_pair
    from cenotaph.steps.decide import decide
    from cenotaph.steps.link_quality import pairs_for_quality
    from cenotaph.steps.pairs_to_review import pairs_to_review

    answered = 0
    skipped: set[tuple[str, str]] = set()
    while True:
        with case.reading() as record:
            asked = pairs_for_quality(record) if sample else pairs_to_review(record)[0]
            queue = [pair for pair in asked if (pair.first, pair.second) not in skipped]
            evidence = gather_pair(record, queue[0]) if queue else None
        if evidence is None:
            click.echo(f"nothing left to ask; {answered} answered")
            return 0
        pair = queue[0]
        click.echo(f"\n{len(queue):,} {'pairs of the sample' if sample else 'uncertain pairs'}. The next:")
        show_records([evidence.records[pair.first], evidence.records[pair.second]], evidence.lists)
        show_pair(pair)
        answer = click.prompt(
            "One person? s same, d different, k skip, q quit", type=click.Choice(["s", "d", "k", "q"]), show_choices=False
        )
        if answer == "q":
            click.echo(f"{answered} answered; the rest waits")
            return 0
        if answer == "k":
            skipped.add((pair.first, pair.second))
            continue
        why = click.prompt("Why (may be left empty)", default="", show_default=False)
        decide(case, ANSWERS[answer], [pair.first, pair.second], decided_by=decided_by, why=why)
        answered += 1
