"""`cenotaph decide`."""

from typing import TextIO

import click

from cenotaph.cli.options import case_option, named_case, passphrase_option, set_values
from cenotaph.cli.signing import signed_case

__all__ = ["command"]


@click.command(
    "decide",
    epilog='Example:  cenotaph decide reject c-129qctyyht --by "Ana Ortu" --why "counts bodies moved here from elsewhere"',
)
@click.argument("kind")
@click.argument("subjects", nargs=-1, required=True, metavar="ID…")
@click.option("--why", required=True, help="The reason. It is published with the decision.")
@click.option("--by", "decided_by", envvar="CENOTAPH_RECORDER", required=True, help="Who decides (or set CENOTAPH_RECORDER).")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="For edit: harm, low, high, approx, groups, status, scope, date, part_of, and in words of the document speaker, place, "
    "perpetrator or names. For person: name, fate, age, sex, as=named or as=nobody.",
)
@click.option("--scheme", help="For grade: airwars, ibc or ucdp.")
@click.option("--grade", help="For grade: the grade's code.")
@click.option("--dry-run", is_flag=True, help="Show what it would do to the incidents, and record nothing.")
@passphrase_option
@case_option
def command(
    kind: str,
    subjects: tuple[str, ...],
    why: str,
    decided_by: str,
    changes: tuple[str, ...],
    scheme: str | None,
    grade: str | None,
    dry_run: bool,
    passphrase_file: TextIO | None,
    case_dir: str | None,
) -> None:
    """Record a decision and let it take effect.

    \b
    accept, reject, edit   CLAIM …        same, different   CLAIM CLAIM
    person                 PERSON         (an id of: cenotaph people --json)
    split                  CLAIM …        merge             INCIDENT INCIDENT …
    grade                  INCIDENT       revoke            NUMBER of a decision
    distinct               INCIDENT …     no other incident tells of this event: only such are added up
    same_victim, different_victim         RECORD RECORD

    A merge is of everything in both incidents, from now on, under the older id; a split parts what you name from all the rest,
    which keeps the id. What cannot be done is refused. Decisions are kept for ever, survive every re-run and bind it. To take one
    back, revoke it.
    """
    from cenotaph.cli.effect_view import show_effect
    from cenotaph.errors import WrongUse
    from cenotaph.model import DecisionKind
    from cenotaph.steps.decide import decide_with_effect, preview_decision
    from cenotaph.steps.mend_claim import edit_details
    from cenotaph.vocabulary import load_vocabulary

    if kind not in load_vocabulary("decision_kind"):
        raise WrongUse(f"no decision {kind!r}", remedy=f"there are: {', '.join(load_vocabulary('decision_kind').terms)}")
    details = set_values(changes, "FIELD=VALUE") | {name: said for name, said in (("scheme", scheme), ("grade", grade)) if said}
    case = named_case(case_dir)
    if kind == DecisionKind.EDIT and len(subjects) == 1:
        details = dict(edit_details(case, subjects[0], details))
    if dry_run:
        show_effect(preview_decision(case, kind, subjects, decided_by=decided_by, details=details), done=False)
        return
    case = signed_case(case, decided_by, passphrase_file)
    made, effect = decide_with_effect(case, kind, subjects, decided_by=decided_by, why=why, details=details)
    click.echo(f"decision {made.number} recorded: {made.kind} {' '.join(subjects)}\n  {made.hash}")
    if effect is not None:
        show_effect(effect, done=True)
