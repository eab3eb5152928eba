"""`cenotaph evaluate`."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cenotaph.evaluate import Mistake, Pairing, Score

__all__ = ["command"]


@click.group("evaluate", epilog="Example:  cenotaph evaluate claims gold/dev.jsonl --errors")
def command() -> None:
    """Measure the reader against gold data that a person made."""


@command.command("claims", epilog="Example:  cenotaph evaluate claims gold/dev.jsonl --errors")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), help="The folder of texts; without it, `texts` beside the gold file.")
@click.option(
    "--by",
    "parts",
    multiple=True,
    type=click.Choice(["genre", "source", "harm", "victims"]),
    help="A table by genre, by source, by harm or by the kind of words that name the victims; several if given several times.",
)
@click.option("--reliability", "calibrated", is_flag=True, help="How often a confidence comes true, in tenths.")
@click.option("--errors", is_flag=True, help="List every mistake: kind, document, where in the text.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
def claims(gold: Path, texts: Path | None, parts: tuple[str, ...], calibrated: bool, errors: bool, form: str | None) -> None:
    """Read the texts of GOLD and print precision, recall and F1 by genre, and the commonest mistakes.

    found: harm and victims are right. figure: and the number. attributed: and the speaker. shown: the share of gold claims that
    are read or at least shown as possible.
    """
    from cenotaph.evaluate import find_mistakes, load_gold, pair_claims, score_parts
    from cenotaph.extract import read_text

    pairings = [pair_claims(document, read_text(document.text, document.language)) for document in load_gold(gold, texts)]
    if form == "json":
        scores = score_parts(pairings, (parts or ("genre",))[0])
        click.echo(json.dumps({name: _as_json(scores[name]) for name in _names(scores)}, indent=1))
        return
    for part in parts or ("genre",):
        _show_scores(score_parts(pairings, part), part)
    _show_fields(score_parts(pairings, "genre")["all"])
    if calibrated:
        _show_reliability(pairings)
    _show_mistakes(find_mistakes(pairings), listed=errors)


def _names(scores: "Mapping[str, Score]") -> list[str]:
    return sorted(scores, key=lambda name: (name != "all", name))


def _as_json(score: "Score") -> dict[str, Any]:
    from cenotaph.evaluate.scoring import FIELDS, LEVELS

    levels = {
        level: {"precision": score.precision(level), "recall": score.recall(level), "f1": score.f1(level)} for level in LEVELS
    }
    return {
        "gold": score.gold,
        "read": score.read,
        "shown": score.shown,
        **levels,
        **{name: score.accuracy(name) for name in FIELDS},
    }


def _show_scores(scores: "Mapping[str, Score]", part: str) -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.evaluate.scoring import LEVELS

    table = []
    for name in _names(scores):
        score = scores[name]
        row = {"part": name, "gold": score.gold, "read": score.read, "shown": f"{score.shown / max(1, score.gold):.3f}"}
        for level in LEVELS:
            row[level] = f"{score.precision(level):.3f} / {score.recall(level):.3f} / {score.f1(level):.3f}"
        table.append(row)
    levels = {level: f"{level}: P / R / F1" for level in LEVELS}
    headings = {"part": part.capitalize(), "gold": "Gold", "read": "Read", **levels, "shown": "shown"}
    show_rows(table, headings, None, title="Claims")


def _show_fields(total: "Score") -> None:
    from cenotaph.evaluate.scoring import FIELDS

    click.echo(
        "\nAmong matched claims, share with the field right: "
        + "  ".join(f"{name} {total.accuracy(name):.3f}" for name in FIELDS)
    )


def _show_reliability(pairings: "Sequence[Pairing]") -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.evaluate import reliability

    table = [
        {"said": f"{one.low:.1f} to {one.high:.1f}", "claims": one.claims, "right": f"{one.right / one.claims:.2f}"}
        for one in reliability(pairings)
    ]
    show_rows(table, {"said": "Confidence", "claims": "Claims", "right": "Right"}, None, title="Reliability")


def _show_mistakes(mistakes: "Sequence[Mistake]", *, listed: bool) -> None:
    click.echo("\nThe commonest mistakes:")
    for kind, number in Counter(mistake.kind for mistake in mistakes).most_common(10):
        click.echo(f"  {number:4d}  {kind}")
    if listed:
        click.echo("")
        for mistake in sorted(mistakes, key=lambda m: (m.kind, m.document, m.span)):
            click.echo(f"{mistake.kind:36}  {mistake.document}  [{mistake.span.start}, {mistake.span.end})")
