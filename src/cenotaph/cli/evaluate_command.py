"""`cenotaph evaluate`."""

import json
from collections import Counter
from pathlib import Path

import click

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
    from cenotaph.cli.show import show_rows
    from cenotaph.evaluate import find_mistakes, load_gold, pair_claims, score_documents
    from cenotaph.evaluate.scoring import FIELDS, LEVELS
    from cenotaph.extract import read_text

    pairings = [pair_claims(document, read_text(document.text, document.language)) for document in load_gold(gold, texts)]
    scores = score_documents(pairings)
    mistakes = find_mistakes(pairings)
    genres = sorted(scores, key=lambda name: (name != "all", name))
    if form == "json":
        rows = {
            genre: {
                "gold": scores[genre].gold,
                "read": scores[genre].read,
                **{
                    level: {
                        "precision": scores[genre].precision(level),
                        "recall": scores[genre].recall(level),
                        "f1": scores[genre].f1(level),
                    }
                    for level in LEVELS
                },
                **{name: scores[genre].accuracy(name) for name in FIELDS},
            }
            for genre in genres
        }
        click.echo(json.dumps(rows, indent=1))
        return
    table = []
    for genre in genres:
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
    counted = Counter(mistake.kind for mistake in mistakes)
    click.echo("\nThe commonest mistakes:")
    for kind, number in counted.most_common(10):
        click.echo(f"  {number:4d}  {kind}")
    if errors:
        click.echo("")
        for mistake in sorted(mistakes, key=lambda m: (m.kind, m.document, m.span)):
            click.echo(f"{mistake.kind:36}  {mistake.document}  [{mistake.span.start}, {mistake.span.end})")
