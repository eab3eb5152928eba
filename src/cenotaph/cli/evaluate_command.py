"""`cenotaph evaluate`."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cenotaph.evaluate import Mistake, Score

__all__ = ["command"]


@click.group("evaluate", epilog="Example:  cenotaph evaluate claims gold/dev.jsonl --errors")
def command() -> None:
    """Measure the reader against gold data that a person made."""


@command.command("claims", epilog="Example:  cenotaph evaluate claims gold/dev.jsonl --errors")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), help="The folder of texts; without it, `texts` beside the gold file.")
@click.option("--errors", is_flag=True, help="List every mistake: kind, document, where in the text.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
def claims(gold: Path, texts: Path | None, errors: bool, form: str | None) -> None:
    """Read the texts of GOLD and print precision, recall and F1 by genre, and the commonest mistakes.

    found: harm and victims are right. figure: and the number. attributed: and the speaker.
    """
    from cenotaph.evaluate import find_mistakes, load_gold, pair_claims, score_documents
    from cenotaph.extract import read_text

    pairings = [pair_claims(document, read_text(document.text, document.language)) for document in load_gold(gold, texts)]
    scores = score_documents(pairings)
    if form == "json":
        click.echo(json.dumps({genre: _as_json(scores[genre]) for genre in _genres(scores)}, indent=1))
        return
    _show_scores(scores)
    _show_mistakes(find_mistakes(pairings), listed=errors)


def _genres(scores: "Mapping[str, Score]") -> list[str]:
    return sorted(scores, key=lambda name: (name != "all", name))


def _as_json(score: "Score") -> dict[str, Any]:
    from cenotaph.evaluate.scoring import FIELDS, LEVELS

    levels = {
        level: {"precision": score.precision(level), "recall": score.recall(level), "f1": score.f1(level)} for level in LEVELS
    }
    return {"gold": score.gold, "read": score.read, **levels, **{name: score.accuracy(name) for name in FIELDS}}


def _show_scores(scores: "Mapping[str, Score]") -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.evaluate.scoring import FIELDS, LEVELS

    table = []
    for genre in _genres(scores):
        score = scores[genre]
        row = {"genre": genre, "gold": score.gold, "read": score.read}
        for level in LEVELS:
            row[level] = f"{score.precision(level):.3f} / {score.recall(level):.3f} / {score.f1(level):.3f}"
        table.append(row)
    headings = {"genre": "Genre", "gold": "Gold", "read": "Read", **{level: f"{level}: P / R / F1" for level in LEVELS}}
    show_rows(table, headings, None, title="Claims")
    total = scores["all"]
    click.echo(
        "\nAmong matched claims, share with the field right: "
        + "  ".join(f"{name} {total.accuracy(name):.3f}" for name in FIELDS)
    )


def _show_mistakes(mistakes: "Sequence[Mistake]", *, listed: bool) -> None:
    click.echo("\nThe commonest mistakes:")
    for kind, number in Counter(mistake.kind for mistake in mistakes).most_common(10):
        click.echo(f"  {number:4d}  {kind}")
    if listed:
        click.echo("")
        for mistake in sorted(mistakes, key=lambda m: (m.kind, m.document, m.span)):
            click.echo(f"{mistake.kind:36}  {mistake.document}  [{mistake.span.start}, {mistake.span.end})")
